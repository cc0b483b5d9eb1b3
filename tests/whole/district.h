// A district of one terminal in a folder of its own: the sandbox platform, the desk with the virtual card
// reader and printer, and the terminal, each a real process. Everything ends with the object.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/model/case_file.h"
#include "kiosk/model/texts.h"
#include "tests/whole/book.h"
#include "tests/whole/probe_client.h"
#include "tests/whole/process.h"

namespace kiosk24::whole_test {

inline constexpr const char* kFirstCitizen = "R1";

struct DistrictOptions {
    std::string size = "1080x1920";
    std::map<std::string, std::string> settings = {};  // over config/kiosk.toml, written as TOML
    bool has_bad_keys = false;
    std::vector<std::string> sandbox_options = {};
    std::string more_devices = {};  // TOML: [[device]] tables beside those of config/kiosk.toml
};

class District {
  public:
    explicit District(DistrictOptions options = {});
    ~District();  // says the terminal's last words if the test has failed
    District(const District&) = delete;
    District& operator=(const District&) = delete;

    // The rehearsal with a probe; waits until it shows `situation` and every device is ready.
    void start_terminal(const std::string& situation = "attract");
    // Any program with this terminal's settings before `words`.
    std::unique_ptr<Process> start_with_settings(const std::string& name, std::vector<std::string> words);
    std::unique_ptr<Process> start_with_subcommand(const std::string& name, const std::string& subcommand,
                                                   std::vector<std::string> words);
    void kill_terminal();  // SIGKILL
    int end_terminal();    // SIGTERM; its exit status
    Process& terminal() { return *terminal_; }
    ProbeClient& probe() { return *probe_; }

    // For the next start.
    void set(const std::string& key, const std::string& value) { options_.settings[key] = value; }
    void set_environment(const std::string& name, const std::string& value) { environment_[name] = value; }

    // The sandbox ends at once, and begins again at the same port with what its file holds.
    void kill_sandbox();
    void restart_sandbox(std::vector<std::string> options = {});
    int sandbox_port() const;

    // True if the desk or the sandbox did it.
    bool desk(const std::string& line);
    bool sandbox(const std::string& line);
    Book book();

    // A person's touch: taps a widget as soon as it is there, and waits for the screen after it.
    bool touch(const std::string& widget, const std::string& next_situation);
    bool is_at(const std::string& situation, Patience patience = kPatience);
    bool sees(const std::string& widget, Patience patience = kPatience);
    // What a widget says is, in the first language, the terminal's word `key`.
    bool says(const std::string& widget, const std::string& key);
    std::string word(const std::string& key) const { return texts_.get(Language::zh_hans, key); }
    // From attract until `card` lies on the reader; the card stays there.
    bool come_and_lay(const std::string& card, const std::string& matter_case = "current");
    bool come_to_review(const std::string& card, const std::string& matter_case = "current");
    // From review to the screen after the farewell, paper and card in hand.
    bool finish_visit(const std::string& after = "attract");
    bool leave();  // takes the card and ends the visit, from any screen

    // Sheets that came out so far, oldest first.
    std::vector<std::filesystem::path> printed() const;
    std::string pages_of(const std::filesystem::path& printed_file) const;  // "2-2"
    // Receipts that were cut off so far, oldest first, as PNG.
    std::vector<std::filesystem::path> receipts() const;
    bool is_printer_idle() const;     // no sheet stands in it, waiting for paper or moving
    bool prints(std::size_t sheets);  // waits for so many in all; false if others come too

    // The ledger of every run of this terminal. It must have ended.
    std::vector<LedgerEntry> ledger() const;
    static int count(const std::vector<LedgerEntry>& entries, LedgerKind kind);

    const std::filesystem::path& directory() const { return directory_; }
    std::string terminal_log() const { return bytes_of(directory_ / "terminal.log"); }

  private:
    std::string settings_file() const;
    std::string journal_file() const;
    void make_keys();
    void start_sandbox(const std::vector<std::string>& options);
    void start_desk();
    std::vector<std::string> settings() const;

    DistrictOptions options_;
    std::map<std::string, std::string> environment_;  // of the terminal
    std::filesystem::path directory_;
    Texts texts_;
    int printer_port_ = 0;
    std::unique_ptr<Process> sandbox_, desk_, terminal_;
    std::unique_ptr<ProbeClient> probe_;
};

}  // namespace kiosk24::whole_test
