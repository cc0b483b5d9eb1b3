// An auditor's look at a terminal's ledger: it reads copies and changes nothing, so it works on a disk that
// is mounted read-only, and on one that was seized. Any thread; nothing else of this process has the ledger
// open.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/journal/ledger.h"

namespace kiosk24::journal {

// device_busy, with the process, while a terminal has it open; not_found: there is none.
Status check_nobody_holds(const std::filesystem::path& ledger);

struct AuditRequest {
    std::filesystem::path ledger;
    std::shared_ptr<const seal::KeyStore> keys;  // nullptr: nobody needs them to check the chain
    std::vector<std::string> heads;              // that were told outside: "<entries>:<hex>" or the hex alone
};

struct AuditReport {
    ChainReport chain;                   // the rest is empty where it is broken
    std::string head;                    // where the book stands, as Ledger::audit_head says it
    std::vector<std::string> not_found;  // of the heads: the book never stood there
};

// not_found: no ledger. device_busy: a terminal has it open. bad_input: damaged. unsupported: no ledger, or a
// newer one. broken_storage: it cannot be read, or was kept with other keys. bad_argument: no head.
Result<AuditReport> audit(const AuditRequest& request);

}  // namespace kiosk24::journal
