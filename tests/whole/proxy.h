// A bad network between the terminal and the platform: a TCP proxy on this machine that delays, cuts short,
// resets and swallows. TLS passes through it unread. A thread of its own; every function may be called while
// it runs.
#pragma once

#include <atomic>
#include <list>
#include <mutex>
#include <string>
#include <thread>

#include "tests/whole/process.h"

namespace kiosk24::whole_test {

enum class Towards { platform, terminal };
enum class Harm {
    truncate,  // the connection ends in order, in the middle
    reset,     // with a reset
    swallow,   // it stays, and nothing comes any more in that direction
};
struct Trouble {
    Harm harm = Harm::reset;
    Towards towards = Towards::platform;
    std::size_t after_bytes = 0;  // of a connection, in that direction, counted from the call
};

class Proxy {
  public:
    explicit Proxy(int platform_port);
    ~Proxy();
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;

    int port() const { return port_; }
    // The first connection that carries so many bytes suffers it; the others are left alone.
    void trouble(Trouble trouble);
    bool has_struck() const { return has_struck_; }
    // Each piece of a connection comes so much later, in both directions.
    void delay(Patience each) { delay_ = each; }

  private:
    struct Way {
        Towards towards;
        int from = -1, to = -1;
        std::string held = {};
        std::chrono::steady_clock::time_point due = {};
        std::size_t passed_bytes = 0;
        bool is_swallowed = false;
    };
    struct Connection {
        int terminal = -1, platform = -1;
        Way ways[2];
        bool is_over = false;
    };
    void run();
    void accept_one();
    void serve(Connection& connection, Way& way, bool may_read);
    void pass(Connection& connection, Way& way);
    void strike(Connection& connection, Way& way);
    void end(Connection& connection, bool by_reset);

    int listener_ = -1, port_ = 0, platform_port_ = 0;
    std::list<Connection> connections_;
    std::mutex mutex_;
    Trouble trouble_;
    bool is_armed_ = false;
    std::atomic<bool> has_struck_ = false, is_ending_ = false;
    std::atomic<Patience> delay_ = Patience{0};
    std::thread thread_;
};

}  // namespace kiosk24::whole_test
