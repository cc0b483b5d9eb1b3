#include "drivers/document_verify/nursery.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <optional>
#include <utility>

#include "drivers/document_verify/document_check.h"
#include "drivers/sdk/bulk.h"
#include "kiosk/base/clock.h"

namespace kiosk24::drivers::document_verify {
namespace {

struct Question {
    std::string id;
    Milliseconds within{0};
    std::size_t size = 0;
    Expected expected;
    Descriptor pdf;
};

std::string taken_up_to(std::string& text, char end) {
    const auto at = std::min(text.find(end), text.size());
    auto head = text.substr(0, at);
    text.erase(0, at + 1);
    return head;
}

std::size_t number_in(const std::string& text) {
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Question read_question(std::string text, Descriptor pdf) {
    Question question;
    question.id = taken_up_to(text, ' ');
    question.within = Milliseconds(number_in(taken_up_to(text, ' ')));
    question.size = number_in(taken_up_to(text, '\n'));
    question.expected.case_number = taken_up_to(text, '\n');
    question.expected.document_number = taken_up_to(text, '\n');
    question.expected.title = taken_up_to(text, '\n');
    question.expected.name = PersonalText(std::move(text));
    question.pdf = std::move(pdf);
    return question;
}

void limit(__rlimit_resource resource, rlim_t most) {
    const rlimit both{most, most};
    ::setrlimit(resource, &both);
}

std::string answer_to(Question& question, const TrustedSigners& signers) {
    const auto failed = [&](const Error& error) {
        return question.id + " failed " + std::string(name_of(error.code())) + " " + error.detail();
    };
    const auto bulk = Bulk::map(std::move(question.pdf), question.size);
    if (!bulk) return failed(bulk.error());
    const auto pages = check_document(bulk->bytes(), question.expected, signers);
    return pages ? question.id + " pages " + std::to_string(*pages) : failed(pages.error());
}

[[noreturn]] void be_child(Question& question, const TrustedSigners& signers, int socket) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#ifndef KIOSK24_SANITIZED  // its shadow of memory alone takes terabytes
    constexpr rlim_t kMostMemory_bytes = 768u << 20;
    limit(RLIMIT_AS, kMostMemory_bytes);
#endif
    limit(RLIMIT_CPU, static_cast<rlim_t>(question.within.count() / 1000 + 1));
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    const auto answer = answer_to(question, signers);
    const bool is_told = send_packet(socket, answer).has_value();
    ::_exit(is_told ? 0 : 1);
}

class Nursery {
  public:
    explicit Nursery(int socket) : socket_(socket) {}

    [[noreturn]] void run() {
        while (true) {
            pollfd wait{socket_, POLLIN, 0};
            if (!next_ && ::poll(&wait, 1, -1) < 0) continue;
            take_one();
        }
    }

  private:
    void take_one() {
        auto packet = std::exchange(next_, std::nullopt);
        if (!packet) {
            auto received = receive_packet(socket_);
            if (!received) ::_exit(0);
            packet = std::move(*received);
        }
        if (!packet) return;
        auto text = std::move(packet->bytes);
        const auto verb = taken_up_to(text, ' ');
        if (verb == "trust") trust(number_in(text), std::move(packet->memfd));
        if (verb == "check") check(read_question(std::move(text), std::move(packet->memfd)));
    }

    void trust(std::size_t size, Descriptor memfd) {
        const auto pem = Bulk::map(std::move(memfd), size);
        if (!pem) return;
        if (auto signers = TrustedSigners::from_pem(as_text(pem->bytes())))
            signers_.emplace(std::move(*signers));
    }

    void fail(const std::string& id, Code code, const std::string& words) {
        [[maybe_unused]] const auto sent =
            send_packet(socket_, id + " failed " + std::string(name_of(code)) + " " + words);
    }

    void check(Question question) {
        if (!signers_) return fail(question.id, Code::bad_setting, "nobody is trusted");
        // The child holds the writing end: the reading end tells when it ended.
        int ends[2] = {-1, -1};
        const auto child = ::pipe2(ends, O_CLOEXEC) == 0 ? ::fork() : -1;
        const Descriptor end(ends[0]);
        Descriptor of_child(ends[1]);
        if (child == 0) be_child(question, *signers_, socket_);
        if (child < 0) return fail(question.id, Code::device_failed, "no process for the document");
        of_child.reset();
        const auto code = watch_over(end.get(), monotonic_now() + question.within);
        if (code) ::kill(child, SIGKILL);
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        if (code) return fail(question.id, *code, "the check was ended");
        if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
            return fail(question.id, Code::timed_out, "the check took too long");
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            fail(question.id, Code::bad_input, "the document broke its reader");
    }

    // Why the child must end before it did; nullopt: it ended by itself.
    std::optional<Code> watch_over(int end, Moment deadline) {
        while (true) {
            // Once the next question waits, this one was answered: only its child's end is still to be seen.
            pollfd waits[] = {{end, POLLIN, 0}, {next_ ? -1 : socket_, POLLIN, 0}};
            const auto left = std::max(deadline - monotonic_now(), Milliseconds(0));
            const int count = ::poll(waits, 2, static_cast<int>(left.count()));
            if (count == 0) return Code::timed_out;
            if (count < 0) continue;
            if (waits[0].revents != 0) return std::nullopt;
            auto packet = receive_packet(socket_);
            if (!packet) return Code::cancelled;  // nobody waits any more
            if (*packet && (*packet)->bytes == "stop") return Code::cancelled;
            next_ = std::move(*packet);
        }
    }

    int socket_;
    std::optional<Packet> next_;  // came while a child was still ending
    std::optional<TrustedSigners> signers_;
};

}  // namespace

void run_nursery(int socket) {
    Nursery(socket).run();
}

}  // namespace kiosk24::drivers::document_verify
