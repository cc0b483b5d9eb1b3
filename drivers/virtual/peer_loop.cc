#include "drivers/virtual/peer_loop.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk24::virtual_devices {
namespace {

std::string_view without_first_word(std::string_view line) {
    const auto space = line.find(' ');
    return space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
}

std::string_view trimmed(std::string_view line) {
    constexpr std::string_view kWhite = " \t\r\n";
    const auto first = line.find_first_not_of(kWhite);
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(kWhite) - first + 1);
}

bool is_unknown_to_peer(const Result<std::string>& answer) {
    return !answer && answer.error().code() == Code::not_found;
}

}  // namespace

void PeerLoop::add(std::unique_ptr<Peer> peer) {
    peers_.push_back(std::move(peer));
}

Result<std::string> PeerLoop::tell(std::string_view line) {
    line = trimmed(line);
    const auto first_word = line.substr(0, line.find(' '));
    for (const auto& peer : peers_) {
        if (peer->name() != first_word) continue;
        auto answer = peer->tell(trimmed(without_first_word(line)));
        if (!is_unknown_to_peer(answer)) return answer;
    }
    for (const auto& peer : peers_) {
        auto answer = peer->tell(line);
        if (!is_unknown_to_peer(answer)) return answer;
    }
    return Error(Code::not_found, fmt::format("'{}' is not a command here; 'help' lists them", line));
}

std::string PeerLoop::help() const {
    std::string text;
    for (const auto& peer : peers_) {
        text += std::string(peer->name()) + ":\n";
        for (const auto& command : peer->commands()) {
            constexpr std::size_t kColumn = 28;
            auto usage = "  " + command.usage;
            usage.resize(std::max(usage.size() + 1, kColumn), ' ');
            text += usage + command.about + "\n";
        }
    }
    return text;
}

void PeerLoop::wait_and_step(std::vector<pollfd>& others, Milliseconds longest) {
    auto polled = others;
    for (const auto& peer : peers_) {
        const auto wanted = peer->wanted();
        polled.insert(polled.end(), wanted.begin(), wanted.end());
        longest = std::min(longest, peer->longest_sleep());
    }
    ::poll(polled.data(), polled.size(), static_cast<int>(std::max(longest, Milliseconds(0)).count()));
    std::copy_n(polled.begin(), others.size(), others.begin());
    for (const auto& peer : peers_)
        peer->step();
}

PeerThread::PeerThread(std::vector<std::unique_ptr<Peer>> peers) {
    for (auto& peer : peers)
        loop_.add(std::move(peer));
    thread_ = std::thread([this] { run(); });
}

PeerThread::~PeerThread() {
    requests_.push({{}, {}});
    thread_.join();
}

Result<std::string> PeerThread::tell(std::string line) {
    Request request{std::move(line), {}};
    auto answer = request.answer.get_future();
    requests_.push(std::move(request));
    return answer.get();
}

void PeerThread::run() {
    constexpr Milliseconds kLongest{60'000};
    while (true) {
        std::vector<pollfd> own{{requests_.wake_fd(), POLLIN, 0}};
        loop_.wait_and_step(own, kLongest);
        for (auto& request : requests_.take_all()) {
            if (request.line.empty()) return;
            request.answer.set_value(loop_.tell(request.line));
        }
    }
}

}  // namespace kiosk24::virtual_devices
