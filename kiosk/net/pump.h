// The thread around one machine of this room: one curl_multi_poll over its connections and its inbox. The
// machine decides, the pump carries out. Requests and their ends stay here; every other output goes to the
// listener, an overload set that is called on the pump's thread. For the .cc files of this room only.
//
// push() and stop() are for any thread.
#pragma once

#include <pthread.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>

#include "kiosk/base/inbox.h"
#include "kiosk/base/log.h"
#include "kiosk/model/event.h"
#include "kiosk/net/curl_library.h"
#include "kiosk/net/effect.h"
#include "kiosk/net/exchange.h"
#include "kiosk/net/transport.h"
#include "kiosk/seal/random.h"

namespace kiosk24::net {

template <typename Machine, typename Input, typename Listener>
class Pump {
  public:
    // `name` stands in the log and is the thread's.
    Pump(std::string name, Transport transport, Machine machine, Listener listener)
        : name_(std::move(name)),
          transport_(std::move(transport)),
          machine_(std::move(machine)),
          listener_(std::move(listener)),
          inbox_([this] { curl().multi_wakeup(multi_); }) {}

    ~Pump() {
        stop();
        if (multi_ == nullptr) return;  // it was never opened
        // A name that is still being looked up must not keep the program from ending.
        for (auto& [id, exchange] : exchanges_) {
            curl().easy_setopt(exchange->handle(), CURLOPT_QUICK_EXIT, 1L);
            curl().multi_remove_handle(multi_, exchange->handle());
        }
        exchanges_.clear();
        curl().multi_cleanup(multi_);
        curl().share_cleanup(share_);
    }
    Pump(const Pump&) = delete;
    Pump& operator=(const Pump&) = delete;

    // unsupported if libcurl cannot be opened.
    Status open() {
        TRY_STATUS(open_curl());
        multi_ = curl().multi_init();
        share_ = curl().share_init();
        if (multi_ == nullptr || share_ == nullptr) return Error(Code::unsupported, "libcurl: no memory");
        curl().share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
        constexpr long kMostConnections = 8;
        curl().multi_setopt(multi_, CURLMOPT_MAX_TOTAL_CONNECTIONS, kMostConnections);
        thread_ = std::thread([this] { run(); });
        pthread_setname_np(thread_.native_handle(), name_.c_str());
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
        curl().multi_poll(multi_, nullptr, 0, static_cast<int>(left.count()), nullptr);
    }

    // Moves bytes and gathers what is done.
    void work() {
        int running = 0, waiting = 0;
        curl().multi_perform(multi_, &running);
        while (const auto* message = curl().multi_info_read(multi_, &waiting)) {
            if (message->msg != CURLMSG_DONE) continue;
            Exchange* exchange = nullptr;
            curl().easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &exchange);
            auto outcome = exchange->finish(message->data.result);
            forget(exchange->id());
            std::visit([this](auto& each) { handle(std::move(each)); }, outcome);
        }
    }

    void forget(RequestId id) {
        const auto found = exchanges_.find(id);
        if (found == exchanges_.end()) return;
        if (is_over_) curl().easy_setopt(found->second->handle(), CURLOPT_QUICK_EXIT, 1L);
        curl().multi_remove_handle(multi_, found->second->handle());
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

    template <typename Output>
    void carry_out(Output output, std::deque<Input>& inputs) {
        if constexpr (std::is_same_v<Output, HttpRequest>)
            begin(std::move(output), inputs);
        else if constexpr (std::is_same_v<Output, output::Abandon>)
            forget(output.id);
        else if constexpr (std::is_same_v<Output, output::LogLine>)
            log::write(output.level, name_, output.text);
        else
            listener_(std::move(output));
    }

    void begin(HttpRequest request, std::deque<Input>& inputs) {
        const auto id = request.id;
        auto exchange = Exchange::make(transport_, share_, std::move(request));
        if (!exchange || curl().multi_add_handle(multi_, (*exchange)->handle()) != CURLM_OK) {
            const auto detail =
                exchange ? std::string("libcurl refused the request") : exchange.error().text();
            inputs.push_back(HttpFailure{id, HttpProblem::cannot_connect, Effect::none, detail});
            return;
        }
        exchanges_.emplace(id, std::move(*exchange));
    }

    const std::string name_;
    const Transport transport_;
    Machine machine_;
    const Listener listener_;
    CURLM* multi_ = nullptr;
    CURLSH* share_ = nullptr;
    std::map<RequestId, std::unique_ptr<Exchange>> exchanges_;
    bool is_over_ = false;
    Inbox<Input> inbox_;
    std::thread thread_;
};

}  // namespace kiosk24::net
