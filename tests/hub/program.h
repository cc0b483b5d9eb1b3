// A program as a child: its output, its end. Waiting is for what it says, never for a time.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace kiosk24::test {

struct Started {
    pid_t child = -1;
    int output = -1;  // to be closed by the caller
};
enum class Errors { with_output, to_file };
Started start_program(const std::vector<std::string>& words, Errors errors,
                      const std::string& error_file = {});
int exit_status_of(pid_t child);  // waits for it; 128 and the number for a signal

// The next line, or nothing at the end of file or after 20 s.
std::string next_line(int fd);

// Runs a program to its end: exit status, and stdout with stderr.
struct Ran {
    int status = -1;
    std::string output;
};
Ran run_program(const std::vector<std::string>& words);

}  // namespace kiosk24::test
