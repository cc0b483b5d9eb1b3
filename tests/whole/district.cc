#include "tests/whole/district.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "drivers/virtual/line_socket.h"
#include "kiosk/journal/ledger.h"
#include "kiosk/journal/sqlite.h"
#include "kiosk/seal/keys.h"
#include "kiosk/settings/settings.h"

namespace kiosk24::whole_test {
namespace {

namespace fs = std::filesystem;
using virtual_devices::AnswerEnds;
using virtual_devices::ask_line;

constexpr Milliseconds kAnswerWithin{30'000};

int free_port() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(fd, reinterpret_cast<const sockaddr*>(&address), size);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(fd);
    return ntohs(address.sin_port);
}

std::string last_lines(const std::string& text) {
    constexpr std::size_t kMost_bytes = 4'000;
    return text.size() <= kMost_bytes ? text : text.substr(text.size() - kMost_bytes);
}

std::string quoted(const std::string& text) {
    return "\"" + text + "\"";
}

}  // namespace

District::District(DistrictOptions options) : options_(std::move(options)) {
    std::string pattern = (fs::temp_directory_path() / "kiosk24-whole-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) directory_ = pattern;
    fs::create_directory(directory_ / "dev");
    EXPECT_TRUE(journal::prepare_sqlite());  // before anything else uses SQLite in this process
    if (auto texts = settings::read_texts(source_directory() / "assets/words")) texts_ = *std::move(texts);
    make_keys();
    start_sandbox(options_.sandbox_options);
    start_desk();
}

District::~District() {
    if (testing::Test::HasFailure())
        fprintf(stderr, "the terminal's last words:\n%s\n", last_lines(terminal_log()).c_str());
    probe_.reset();
    terminal_.reset();
    if (desk_) desk_->end();
    desk_.reset();
    sandbox_.reset();
    std::error_code ignored;
    if (::getenv("KIOSK24_KEEP") == nullptr) fs::remove_all(directory_, ignored);
}

void District::start_sandbox(const std::vector<std::string>& options) {
    const auto keys = (directory_ / "sandbox").string();
    std::vector<std::string> serve{program("kiosk24-sandbox"),
                                   "serve",
                                   "--dir",
                                   keys,
                                   "--catalogue",
                                   (source_directory() / "config/catalogue").string(),
                                   "--port-file",
                                   (directory_ / "port").string(),
                                   "--control",
                                   (directory_ / "sandbox.sock").string(),
                                   "--faces",
                                   (directory_ / "camera/faces").string()};
    serve.insert(serve.end(), options.begin(), options.end());
    sandbox_ = std::make_unique<Process>(serve, directory_ / "sandbox.log");
    EXPECT_TRUE(eventually([&] { return sandbox_port() != 0; })) << sandbox_->log();
}

void District::make_keys() {
    std::vector<std::string> init{program("kiosk24-sandbox"), "init", "--dir",
                                  (directory_ / "sandbox").string()};
    if (options_.has_bad_keys) init.push_back("--with-bad-ones");
    const auto made = run(init, directory_ / "init.log");
    EXPECT_EQ(made.status, 0) << made.output;
}

int District::sandbox_port() const {
    return std::atoi(bytes_of(directory_ / "port").c_str());
}

void District::kill_sandbox() {
    sandbox_->kill_hard();
}

void District::restart_sandbox(std::vector<std::string> options) {
    const auto port = std::to_string(sandbox_port());
    kill_sandbox();
    fs::remove(directory_ / "port");
    options.insert(options.end(), {"--port", port});
    start_sandbox(options);
}

void District::start_desk() {
    printer_port_ = free_port();
    desk_ = std::make_unique<Process>(
        std::vector<std::string>{program("kiosk24-desk"),
                                 "--socket",
                                 (directory_ / "desk.sock").string(),
                                 "--reader-tty",
                                 (directory_ / "dev/reader").string(),
                                 "--scanner-tty",
                                 (directory_ / "dev/scanner").string(),
                                 "--camera-dir",
                                 (directory_ / "camera").string(),
                                 "--cards",
                                 (source_directory() / "drivers/virtual/cards").string(),
                                 "--printer-dir",
                                 (directory_ / "printer").string(),
                                 "--receipt-tty",
                                 (directory_ / "dev/receipt").string(),
                                 "--receipt-dir",
                                 (directory_ / "receipts").string(),
                                 "--printer-port",
                                 std::to_string(printer_port_),
                                 "--sandbox-control",
                                 (directory_ / "sandbox.sock").string()},
        directory_ / "desk.log");
    EXPECT_TRUE(eventually([&] {
        return ask_line((directory_ / "desk.sock").string(), "state", AnswerEnds::when_closed, kAnswerWithin)
            .has_value();
    })) << desk_->log();
}

// With more devices a copy; every path in it that a test needs is set anyway, but for the assets.
std::string District::settings_file() const {
    const auto shipped = source_directory() / "config";
    if (options_.more_devices.empty()) return (shipped / "kiosk.toml").string();
    const auto own = directory_ / "config";
    std::error_code failure;
    fs::create_directories(own, failure);
    fs::copy(shipped / "types", own / "types", fs::copy_options::recursive | fs::copy_options::skip_existing,
             failure);
    EXPECT_FALSE(failure) << failure.message();
    std::ofstream(own / "kiosk.toml") << bytes_of(shipped / "kiosk.toml") << options_.more_devices;
    return (own / "kiosk.toml").string();
}

std::string District::journal_file() const {
    const auto own = options_.settings.find("journal.path");
    return own == options_.settings.end() ? (directory_ / "journal.sqlite").string() : own->second;
}

std::vector<std::string> District::settings() const {
    const auto sandbox = directory_ / "sandbox";
    const auto document_ca = (sandbox / "document_ca.pem").string();
    const auto cross = options_.size.find('x');
    std::map<std::string, std::string> all{
        {"platform.url", "https://localhost:" + std::to_string(sandbox_port())},
        {"platform.ca_file", (sandbox / "tls_ca.pem").string()},
        {"platform.client_certificate_file", (sandbox / "terminal.pem").string()},
        {"platform.client_key_file", (sandbox / "terminal.key").string()},
        {"platform.document_signers_file", document_ca},
        {"platform.catalogue_cache_file", (directory_ / "catalogue").string()},
        {"platform.catalogue_signer.sandbox-catalogue-1.public_key_file",
         (sandbox / "catalogue_signer.pem").string()},
        {"journal.path", (directory_ / "journal.sqlite").string()},
        {"journal.key_directory", (directory_ / "keys").string()},
        {"paths.programs", program("")},
        {"paths.assets", (source_directory() / "assets").string()},
        {"panel.width_px", options_.size.substr(0, cross)},
        {"panel.height_px", options_.size.substr(cross + 1)},
        {"device.reader.tty", (directory_ / "dev/reader").string()},
        {"device.reader.may_write", "[" + quoted((directory_ / "dev").string()) + ", \"/dev/pts\"]"},
        {"device.scanner.tty", (directory_ / "dev/scanner").string()},
        {"device.scanner.may_write", "[" + quoted((directory_ / "dev").string()) + ", \"/dev/pts\"]"},
        {"device.receipt.tty", (directory_ / "dev/receipt").string()},
        {"device.receipt.may_write", "[" + quoted((directory_ / "dev").string()) + ", \"/dev/pts\"]"},
        {"device.camera.source",
         "multifilesrc location=" + (directory_ / "camera/camera.png").string() +
             " index=0 stop-index=0 loop=true caps=image/png,framerate=25/1 ! pngdec"},
        {"device.camera.may_read", "[" + quoted((directory_ / "camera").string()) + "]"},
        {"device.camera.may_write", "[]"},
        {"device.a4.printer_uri", "ipp://localhost:" + std::to_string(printer_port_) + "/ipp/print"},
        {"device.verify.ca", document_ca},
        {"device.verify.may_read", "[" + quoted(document_ca) + "]"},
        {"timers.take_paper_ms", "60000"},
        {"timers.goodbye_ms", "300"},
        {"timers.rating_ms", "300"},
        {"timers.form_settle_ms", "100"},
        {"timers.outcome_settle_ms", "100"}};
    for (const auto& [key, value] : options_.settings)
        all[key] = value;
    std::vector<std::string> words{"--settings", settings_file()};
    for (const auto& [key, value] : all) {
        words.emplace_back("--set");
        words.push_back(key + "=" + value);
    }
    return words;
}

std::unique_ptr<Process> District::start_with_settings(const std::string& name,
                                                       std::vector<std::string> words) {
    const auto own = settings();
    words.insert(words.begin(), own.begin(), own.end());
    words.insert(words.begin(), program(name));
    for (const auto& [variable, value] : environment_)
        words.insert(words.begin(), variable + "=" + value);
    if (!environment_.empty()) words.insert(words.begin(), "/usr/bin/env");
    return std::make_unique<Process>(words, directory_ / "terminal.log");
}

std::unique_ptr<Process> District::start_with_subcommand(const std::string& name,
                                                         const std::string& subcommand,
                                                         std::vector<std::string> words) {
    const auto own = settings();
    words.insert(words.begin(), own.begin(), own.end());
    words.insert(words.begin(), {program(name), subcommand});
    return std::make_unique<Process>(words, directory_ / "terminal.log");
}

void District::start_terminal(const std::string& situation) {
    const auto socket = directory_ / "probe.sock";
    std::error_code ignored;
    fs::remove(socket, ignored);
    probe_.reset();
    terminal_ = start_with_settings("kiosk24-rehearsal", {"--headless", "--probe", socket.string()});
    probe_ = std::make_unique<ProbeClient>(socket);
    EXPECT_TRUE(is_at(situation));
}

void District::kill_terminal() {
    probe_.reset();
    terminal_->kill_hard();
}

int District::end_terminal() {
    probe_.reset();
    return terminal_->end().value_or(-1);
}

bool District::desk(const std::string& line) {
    const auto answer =
        ask_line((directory_ / "desk.sock").string(), line, AnswerEnds::when_closed, kAnswerWithin);
    const bool done = answer && answer->starts_with("ok");
    EXPECT_TRUE(done) << line << ": " << (answer ? *answer : answer.error().text());
    return done;
}

bool District::sandbox(const std::string& line) {
    const auto answer =
        ask_line((directory_ / "sandbox.sock").string(), line, AnswerEnds::with_the_line, kAnswerWithin);
    const bool done = answer && answer->starts_with("ok");
    EXPECT_TRUE(done) << line << ": " << (answer ? *answer : answer.error().text());
    return done;
}

Book District::book() {
    const auto answer =
        ask_line((directory_ / "sandbox.sock").string(), "book", AnswerEnds::with_the_line, kAnswerWithin);
    return parse_book(answer.value_or(""));
}

bool District::touch(const std::string& widget, const std::string& next_situation) {
    const auto tapped = probe_->tap(widget);
    EXPECT_TRUE(tapped.ok) << "touching " << widget << ": " << tapped.error;
    return tapped.ok && is_at(next_situation);
}

bool District::is_at(const std::string& situation, Patience patience) {
    const auto reply = probe_->wait_situation(situation, patience);
    EXPECT_TRUE(reply.ok) << "waiting for " << situation << ": " << reply.error;
    return reply.ok;
}

bool District::sees(const std::string& widget, Patience patience) {
    const auto reply = probe_->wait_widget(widget, patience);
    EXPECT_TRUE(reply.ok) << "looking for " << widget << ": " << reply.error;
    return reply.ok;
}

bool District::says(const std::string& widget, const std::string& key) {
    const auto expected = texts_.get(Language::zh_hans, key);
    std::string words;
    const bool does = eventually([&] { return (words = probe_->words(widget)).find(expected) != words.npos; },
                                 Patience{20'000});
    EXPECT_TRUE(does) << widget << " says " << words << ", not " << expected;
    return does;
}

bool District::come_and_lay(const std::string& card, const std::string& matter_case) {
    if (!touch("wake", "home") || !touch("matter.SI01", "matter")) return false;
    if (matter_case != "current" && !touch("case." + matter_case, "matter")) return false;
    // Ready when the devices and the platform are: until then the page has no start.
    return touch("start", "consent") && touch("agree", "lay_card") && desk("reader lay " + card);
}

bool District::come_to_review(const std::string& card, const std::string& matter_case) {
    return come_and_lay(card, matter_case) && is_at("review");
}

bool District::finish_visit(const std::string& after) {
    return touch("submit", "take_paper") && touch("taken", "goodbye") && leave() && is_at(after);
}

bool District::leave() {
    return desk("reader lift");
}

std::vector<fs::path> District::printed() const {
    std::vector<fs::path> files;
    std::error_code none;
    for (const auto& file : fs::directory_iterator(directory_ / "printer/printed", none)) {
        if (file.path().extension() == ".pdf") files.push_back(file.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string District::pages_of(const fs::path& printed_file) const {
    auto pages = bytes_of(fs::path(printed_file).replace_extension(".pages"));
    while (!pages.empty() && pages.back() == '\n')
        pages.pop_back();
    return pages;
}

bool District::is_printer_idle() const {
    // The virtual printer's engine is a process for as long as its job lasts.
    const auto mine = "KIOSK24_PRINTER_DIR=" + (directory_ / "printer").string();
    std::error_code gone;
    for (const auto& process : fs::directory_iterator("/proc", gone)) {
        if (!bytes_of(process.path() / "comm").starts_with("kiosk24-printer")) continue;
        if (bytes_of(process.path() / "environ").find(mine) != std::string::npos) return false;
    }
    return true;
}

std::vector<std::filesystem::path> District::receipts() const {
    std::vector<fs::path> found;
    std::error_code none;
    for (const auto& file : fs::directory_iterator(directory_ / "receipts", none)) {
        if (file.path().extension() == ".png") found.push_back(file.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

bool District::prints(std::size_t sheets) {
    eventually([&] { return printed().size() >= sheets; });
    EXPECT_EQ(printed().size(), sheets) << "sheets that came out";
    return printed().size() == sheets;
}

std::vector<LedgerEntry> District::ledger() const {
    auto keys = seal::KeyStore::open(directory_ / "keys", seal::Profile::international);
    if (!keys) return {};
    journal::LedgerOptions options;
    options.path = journal_file();
    options.keys = std::make_shared<const seal::KeyStore>(*std::move(keys));
    auto ledger = journal::Ledger::open(options, wall_now());
    EXPECT_TRUE(ledger) << ledger.error().text();
    std::vector<LedgerEntry> all;
    if (!ledger) return all;
    const auto last = (*ledger)->last_boot().value_or(0);
    for (std::uint32_t boot = 1; boot <= last; ++boot) {
        for (auto& entry : (*ledger)->entries_of_boot(boot).value_or(std::vector<LedgerEntry>{}))
            all.push_back(std::move(entry));
    }
    const auto chain = (*ledger)->verify_chain();
    EXPECT_TRUE(chain && !chain->first_broken) << "the ledger's chain is broken";
    return all;
}

int District::count(const std::vector<LedgerEntry>& entries, LedgerKind kind) {
    return static_cast<int>(
        std::count_if(entries.begin(), entries.end(), [kind](auto& entry) { return entry.kind == kind; }));
}

}  // namespace kiosk24::whole_test
