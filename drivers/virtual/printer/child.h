// A program that the peer starts and that ends with it.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/result.h"

namespace kiosk24::virtual_devices {

// Leads a process group of its own: end() ends everything it started too. Killed by the kernel if the
// starting thread ends first.
class Child {
  public:
    struct Start {
        std::vector<std::string> command;      // program and arguments
        std::vector<std::string> environment;  // "NAME=value", added
        std::string log;                       // stdout and stderr are appended there
        int inherited = -1;                    // a descriptor that the program finds as fd 3
    };
    // device_failed if it cannot be started.
    static Result<Child> start(const Start& how);

    Child() = default;
    ~Child() { end(); }
    Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
    Child& operator=(Child&& other) noexcept {
        if (this != &other) {
            end();
            pid_ = std::exchange(other.pid_, -1);
        }
        return *this;
    }
    bool is_running();
    // Kills the group at once, as a mains switch would, and collects it.
    void end();
    pid_t pid() const { return pid_; }

  private:
    explicit Child(pid_t pid) : pid_(pid) {}
    pid_t pid_ = -1;
};

}  // namespace kiosk24::virtual_devices
