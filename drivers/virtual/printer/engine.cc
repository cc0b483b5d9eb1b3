// The engine of the virtual printer: the command that ippeveprinter runs for each job. It moves one sheet, or
// stands still as the machine's state says, and keeps the received document byte for byte as
// DIR/printed/NNN-<job>.pdf with the page range beside it in NNN-<job>.pages.
//   Environment: KIOSK24_PRINTER_DIR; IPP_JOB_ID, IPP_JOB_NAME, IPP_JOB_PRINTER_URI, IPP_PAGE_RANGES.
//   stderr: "STATE: reason,reason" and "ATTR: name=value" lines (ippeveprinter(1)).
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "drivers/virtual/printer/ipp_talk.h"
#include "drivers/virtual/printer/machine.h"
#include "kiosk/base/clock.h"

namespace kiosk24::virtual_devices {
namespace {

namespace fs = std::filesystem;
constexpr int kLook_ms = 25;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

// A machine part moves in time; nothing here waits for another program, so poll() with a timeout is the
// motor.
void turn() {
    ::poll(nullptr, 0, kLook_ms);
}

class Engine {
  public:
    Engine(std::string directory, std::string document)
        : directory_(std::move(directory)), document_(std::move(document)) {}

    int run() {
        announce();
        if (environment("IPP_JOB_NAME") == kDeskJob) return 0;
        note_start();
        std::fprintf(stderr, "ATTR: job-impressions=1\n");
        if (!move_sheet()) return 0;  // cancelled: ippeveprinter says so itself
        if (takes_abort()) {
            std::fprintf(stderr, "ERROR: engine fault\n");
            return 1;
        }
        if (!put_out()) return 1;
        std::fprintf(stderr, "ATTR: job-impressions-completed=1\n");
        return 0;
    }

  private:
    void announce() {
        auto machine = load(directory_ + "/machine");
        if (!machine) return;
        const auto text = reasons_text(*machine);
        if (text != announced_) std::fprintf(stderr, "STATE: %s\n", text.c_str());
        announced_ = text;
        machine_ = std::move(*machine);
    }

    // A line in DIR/started for each job whose sheet begins to move.
    void note_start() const {
        std::ofstream(directory_ + "/started", std::ios::app) << environment("IPP_JOB_NAME") << '\n';
    }

    // False: the job was cancelled and no sheet came out.
    bool move_sheet() {
        const auto uri = environment("IPP_JOB_PRINTER_URI");
        const int job_id = std::atoi(environment("IPP_JOB_ID").c_str());
        Milliseconds moved{0};
        while (true) {
            if (is_cancelled(uri, job_id)) return false;
            announce();
            const bool stands = is_blocked(machine_) || machine_.gate == Gate::held;
            if (!stands && moved >= Milliseconds(machine_.slow_ms)) return true;
            const auto before = monotonic_now();
            turn();
            if (!stands) moved += monotonic_now() - before;
        }
    }

    bool takes_abort() {
        if (machine_.abort_next <= 0) return false;
        --machine_.abort_next;
        return store(machine_, directory_ + "/machine").has_value();
    }

    bool put_out() const {
        const auto tray = directory_ + "/printed";
        std::string job;
        for (const char c : environment("IPP_JOB_NAME"))
            job += std::isalnum(static_cast<unsigned char>(c)) ? c : '-';
        const auto count = std::count_if(fs::directory_iterator(tray), {}, [](const auto& entry) {
            return entry.path().extension() == ".pdf";
        });
        char number[16];
        std::snprintf(number, sizeof number, "%03d", static_cast<int>(count) + 1);
        const auto stem = tray + "/" + number + "-" + job;
        std::ofstream(stem + ".pages") << environment("IPP_PAGE_RANGES") << '\n';
        std::error_code error;
        fs::copy_file(document_, stem + ".part", error);
        if (!error) fs::rename(stem + ".part", stem + ".pdf", error);
        return !error;
    }

    std::string directory_, document_;
    std::string announced_;
    Machine machine_;
};

}  // namespace
}  // namespace kiosk24::virtual_devices

int main(int argc, char** argv) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const char* directory = std::getenv("KIOSK24_PRINTER_DIR");
    if (argc != 2 || directory == nullptr) {
        std::fputs("ippeveprinter runs this program\n", stderr);
        return 2;
    }
    return kiosk24::virtual_devices::Engine(directory, argv[1]).run();
}
