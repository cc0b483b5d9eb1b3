// Lives in the driver's process, before umockdev's own library: what that leaves out of a device node. There,
// the node is a plain file of the test bed, which a program can map, but which always polls as readable and
// of whose duplicates umockdev knows nothing.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string test_bed() {
    const char* folder = std::getenv("UMOCKDEV_DIR");
    return folder != nullptr ? folder : "";
}

// The node's name in the machine that is played ("/dev/video0"), also of one that was taken away since;
// empty: another file.
std::string video_node(int descriptor) {
    char target[512];
    const auto link = "/proc/self/fd/" + std::to_string(descriptor);
    const auto length = ::readlink(link.c_str(), target, sizeof target);
    const auto before = test_bed();
    if (length <= 0 || before.empty()) return {};
    const std::string_view path(target, static_cast<std::size_t>(length));
    if (!path.starts_with(before + "/dev/video")) return {};
    return std::string(path.substr(before.size()));
}

template <typename Function>
Function* of_the_system(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

// GStreamer begins and ends the stream on a duplicate: opened anew, umockdev knows it.
int dup(int descriptor) noexcept {
    static const auto real_dup = of_the_system<int(int)>("dup");
    const int error = errno;
    const auto node = video_node(descriptor);
    errno = error;
    if (node.empty()) return real_dup(descriptor);
    return ::open(node.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
}

// The peer keeps one byte in a pipe for each picture that waits, and closes it when the camera is pulled out.
int ppoll(pollfd* wanted, nfds_t count, const timespec* timeout, const sigset_t* signals) {
    static const auto real_ppoll =
        of_the_system<int(pollfd*, nfds_t, const timespec*, const sigset_t*)>("ppoll");
    static const int pictures =
        ::open((test_bed() + "/video0.pictures").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    std::vector<pollfd> asked(wanted, wanted + count);
    for (auto& one : asked)
        if (one.fd >= 0 && !video_node(one.fd).empty()) one.fd = pictures;
    const int ready = real_ppoll(asked.data(), count, timeout, signals);
    for (nfds_t i = 0; i < count; ++i) {
        const bool is_gone = asked[i].fd == pictures && (asked[i].revents & POLLHUP) != 0;
        constexpr short kGone = POLLERR | POLLHUP | POLLPRI;  // the kernel's word for it
        wanted[i].revents = is_gone ? kGone : asked[i].revents;
    }
    return ready;
}
}
