// A card reader's and a printer's driver that keeps the contract, except in what it is told to break:
// `bad_driver CLASS MODE`. Speaks raw JSON on fd 3, so that it can say what no encoder would.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>

namespace {

constexpr int kSocket = 3;

void send_raw(const std::string& bytes, int descriptor = -1) {
    iovec part{const_cast<char*>(bytes.data()), bytes.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    if (descriptor >= 0) {
        header.msg_control = control.data();
        header.msg_controllen = control.size();
        auto* rights = CMSG_FIRSTHDR(&header);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(rights), &descriptor, sizeof descriptor);
    }
    [[maybe_unused]] const auto sent = ::sendmsg(kSocket, &header, MSG_NOSIGNAL);
}

struct Message {
    std::string bytes;
    int descriptor = -1;
};
Message receive() {
    Message message;
    message.bytes.resize(65'536);
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    iovec part{message.bytes.data(), message.bytes.size()};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    const auto count = ::recvmsg(kSocket, &header, 0);
    message.bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    if (const auto* rights = CMSG_FIRSTHDR(&header))
        std::memcpy(&message.descriptor, CMSG_DATA(rights), sizeof message.descriptor);
    return message;
}

std::string number_after(const std::string& text, const std::string& key) {
    const auto at = text.find(key);
    if (at == std::string::npos) return {};
    const auto from = at + key.size();
    return text.substr(from, text.find_first_not_of("0123456789", from) - from);
}

[[noreturn]] void hang() {
    for (;;)
        ::pause();
}

void say_hello(const std::string& device_class) {
    send_raw(R"({"hello":{"protocol":1,"class":")" + device_class +
             R"(","maker":"Test","model":"Bad","serial":"1","firmware":"1","capabilities":[]}})");
    send_raw(R"({"condition":{"state":"online","fault":"none"}})");
}

std::string card_answer(const std::string& id) {
    return R"({"id":)" + id +
           R"(,"done":{"card":{"kind":"resident","sex":"male","name":"张三","number":"110101199001011234",)"
           R"("birth":"1990-01-01","valid_from":"2020-01-01","valid_to":"2040-01-01"}},"bulk_bytes":0})";
}

// A memfd with what is wrong about it.
int bad_memory(const std::string& mode) {
    const int memory = ::memfd_create("bad", MFD_ALLOW_SEALING | MFD_CLOEXEC);
    const off_t size = mode == "huge_memfd" ? off_t(1) << 40 : mode == "short_memfd" ? 0 : 4096;
    [[maybe_unused]] const int sized = ::ftruncate(memory, size);
    if (mode != "unsealed_memfd") ::fcntl(memory, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
    return memory;
}

// Says on stdout what the sealed page is like; the terminal logs it, and the answer's detail carries it too.
std::string page_facts(const Message& message) {
    struct stat about {};
    ::fstat(message.descriptor, &about);
    const auto* memory = static_cast<const char*>(::mmap(nullptr, static_cast<std::size_t>(about.st_size),
                                                         PROT_READ, MAP_SHARED, message.descriptor, 0));
    if (memory == MAP_FAILED) return "no page";
    const bool is_intact = std::all_of(memory, memory + about.st_size, [](char c) { return c == 'x'; });
    const int seals = ::fcntl(message.descriptor, F_GET_SEALS);
    const int wanted = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
    return "size=" + std::to_string(about.st_size) +
           " announced=" + number_after(message.bytes, "\"bulk_bytes\":") +
           " sealed=" + ((seals & wanted) == wanted ? "yes" : "no") + " intact=" + (is_intact ? "yes" : "no");
}

void print(const Message& message, const std::string& id) {
    send_raw(R"({"id":)" + id + R"(,"failed":{"code":"paper_out","fault":"document_printer.paper_out",)" +
             R"("outcome":"not_done","detail":")" + page_facts(message) + R"("}})");
    ::close(message.descriptor);
    send_raw(R"({"release":)" + id + "}");
}

void misread(const std::string& mode, const std::string& id) {
    if (mode == "crash_in_call") ::abort();
    if (mode == "exit_in_call") ::_exit(0);
    if (mode == "hang" || mode == "ignores_cancel" || mode == "answers_late") return;
    if (mode == "nonsense") return send_raw("}{");
    if (mode == "huge_message") return send_raw(std::string(100'000, ' '));
    if (mode == "empty_message") return send_raw("");
    if (mode == "flood") {
        for (int i = 0; i < 200; ++i)
            send_raw(R"({"condition":{"state":"online","fault":"none"}})");
        return;
    }
    if (mode == "closes_socket") {
        ::close(kSocket);
        hang();
    }
    if (mode.ends_with("_memfd")) return send_raw(card_answer(id), bad_memory(mode));
    if (mode == "wrong_shape") return send_raw(R"({"id":)" + id + R"(,"done":{"pages":3},"bulk_bytes":0})");
    send_raw(card_answer(id));
    if (mode == "duplicate_answer") send_raw(card_answer(id));
}

void answer(const std::string& mode, const Message& message) {
    const auto& text = message.bytes;
    if (text.find("\"cancel\":") != std::string::npos) {
        if (mode == "ignores_cancel") return;
        return send_raw(R"({"id":)" + number_after(text, "\"cancel\":") +
                        R"(,"failed":{"code":"cancelled","fault":"none","outcome":"not_done","detail":""}})");
    }
    const auto id = number_after(text, "\"id\":");
    if (text.find("print_page") != std::string::npos) return print(message, id);
    if (text.find("read_card") == std::string::npos)
        return send_raw(R"({"id":)" + id + R"(,"done":{},"bulk_bytes":0})");
    if (mode == "answers_late")
        std::thread([id] {
            std::this_thread::sleep_for(std::chrono::milliseconds(700));
            send_raw(card_answer(id));
        }).detach();
    misread(mode, id);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string device_class = argc > 1 ? argv[1] : "", mode = argc > 2 ? argv[2] : "";
    std::printf("started as %s\n", mode.c_str());
    std::fflush(stdout);
    if (mode == "crash_at_start") ::abort();
    if (mode == "late_hello") hang();
    if (mode == "leaves_a_child" && ::fork() == 0) hang();
    if (mode == "unconfined") std::fputs("launch: unconfined: ports\n", stderr);
    if (mode == "chatters") {
        for (int i = 0; i < 5'000; ++i)
            std::printf("chatter %d\n", i);
        std::fflush(stdout);
    }
    say_hello(mode == "wrong_class" ? "document_verify" : device_class);
    if (mode == "does_not_read") hang();
    for (;;) {
        const auto message = receive();
        if (message.bytes.empty()) {
            if (mode == "will_not_go") hang();
            return 0;
        }
        answer(mode, message);
    }
}
