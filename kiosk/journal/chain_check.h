// Is the book still what was written? The chains of entries and of erasures, what the cases say beside their
// entries, and whether the book ever stood at a head that was told outside.
//
// Covered: every column of `entries`, `audit` and `cases`, and the head, the key's mark and the run's number
// in `meta`. Not covered: `commands` and `outbox`, which are work in progress (what they say of a person is
// sealed and bound to its row), and the sums of service mode in `meta`, which outlive the entries they come
// from. Inside of the room; on the thread that opened the database.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/journal/ledger.h"

namespace kiosk24::journal {

// The first broken place, or how many entries hold. Without keys everything but whose a case is.
Result<ChainReport> check_chain(Database& database, const seal::KeyStore* keys);

// Where the book stands: Ledger::audit_head.
Result<std::string> head_of(Database& database);

// "<entries>:<hex>" as Ledger::audit_head says it, or the hex alone, as heartbeats carry it. False: the book,
// though its chain may hold, never stood there: entries were cut off after it was told, or written anew.
// bad_argument: no head.
Result<bool> has_stood_at(Database& database, std::string_view head);

// What an erasure's record says of the entries it took: a digest over their ids, so that none can be moved
// from one erasure to another.
Result<std::string> erased_by_words(Database& database, std::int64_t erasure);

// A record of the audit chain that took no entry. Within the caller's transaction.
Status record_words(Database& database, std::string_view what, WallTime now);

}  // namespace kiosk24::journal
