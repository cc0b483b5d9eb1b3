// A ledger file with any bytes in it: it is opened and used, or refused and kept for a person to look at. It
// never ends or hangs the terminal, and nothing of it is thrown away.
#include "kiosk/journal/ledger.h"
#include "kiosk/journal/sqlite.h"
#include "kiosk/seal/keys.h"
#include "tests/fuzz/round_trip.h"
#include "tests/fuzz/scratch_folder.h"

namespace {

using namespace kiosk24;
namespace fs = std::filesystem;

constexpr WallTime kNow{1'795'312'800'000};

// The keys of the corpus's ledgers. They protect nothing.
std::shared_ptr<const seal::KeyStore> keys_in(const fs::path& folder) {
    fs::create_directory(folder);
    fs::permissions(folder, fs::perms::owner_all);
    for (const auto& [name, digit] : {std::pair("index.key", 'a'), std::pair("0001.key", 'b')}) {
        const auto file = folder / name;
        std::ofstream(file) << "kiosk24-key 1 international " << std::string(64, digit) << "\n";
        fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    }
    auto keys = seal::KeyStore::open(folder, seal::Profile::international);
    if (!keys) fuzz::broken("the keys of the corpus can be read");
    return std::make_shared<const seal::KeyStore>(*std::move(keys));
}

template <typename T>
void plain(const Result<T>& answer) {
    if (answer) return;
    const auto code = answer.error().code();
    if (code != Code::bad_input && code != Code::broken_storage && code != Code::out_of_space &&
        code != Code::unsupported && code != Code::bad_argument && code != Code::not_found)
        fuzz::broken("a refusal is one of the ledger's");
}

void use(journal::Ledger& ledger) {
    plain(ledger.begin_boot(kNow));
    plain(ledger.find_cases(PersonalText("11010519491231002X")));
    plain(ledger.file_of("case-1"));
    plain(ledger.waiting_outbox());
    plain(ledger.backlog());
    plain(ledger.remote_orders());
    plain(ledger.service_record());
    plain(ledger.latest_lines(40));
    plain(ledger.entries_of_case("case-1"));
    plain(ledger.entries_of_boot(1));
    journal::Change change;
    change.entries.push_back({.case_id = "case-2",
                              .kind = LedgerKind::opened,
                              .at = kNow,
                              .facts = {{"matter", "SI01"}},
                              .personal = {{"id_number", PersonalText("11010519491231002X")}}});
    plain(ledger.commit(change, kNow));
    plain(ledger.verify_chain());
    plain(ledger.erase_before(kNow, kNow));
    plain(ledger.audit_head());
    plain(ledger.checkpoint());
}

// Under its name or another: SQLite may have turned it into a file with a log.
bool is_kept(const fs::path& folder) {
    for (const auto& file : fs::directory_iterator(folder)) {
        if (file.is_regular_file() && fs::file_size(file.path()) > 0) return true;
    }
    return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    static const auto keys = keys_in(folder.path() / "keys");
    const auto book = folder.path() / "book";
    std::error_code ignored;
    fs::remove_all(book, ignored);
    fs::create_directory(book);
    const auto bytes = fuzz::text_of(data, size);
    std::ofstream(book / "journal.sqlite", std::ios::binary) << bytes;
    const journal::LedgerOptions options{(book / "journal.sqlite").string(), {}, keys};
    for (int start = 0; start < 2; ++start) {
        auto ledger = journal::Ledger::open(options, kNow);
        plain(ledger);
        if (ledger)
            use(**ledger);
        else if (size > 0 && !is_kept(book))
            fuzz::broken("what is refused is kept");
    }
    return 0;
}
