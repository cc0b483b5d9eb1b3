// The ledger's tables and their versions. One more version: a row in kMigrations of schema.cc, and a test
// that opens a file of the version before.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk24::journal {

class Database;

inline constexpr int kSchemaVersion = 3;

// bad_input: the file says it is a ledger, but consists of other things than a ledger of its version, which
// is why the text of a migration never changes. Before anything else is read.
Status check_contents(Database& database);

// Creates the tables in an empty file, or brings an older file up to kSchemaVersion, each step in a
// transaction. unsupported: a newer file, or one that is not a ledger.
Status bring_up_to_date(Database& database);

}  // namespace kiosk24::journal
