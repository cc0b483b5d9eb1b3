// The hub's thread beside the platform's: whatever the hub's side does, a citizen's command is answered.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include <condition_variable>
#include <cstring>
#include <mutex>

#include "kiosk/net/hub_thread.h"
#include "tests/kiosk/net/machine_bench.h"
#include "tests/kiosk/net/raw_server.h"
#include "tests/kiosk/net/sandbox_process.h"
#include "tests/kiosk/net/thread_bench.h"

namespace {

// A name server that says nothing about one name, until it is let go.
class SilentNameServer {
  public:
    static constexpr const char* kName = "hub.invalid";
    void wait() {
        std::unique_lock lock(mutex_);
        is_asked_ = true;
        happened_.notify_all();
        happened_.wait(lock, [this] { return is_let_go_; });
    }
    bool wait_until_asked() {
        std::unique_lock lock(mutex_);
        return happened_.wait_for(lock, std::chrono::seconds(30), [this] { return is_asked_; });
    }
    void let_go() {
        const std::lock_guard lock(mutex_);
        is_let_go_ = true;
        happened_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable happened_;
    bool is_asked_ = false, is_let_go_ = false;
};
SilentNameServer& name_server() {
    static SilentNameServer server;
    return server;
}

}  // namespace

// Stands before the C library's (the program exports its symbols), so libcurl asks it.
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** found) {
    static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    if (node == nullptr || std::strcmp(node, SilentNameServer::kName) != 0)
        return real(node, service, hints, found);
    name_server().wait();
    return EAI_AGAIN;
}

namespace kiosk24::net {
namespace {

HubThread::Listener nobody() {
    return {.changed = [](event::HubChanged) {}, .command_arrived = [](event::HubCommandArrived) {}};
}

HubRules quick() {
    HubRules rules;
    rules.first_within = Milliseconds(1);
    rules.answer_within = Milliseconds(200);
    rules.grace = Milliseconds(50);
    rules.retry_first = rules.retry_longest = Milliseconds(20);
    return rules;
}

input::Report some_report() {
    input::Report report;
    report.beat.terminal_id = "LG-0001";
    report.beat.terminal_type = "comprehensive";
    report.beat.site.in[Language::zh_hans] = "站点";
    report.beat.boot_id = std::string(32, 'b');
    report.beat.program_version = "0.1.0";
    return report;
}

TEST(HubThread, ACitizenDoesNotWaitWhileTheHubsNameIsLookedUp) {
    const SandboxProcess sandbox;
    ThreadBench bench(sandbox.transport());
    Transport transport = sandbox.transport();
    transport.url = std::string("https://") + SilentNameServer::kName + ":9443";
    auto hub = HubThread::start(transport, {}, nobody(), quick());
    ASSERT_TRUE(hub);
    (*hub)->push(some_report());
    ASSERT_TRUE(name_server().wait_until_asked());
    // The deadline of the beat passes, which makes libcurl wait for the name; the platform is asked
    // meanwhile.
    for (int i = 0; i < 10; ++i) {
        const auto completed = bench.ask(identity());
        ASSERT_TRUE(completed);
        EXPECT_TRUE(std::holds_alternative<result::IdentityConfirmed>(completed->result));
    }
    name_server().let_go();
    (*hub)->stop();
}

TEST(HubThread, EndsAtOnceThoughTheHubSaysNothing) {
    RawServer silent([](RawServer::Peer& peer) { peer.wait_until_gone(); });
    std::mutex mutex;
    std::condition_variable happened;
    int outages = 0;
    auto listener = nobody();
    listener.changed = [&](event::HubChanged change) {
        const std::lock_guard lock(mutex);
        if (!change.reachable) ++outages;
        happened.notify_all();
    };
    auto hub = HubThread::start(transport_to(silent.port()), {}, listener, quick());
    ASSERT_TRUE(hub);
    (*hub)->push(some_report());
    {
        std::unique_lock lock(mutex);
        EXPECT_TRUE(happened.wait_for(lock, std::chrono::seconds(30), [&] { return outages == 1; }));
    }
    (*hub)->stop();
    EXPECT_GE(silent.connections(), 2) << "it was tried again";
}

}  // namespace
}  // namespace kiosk24::net
