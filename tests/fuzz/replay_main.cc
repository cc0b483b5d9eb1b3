// Runs a fuzz target without libFuzzer:
//   fuzz_NAME DIRECTORY-OR-FILE... [--mutations N] [--seed S]
// Every file once, then N mutations. If one ends the program, its bytes are left in fuzz_crash.bin in the
// working directory, and running the target on that file shows the fault again.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/fuzz/mutate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace kiosk24::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestInput_bytes = 64u << 10;
constexpr const char* kCrashFile = "fuzz_crash.bin";

// For the signal handler: the input that is being run.
const char* volatile running_bytes = nullptr;
volatile std::size_t running_size = 0;

void keep_input(int signal_number) {
    const int file = ::open(kCrashFile, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file >= 0) {
        [[maybe_unused]] const auto written = ::write(file, running_bytes, running_size);
        ::close(file);
    }
    ::signal(signal_number, SIG_DFL);
    ::raise(signal_number);
}

void run(const std::string& input) {
    running_bytes = input.data();
    running_size = input.size();
    // A copy of exactly its size, so that a sanitizer sees a read past the end.
    const std::vector<std::uint8_t> copy(input.begin(), input.end());
    LLVMFuzzerTestOneInput(copy.data(), copy.size());
}

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> inputs_in(const fs::path& path) {
    if (!fs::is_directory(path)) return {content_of(path)};
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(path))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<std::string> inputs;
    for (const auto& file : files)
        inputs.push_back(content_of(file));
    return inputs;
}

struct Options {
    std::vector<std::string> inputs;
    std::uint64_t mutations = 0, seed = 24;
    bool understood = true;
};

Options options_in(int count, char** arguments) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        const bool is_number = argument == "--mutations" || argument == "--seed";
        if (is_number && i + 1 < count) {
            auto& number = argument == "--seed" ? options.seed : options.mutations;
            number = std::strtoull(arguments[++i], nullptr, 10);
        } else if (!is_number && fs::exists(argument)) {
            for (auto& input : inputs_in(argument))
                options.inputs.push_back(std::move(input));
        } else {
            std::fprintf(stderr, "not there, or no number: %s\n", argument.c_str());
            options.understood = false;
        }
    }
    if (options.inputs.empty()) std::fprintf(stderr, "no inputs: a corpus cannot be empty\n");
    options.understood = options.understood && !options.inputs.empty();
    return options;
}

}  // namespace
}  // namespace kiosk24::fuzz

int main(int count, char** arguments) {
    using namespace kiosk24::fuzz;
    const auto options = options_in(count, arguments);
    if (!options.understood) return 2;
    for (const int signal_number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTERM})
        ::signal(signal_number, keep_input);
    for (const auto& input : options.inputs)
        run(input);
    Random random(options.seed);
    for (std::uint64_t i = 0; i < options.mutations; ++i)
        run(mutated(options.inputs, random, kLongestInput_bytes));
    std::printf("%zu inputs, %llu mutations\n", options.inputs.size(),
                static_cast<unsigned long long>(options.mutations));
    return 0;
}
