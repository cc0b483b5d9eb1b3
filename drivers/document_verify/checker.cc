#include "drivers/document_verify/checker.h"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "drivers/document_verify/nursery.h"
#include "drivers/sdk/serve.h"

namespace kiosk24::drivers::document_verify {
namespace {

constexpr Milliseconds kForTheAnswer{150};  // from the end of a check to its answer

[[noreturn]] void be_nursery(int socket, pid_t driver) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != driver) ::_exit(0);
    // The terminal must see the driver's end of its socket close with the driver.
    if (socket != kTerminalSocket) ::close(kTerminalSocket);
    run_nursery(socket);
}

Result<int> read_answer(const std::string& text) {
    const auto space = text.find(' ');
    const auto verb = text.substr(0, space);
    const auto rest = space == std::string::npos ? std::string() : text.substr(space + 1);
    if (verb == "pages") return std::atoi(rest.c_str());
    const auto end = std::min(rest.find(' '), rest.size());
    return Error(code_named(rest.substr(0, end)), rest.substr(std::min(end + 1, rest.size())));
}

bool is_line(const std::string& text, std::size_t most) {
    return text.size() <= most && text.find('\n') == std::string::npos;
}

}  // namespace

Result<Checker> Checker::start() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) != 0)
        return Error(Code::device_failed, "no socket for the checks");
    Descriptor ours(ends[0]), theirs(ends[1]);
    const auto driver = ::getpid();
    const auto nursery = ::fork();
    if (nursery < 0) return Error(Code::device_failed, "no process for the checks");
    if (nursery == 0) {
        ours.reset();
        be_nursery(theirs.release(), driver);
    }
    return Checker(nursery, std::move(ours));
}

Checker::Checker(Checker&& other) noexcept
    : nursery_(std::exchange(other.nursery_, -1)),
      socket_(std::move(other.socket_)),
      question_(other.question_) {}

Checker::~Checker() {
    if (nursery_ <= 0) return;
    ::kill(nursery_, SIGKILL);
    ::waitpid(nursery_, nullptr, 0);
}

bool Checker::is_alive() const {
    pollfd wait{socket_.get(), 0, 0};
    return ::poll(&wait, 1, 0) == 0;
}

Status Checker::trust(std::string_view pem) {
    TRY(memfd, make_bulk(as_bytes(pem)));
    return send_packet(socket_.get(), "trust " + std::to_string(pem.size()), memfd.get());
}

void Checker::stop_child() {
    [[maybe_unused]] const auto sent = send_packet(socket_.get(), "stop");
}

Result<std::string> Checker::wait_for_answer(const Limits& limits) {
    const auto mine = std::to_string(question_) + " ";
    while (true) {
        pollfd waits[] = {{socket_.get(), POLLIN, 0}, {limits.stop.fd(), POLLIN, 0}};
        const auto left = std::min<Milliseconds>(limits.left(), Milliseconds(60'000));
        ::poll(waits, 2, static_cast<int>(left.count()));
        auto packet = receive_packet(socket_.get());
        if (!packet) return Error(Code::device_failed, "the checks' process is gone");
        if (*packet && (*packet)->bytes.starts_with(mine)) return (*packet)->bytes.substr(mine.size());
        if (const auto go_on = limits.check(); !go_on) {
            stop_child();
            return go_on.error();
        }
    }
}

Result<int> Checker::check(ByteView pdf, const Expected& expected, const Limits& limits) {
    TRY_STATUS(limits.check());
    const bool are_lines = is_line(expected.case_number, 200) && is_line(expected.document_number, 200) &&
                           is_line(expected.title, 1'000) && expected.name.reveal().size() <= 1'000;
    if (!are_lines) return Error(Code::bad_argument, "a name or number that can't be one");
    TRY(memfd, make_bulk(pdf));
    ++question_;
    const auto within = std::clamp(limits.left() - kForTheAnswer, Milliseconds(50), Milliseconds(60'000));
    PersonalText question("check " + std::to_string(question_) + " " + std::to_string(within.count()) + " " +
                          std::to_string(pdf.size()) + "\n" + expected.case_number + "\n" +
                          expected.document_number + "\n" + expected.title + "\n" + expected.name.reveal());
    if (auto sent = send_packet(socket_.get(), question.reveal(), memfd.get()); !sent)
        return Error(Code::device_failed, "the checks' process does not listen");
    TRY(answer, wait_for_answer(limits));
    return read_answer(answer);
}

}  // namespace kiosk24::drivers::document_verify
