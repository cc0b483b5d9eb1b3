// The real thread, real processes, real sockets. Times are shortened by Rules; every wait ends with its
// event.
#include "kiosk/device/thread.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>

namespace kiosk24::device {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

constexpr seconds kPatience{20};
const std::string kBadDriver = KIOSK24_BIN_DIR "/kiosk24-bad-driver";
const std::string kLaunch = KIOSK24_BIN_DIR "/kiosk24-launch";

// What came out, and waiting for it.
class Seen {
  public:
    void add(Completed completed) {
        const std::lock_guard lock(mutex_);
        completed_.push_back(std::move(completed));
        changed_.notify_all();
    }
    void add(event::DeviceChanged changed) {
        const std::lock_guard lock(mutex_);
        conditions_.push_back(std::move(changed.condition));
        changed_.notify_all();
    }
    std::optional<Completed> wait_for(CommandId id) {
        std::unique_lock lock(mutex_);
        std::optional<Completed> found;
        changed_.wait_for(lock, kPatience, [&] {
            for (const auto& one : completed_) {
                if (one.id == id) found = one;
            }
            return found.has_value();
        });
        return found;
    }
    template <typename Predicate>
    std::optional<Condition> wait_for_condition(Predicate is_wanted) {
        std::unique_lock lock(mutex_);
        std::optional<Condition> found;
        changed_.wait_for(lock, kPatience, [&] {
            for (auto& one : conditions_) {
                if (!found && is_wanted(one)) found = one;
            }
            return found.has_value();
        });
        return found;
    }
    // Conditions from here on.
    void start_anew() {
        const std::lock_guard lock(mutex_);
        conditions_.clear();
    }
    std::size_t count_of(CommandId id) {
        const std::lock_guard lock(mutex_);
        return static_cast<std::size_t>(
            std::count_if(completed_.begin(), completed_.end(), [id](auto& one) { return one.id == id; }));
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Completed> completed_;
    std::vector<Condition> conditions_;
};

Rules quick() {
    Rules rules;
    rules.hello = Milliseconds(5'000);
    rules.silence = Milliseconds(1'000);
    rules.cancel_grace = Milliseconds(300);
    rules.let_go = Milliseconds(300);
    rules.restart_after.fill(Milliseconds(50));
    rules.failures = 1'000;
    return rules;
}

class DeviceThread : public testing::Test {
  protected:
    void start(std::vector<DriverSpec> drivers, const Rules& rules = quick()) {
        thread_.emplace(
            std::move(drivers), [this](Completed completed) { seen_.add(std::move(completed)); },
            [this](Event event) {
                if (auto* changed = std::get_if<event::DeviceChanged>(&event)) seen_.add(std::move(*changed));
            },
            rules);
    }
    void start_reader(const std::string& mode, const Rules& rules = quick()) {
        start({{"reader", DeviceClass::id_card_reader, {kBadDriver, "id_card_reader", mode}, Keep::always}},
              rules);
    }
    void push(CommandId id, What what, Milliseconds within = seconds(10)) {
        Command command;
        command.id = id;
        command.within = within;
        command.what = std::move(what);
        thread_->push(std::move(command));
    }
    bool wait_until_online() {
        return seen_.wait_for_condition([](const Condition& it) { return is_usable(it); }).has_value();
    }
    std::optional<Condition> wait_for_failure() {
        return seen_.wait_for_condition(
            [](const Condition& it) { return it.fault == Fault::reader_driver_failed; });
    }

    Seen seen_;
    std::optional<Thread> thread_;
};

TEST_F(DeviceThread, AGoodDriverReadsACard) {
    start_reader("good");
    push(1, command::ReadCard{"reader"});
    const auto completed = seen_.wait_for(1);
    ASSERT_TRUE(completed);
    ASSERT_TRUE(std::holds_alternative<result::CardRead>(completed->result));
    EXPECT_EQ(std::get<result::CardRead>(completed->result).card.name.reveal(), "张三");
    push(2, command::ForgetPersonal{});
    EXPECT_TRUE(std::holds_alternative<result::Done>(seen_.wait_for(2)->result));
    thread_->stop();
    EXPECT_EQ(seen_.count_of(1), 1u);
}

TEST_F(DeviceThread, APageArrivesSealedAndWhole) {
    start({{"a4", DeviceClass::document_printer, {kBadDriver, "document_printer", "good"}, Keep::always}});
    const auto page = std::make_shared<const Personal<Bytes>>(Personal<Bytes>(Bytes(3'000'000, 'x')));
    for (CommandId id = 1; id <= 4; ++id) {
        push(id, command::PrintPage{"a4", page, "doc", 1, 1, "job"});
        const auto completed = seen_.wait_for(id);
        ASSERT_TRUE(completed);
        const auto* failed = std::get_if<result::Failed>(&completed->result);
        ASSERT_NE(failed, nullptr);
        EXPECT_EQ(failed->error.code(), Code::paper_out);
        EXPECT_EQ(failed->error.detail(), "size=3000000 announced=3000000 sealed=yes intact=yes");
    }
}

struct Mode {
    std::string name;
    std::string said;  // in the condition's detail
};
class ABadDriver : public DeviceThread, public testing::WithParamInterface<Mode> {};

TEST_P(ABadDriver, FailsItsCallIsKilledAndComesBack) {
    start_reader(GetParam().name);
    ASSERT_TRUE(wait_until_online());
    const auto within = GetParam().name == "hang" ? Milliseconds(2'000) : Milliseconds(10'000);
    push(1, command::ReadCard{"reader"}, within);
    const auto completed = seen_.wait_for(1);
    ASSERT_TRUE(completed);
    const auto condition = wait_for_failure();
    ASSERT_TRUE(condition);
    EXPECT_EQ(condition->state, DeviceState::offline);
    EXPECT_THAT(condition->detail, HasSubstr(GetParam().said));
    if (GetParam().name != "duplicate_answer") {
        ASSERT_TRUE(std::holds_alternative<result::Failed>(completed->result));
        EXPECT_EQ(std::get<result::Failed>(completed->result).error.code(), Code::device_misbehaved);
        EXPECT_EQ(std::get<result::Failed>(completed->result).outcome, Outcome::not_done);
    }
    seen_.start_anew();
    EXPECT_TRUE(wait_until_online());
    thread_->stop();
    EXPECT_EQ(seen_.count_of(1), 1u);
}

INSTANTIATE_TEST_SUITE_P(OfEveryKind, ABadDriver,
                         testing::Values(Mode{"crash_in_call", "signal 6"}, Mode{"exit_in_call", ""},
                                         Mode{"hang", "silent"}, Mode{"flood", "in a second"},
                                         Mode{"nonsense", "malformed"}, Mode{"huge_message", "64 KiB"},
                                         Mode{"empty_message", ""}, Mode{"duplicate_answer", "not open"},
                                         Mode{"wrong_shape", "shape"}, Mode{"unsealed_memfd", "descriptors"},
                                         Mode{"short_memfd", "descriptors"},
                                         Mode{"huge_memfd", "descriptors"}, Mode{"closes_socket", "closed"}),
                         [](const auto& one) { return one.param.name; });

TEST_F(DeviceThread, ACrashAtTheStartEndsOutOfServiceAndAResetTriesAgain) {
    auto rules = quick();
    rules.failures = 3;
    start_reader("crash_at_start", rules);
    const auto out_of_service = [](const Condition& it) {
        return it.detail.find("out of service") != std::string::npos;
    };
    ASSERT_TRUE(seen_.wait_for_condition(out_of_service));
    push(1, command::ReadCard{"reader"});
    EXPECT_EQ(std::get<result::Failed>(seen_.wait_for(1)->result).error.code(), Code::device_offline);
    seen_.start_anew();
    thread_->reset("reader");
    EXPECT_TRUE(seen_.wait_for_condition(out_of_service));
}

TEST_F(DeviceThread, AProgramThatIsNotThereIsADriverThatFailed) {
    start({{"reader", DeviceClass::id_card_reader, {"/nowhere/driver"}, Keep::always}});
    const auto condition = wait_for_failure();
    ASSERT_TRUE(condition);
    EXPECT_THAT(condition->detail, HasSubstr("exit status 127"));
}

TEST_F(DeviceThread, AHelloThatDoesNotComeOrIsOfAnotherClassIsMisbehaviour) {
    auto rules = quick();
    rules.hello = Milliseconds(300);
    start_reader("late_hello", rules);
    auto condition = wait_for_failure();
    ASSERT_TRUE(condition);
    EXPECT_THAT(condition->detail, HasSubstr("no hello"));
    thread_.reset();
    seen_.start_anew();
    start_reader("wrong_class");
    condition = wait_for_failure();
    ASSERT_TRUE(condition);
    EXPECT_THAT(condition->detail, HasSubstr("class document_verify"));
}

TEST_F(DeviceThread, ACancelledReadingEndsAsCancelled) {
    start_reader("hang");
    ASSERT_TRUE(wait_until_online());
    push(1, command::ReadCard{"reader"});
    push(0, command::Cancel{1});
    const auto completed = seen_.wait_for(1);
    ASSERT_TRUE(completed);
    EXPECT_EQ(std::get<result::Failed>(completed->result).error.code(), Code::cancelled);
}

TEST_F(DeviceThread, ADriverThatIgnoresCancelIsKilled) {
    start_reader("ignores_cancel");
    ASSERT_TRUE(wait_until_online());
    push(1, command::ReadCard{"reader"});
    push(0, command::Cancel{1});
    const auto completed = seen_.wait_for(1);
    ASSERT_TRUE(completed);
    EXPECT_EQ(std::get<result::Failed>(completed->result).error.code(), Code::cancelled);
    EXPECT_THAT(wait_for_failure().value().detail, HasSubstr("cancelled call"));
}

TEST_F(DeviceThread, AnAnswerAfterTheDeadlineIsThrownAway) {
    auto rules = quick();
    rules.silence = seconds(10);
    start_reader("answers_late", rules);
    ASSERT_TRUE(wait_until_online());
    push(1, command::ReadCard{"reader"}, Milliseconds(300));
    const auto completed = seen_.wait_for(1);
    ASSERT_TRUE(completed);
    EXPECT_EQ(std::get<result::Failed>(completed->result).error.code(), Code::timed_out);
    push(2, command::ReadCard{"reader"}, seconds(10));
    EXPECT_TRUE(std::holds_alternative<result::CardRead>(seen_.wait_for(2).value().result));
    EXPECT_EQ(seen_.count_of(1), 1u);
}

TEST_F(DeviceThread, ADriverThatReadsNothingIsKilledForItsSilence) {
    start_reader("does_not_read");
    ASSERT_TRUE(wait_until_online());
    push(1, command::ReadCard{"reader"}, seconds(10));
    push(0, command::Cancel{1});
    EXPECT_EQ(std::get<result::Failed>(seen_.wait_for(1).value().result).error.code(), Code::cancelled);
    EXPECT_TRUE(wait_for_failure());
}

TEST_F(DeviceThread, ChatterOnStdoutDisturbsNobody) {
    start_reader("chatters");
    push(1, command::ReadCard{"reader"});
    EXPECT_TRUE(std::holds_alternative<result::CardRead>(seen_.wait_for(1).value().result));
}

TEST_F(DeviceThread, WhatLaunchCouldNotSetStandsInTheCondition) {
    start_reader("unconfined");
    const auto condition =
        seen_.wait_for_condition([](const Condition& it) { return it.fault == Fault::launch_unconfined; });
    ASSERT_TRUE(condition);
    EXPECT_THAT(condition->detail, HasSubstr("ports"));
    EXPECT_TRUE(is_usable(*condition));
}

TEST_F(DeviceThread, StoppingCompletesWhatIsOpenAndKillsWhoWillNotGo) {
    start_reader("will_not_go");
    ASSERT_TRUE(wait_until_online());
    thread_->stop();
    thread_.reset();
    start_reader("hang");
    push(1, command::ReadCard{"reader"});
    thread_->stop();
    EXPECT_EQ(std::get<result::Failed>(seen_.wait_for(1).value().result).error.code(), Code::cancelled);
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a process was left unreaped";
}

TEST_F(DeviceThread, ADriverRunsBehindLaunch) {
    start({{"reader",
            DeviceClass::id_card_reader,
            {kLaunch, "--", kBadDriver, "id_card_reader", "good"},
            Keep::always}});
    push(1, command::ReadCard{"reader"});
    EXPECT_TRUE(std::holds_alternative<result::CardRead>(seen_.wait_for(1).value().result));
}

TEST_F(DeviceThread, NoDescriptorIsLeftBehindByManyRestarts) {
    const auto count = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                             std::filesystem::directory_iterator());
    };
    const auto before = count();
    start_reader("huge_memfd");
    for (CommandId id = 1; id <= 20; ++id) {
        ASSERT_TRUE(wait_until_online());
        seen_.start_anew();
        push(id, command::ReadCard{"reader"});
        ASSERT_TRUE(seen_.wait_for(id));
        ASSERT_TRUE(wait_for_failure());
    }
    thread_->stop();
    thread_.reset();
    EXPECT_EQ(count(), before);
}

}  // namespace
}  // namespace kiosk24::device
