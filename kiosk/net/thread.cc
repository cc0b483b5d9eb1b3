#include "kiosk/net/thread.h"

#include <algorithm>
#include <deque>
#include <map>
#include <thread>

#include "kiosk/base/inbox.h"
#include "kiosk/base/log.h"
#include "kiosk/net/curl_library.h"
#include "kiosk/net/exchange.h"
#include "kiosk/net/machine.h"
#include "kiosk/seal/random.h"

namespace kiosk24::net {

class Thread::Pump {
  public:
    Pump(const Transport& transport, Listener listener, const Rules& rules)
        : transport_(transport),
          listener_(std::move(listener)),
          machine_(rules),
          inbox_([this] { curl_multi_wakeup(multi_); }) {}

    ~Pump() {
        stop();
        exchanges_.clear();
        curl_multi_cleanup(multi_);
        curl_share_cleanup(share_);
    }

    Status open() {
        TRY_STATUS(open_curl());
        multi_ = curl_multi_init();
        share_ = curl_share_init();
        if (multi_ == nullptr || share_ == nullptr) return Error(Code::unsupported, "libcurl: no memory");
        curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
        constexpr long kMostConnections = 8;
        curl_multi_setopt(multi_, CURLMOPT_MAX_TOTAL_CONNECTIONS, kMostConnections);
        thread_ = std::thread([this] { run(); });
        return {};
    }

    void push(Input input) { inbox_.push(std::move(input)); }

    void stop() {
        if (!thread_.joinable()) return;
        push(input::Stop{});
        thread_.join();
    }

  private:
    void run() {
        handle(input::Begin{});
        while (!is_over_) {
            for (auto& input : inbox_.take_all())
                handle(std::move(input));
            work();
            if (monotonic_now() >= machine_.next_wake()) handle(input::Wake{});
            if (!is_over_) sleep();
        }
    }

    void sleep() {
        constexpr Milliseconds kLongest{60'000};
        const auto now = monotonic_now(), next = machine_.next_wake();
        const auto left = next == kNever ? kLongest : std::clamp(next - now, Milliseconds(0), kLongest);
        curl_multi_poll(multi_, nullptr, 0, static_cast<int>(left.count()), nullptr);
    }

    // Moves bytes and gathers what is done.
    void work() {
        int running = 0, waiting = 0;
        curl_multi_perform(multi_, &running);
        while (const auto* message = curl_multi_info_read(multi_, &waiting)) {
            if (message->msg != CURLMSG_DONE) continue;
            Exchange* exchange = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &exchange);
            auto outcome = exchange->finish(message->data.result);
            forget(exchange->id());
            std::visit([this](auto& each) { handle(std::move(each)); }, outcome);
        }
    }

    void forget(RequestId id) {
        const auto found = exchanges_.find(id);
        if (found == exchanges_.end()) return;
        curl_multi_remove_handle(multi_, found->second->handle());
        exchanges_.erase(found);
    }

    void handle(Input first) {
        if (is_over_) return;
        std::deque<Input> inputs;
        inputs.push_back(std::move(first));
        while (!inputs.empty()) {
            is_over_ = is_over_ || std::holds_alternative<input::Stop>(inputs.front());
            Stamp stamp{monotonic_now(), wall_now(), {}};
            seal::fill_random(stamp.entropy);
            auto outputs = machine_.handle(stamp, std::move(inputs.front()));
            inputs.pop_front();
            for (auto& output : outputs)
                std::visit([&](auto& each) { carry_out(std::move(each), inputs); }, output);
        }
    }

    void carry_out(HttpRequest request, std::deque<Input>& inputs) {
        const auto id = request.id;
        auto exchange = Exchange::make(transport_, share_, std::move(request));
        if (!exchange || curl_multi_add_handle(multi_, (*exchange)->handle()) != CURLM_OK) {
            const auto detail =
                exchange ? std::string("libcurl refused the request") : exchange.error().text();
            inputs.push_back(HttpFailure{id, HttpProblem::cannot_connect, Effect::none, detail});
            return;
        }
        exchanges_.emplace(id, std::move(*exchange));
    }
    void carry_out(output::Abandon abandon, std::deque<Input>&) { forget(abandon.id); }
    void carry_out(output::LogLine line, std::deque<Input>&) { log::write(line.level, "net", line.text); }
    void carry_out(CatalogueArrived catalogue, std::deque<Input>&) {
        listener_.catalogue_arrived(std::move(catalogue));
    }
    void carry_out(event::PlatformChanged change, std::deque<Input>&) { listener_.changed(change); }
    void carry_out(Completed completed, std::deque<Input>&) { listener_.completed(std::move(completed)); }

    const Transport transport_;
    const Listener listener_;
    Machine machine_;
    CURLM* multi_ = nullptr;
    CURLSH* share_ = nullptr;
    std::map<RequestId, std::unique_ptr<Exchange>> exchanges_;
    bool is_over_ = false;
    Inbox<Input> inbox_;
    std::thread thread_;
};

Thread::Thread(std::unique_ptr<Pump> pump) : pump_(std::move(pump)) {}

Thread::~Thread() = default;

Result<std::unique_ptr<Thread>> Thread::start(const Transport& transport, Listener listener,
                                              const Rules& rules) {
    auto pump = std::make_unique<Pump>(transport, std::move(listener), rules);
    TRY_STATUS(pump->open());
    return std::unique_ptr<Thread>(new Thread(std::move(pump)));
}

void Thread::push(Command command) {
    pump_->push(input::Release{std::move(command)});
}

void Thread::stop() {
    pump_->stop();
}

}  // namespace kiosk24::net
