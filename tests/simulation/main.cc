// kiosk24-sim: the shipped flow, machines and ledger through as many sessions as wanted, in virtual time.
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/journal/sqlite.h"
#include "kiosk/seal/keys.h"
#include "kiosk/settings/settings.h"
#include "tests/simulation/mutant.h"
#include "tests/simulation/world.h"

namespace {

using namespace kiosk24;
using namespace kiosk24::simulation;

constexpr int kFound = 4;  // a worker's exit status: the violation that was expected

struct Options {
    std::uint64_t sessions = 10'000, seed = 1;
    int visits = 50, jobs = 2, mutant = 0;
    std::string replay, trace = "violation.txt", source = KIOSK24_SOURCE_DIR, transitions_out, only_world,
                        expected;
    bool is_complete = false, is_loud = false, has_no_minimum = false;
};

std::string text_in(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Keys and placeholders in a folder of their own that goes with the process.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk24-sim-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

Result<Furnishings> furnish(const Options& options, const std::string& folder) {
    Furnishings furnishings;
    TRY_STATUS(journal::prepare_sqlite());
    install_disks();
    furnishings.catalogue = read_catalogue(options.source);
    TRY(texts, settings::read_texts(options.source + "/assets/words"));
    furnishings.texts = std::move(texts);
    TRY(keys, seal::KeyStore::open(folder + "/keys", seal::Profile::international));
    furnishings.keys = std::make_shared<const seal::KeyStore>(std::move(keys));
    furnishings.folder = folder;
    for (int i = 0; i < 3; ++i) {
        std::filesystem::create_directory(folder + "/" + std::to_string(i));
        std::ofstream(folder + "/" + std::to_string(i) + "/ledger")
            << "its place is taken by a simulated disk\n";
    }
    return furnishings;
}

void report(const Violation& violation, const Plan& plan, const Options& options,
            const Furnishings& furnishings) {
    std::fprintf(stderr, "VIOLATION %s: %s (terminal %d, after %.1f s)\n", violation.rule.c_str(),
                 violation.detail.c_str(), violation.terminal,
                 static_cast<double>(violation.at.count()) / 1000.0);
    const auto smallest = options.has_no_minimum ? plan : minimised(plan, violation, furnishings);
    std::ofstream(options.trace) << written(smallest);
    std::fprintf(stderr, "%zu visits and %zu mishaps show it; replay: kiosk24-sim --replay %s\n%s",
                 smallest.visits.size(), smallest.blows.size(), options.trace.c_str(),
                 smallest.visits.size() <= 8 ? written(smallest).c_str() : "");
}

std::vector<std::string> matters_of(const Catalogue& catalogue) {
    std::vector<std::string> ids;
    for (const auto& matter : catalogue.matters) {
        // What files an application comes twice as often as what only shows.
        ids.push_back(matter.id);
        if (files_application(matter)) ids.push_back(matter.id);
    }
    return ids;
}

// One process's share of the worlds; 1: a violation.
int work(const Options& options, int share, Coverage& coverage) {
    const Folder folder;
    const auto furnishings = furnish(options, folder.path());
    if (!furnishings) {
        std::fprintf(stderr, "kiosk24-sim: %s\n", furnishings.error().text().c_str());
        return 2;
    }
    const auto matters = matters_of(*furnishings->catalogue);
    const auto worlds = (options.sessions + static_cast<std::uint64_t>(options.visits) - 1) /
                        static_cast<std::uint64_t>(options.visits);
    for (auto world = static_cast<std::uint64_t>(share); world < worlds;
         world += static_cast<std::uint64_t>(options.jobs)) {
        if (!options.only_world.empty() && std::to_string(world) != options.only_world) continue;
        const auto plan = make_plan(options.seed, world, options.visits, matters);
        Say say;
        if (options.is_loud) say = [](const std::string& line) { std::puts(line.c_str()); };
        if (const auto violation = run(plan, *furnishings, coverage, say)) {
            if (violation->rule == options.expected) {
                std::printf("found in world %llu: %s\n", static_cast<unsigned long long>(world),
                            violation->rule.c_str());
                std::fflush(stdout);
                return kFound;
            }
            std::fprintf(stderr, "seed %llu, world %llu: ", static_cast<unsigned long long>(options.seed),
                         static_cast<unsigned long long>(world));
            report(*violation, plan, options, *furnishings);
            return 1;
        }
    }
    return 0;
}

int replay(const Options& options) {
    const Folder folder;
    const auto furnishings = furnish(options, folder.path());
    const auto plan = read_plan(text_in(options.replay));
    if (!furnishings || !plan) {
        std::fprintf(stderr, "kiosk24-sim: %s\n", (plan ? furnishings.error() : plan.error()).text().c_str());
        return 2;
    }
    Coverage coverage;
    const auto violation =
        run(*plan, *furnishings, coverage, [](const std::string& line) { std::puts(line.c_str()); });
    if (!violation) std::puts("no violation");
    if (violation) std::printf("VIOLATION %s: %s\n", violation->rule.c_str(), violation->detail.c_str());
    return violation ? 1 : 0;
}

int print(const Coverage& coverage, const Options& options, double seconds) {
    std::printf(
        "sessions %llu in %.1f s: %.0f a second; %.1f virtual hours; %llu inputs, %llu writes and syncs\n",
        static_cast<unsigned long long>(coverage.sessions), seconds,
        static_cast<double>(coverage.sessions) / seconds,
        static_cast<double>(coverage.virtual_time.count()) / 3.6e6,
        static_cast<unsigned long long>(coverage.inputs), static_cast<unsigned long long>(coverage.commits));
    for (std::size_t m = 0; m < kMishapNames.size(); ++m)
        std::printf("  %-24s %llu\n", std::string(kMishapNames[m]).c_str(),
                    static_cast<unsigned long long>(coverage.of(static_cast<Mishap>(m))));
    const auto folder = options.source + "/tests/simulation/";
    const auto expected =
        read_expected(text_in(folder + "unreachable.txt"), text_in(folder + "transitions.txt"));
    if (!expected) {
        std::fprintf(stderr, "kiosk24-sim: %s\n", expected.error().text().c_str());
        return 2;
    }
    const auto gaps = gaps_of(coverage, *expected);
    const auto list = [](const char* what, const std::vector<std::string>& all) {
        std::printf("%s: %zu\n", what, all.size());
        for (const auto& one : all)
            std::printf("  %s\n", one.c_str());
    };
    list("pairs that unreachable.txt calls impossible, and were met", gaps.impossible_met);
    list("transitions that transitions.txt does not know", gaps.new_transitions);
    list("pairs not met", gaps.unmet);
    list("transitions not met", gaps.unmet_transitions);
    std::printf("violations: 0\n");
    if (!options.transitions_out.empty()) {
        std::ofstream out(options.transitions_out);
        for (const auto& [pair, times] : coverage.transitions)
            out << kiosk24::name_of(static_cast<Situation>(pair.first)) << ' '
                << kiosk24::name_of(static_cast<Situation>(pair.second)) << '\n';
    }
    const bool is_surprised = !gaps.impossible_met.empty() || !gaps.new_transitions.empty();
    const bool is_incomplete = !gaps.unmet.empty() || !gaps.unmet_transitions.empty();
    return is_surprised || (options.is_complete && is_incomplete) ? 1 : 0;
}

// The first violation ends the run: the others finish their world and are not heard.
int run_all(const Options& options) {
    const auto began = std::chrono::steady_clock::now();
    std::vector<std::pair<pid_t, int>> workers;
    for (int share = 0; share < options.jobs; ++share) {
        int ends[2] = {-1, -1};
        if (::pipe(ends) != 0) return 2;
        const pid_t pid = ::fork();
        if (pid == 0) {
            ::close(ends[0]);
            Coverage coverage;
            const int status = work(options, share, coverage);
            const auto text = coverage.written();
            for (std::size_t sent = 0; sent < text.size();) {
                const auto wrote = ::write(ends[1], text.data() + sent, text.size() - sent);
                if (wrote <= 0) break;
                sent += static_cast<std::size_t>(wrote);
            }
            ::_exit(status);
        }
        ::close(ends[1]);
        workers.emplace_back(pid, ends[0]);
    }
    Coverage all;
    int worst = 0;
    for (const auto& [pid, end] : workers) {
        std::string text;
        char bytes[65'536];
        for (ssize_t got = 0; (got = ::read(end, bytes, sizeof bytes)) > 0;)
            text.append(bytes, static_cast<std::size_t>(got));
        ::close(end);
        int status = 0;
        ::waitpid(pid, &status, 0);
        worst = std::max(worst, WIFEXITED(status) ? WEXITSTATUS(status) : 3);
        Coverage one;
        one.read(text);
        all.add(one);
    }
    if (worst == kFound) return 0;
    if (worst != 0) return worst;
    if (!options.expected.empty()) {
        std::fprintf(stderr, "kiosk24-sim: '%s' was not found broken\n", options.expected.c_str());
        return 1;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    return print(all, options, took.count());
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli("Deterministic simulation of Kiosk24's terminals", "kiosk24-sim");
    Options options;
    cli.add_option("--sessions", options.sessions, "how many visits");
    cli.add_option("--seed", options.seed, "the same seed, the same run");
    cli.add_option("--visits", options.visits, "visits in one world")->check(CLI::Range(1, 10'000));
    cli.add_option("--jobs", options.jobs, "processes")->check(CLI::Range(1, 64));
    cli.add_option("--world", options.only_world, "only the world of that number");
    cli.add_flag("--loud", options.is_loud, "every step on standard output");
    cli.add_option("--replay", options.replay, "a trace file that an earlier run has written");
    cli.add_option("--trace", options.trace, "where a violation's trace is written");
    cli.add_flag("--as-it-is", options.has_no_minimum, "do not make the trace small");
    cli.add_option("--expect", options.expected,
                   "succeed if the first violation is of this rule, and only then");
    cli.add_flag("--complete", options.is_complete, "fail if a pair or a transition was not met");
    cli.add_option("--source", options.source, "the folder with config/ and assets/");
    cli.add_option("--write-transitions", options.transitions_out, "write the transitions that were met");
    cli.add_option("--mutant", options.mutant, "the seeded fault of that number (README.md)")
        ->check(CLI::Range(0, kMutants));
    CLI11_PARSE(cli, argc, argv);
    mutant = options.mutant;
    return options.replay.empty() ? run_all(options) : replay(options);
}
