// The other side of a V4L2 camera: a test bed of umockdev in which there is a /dev/video0. The bed's folder
// is the first line on stdout; then each line of stdin is carried out and answered by one line. Ends with
// stdin.
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <umockdev.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>

#include "drivers/virtual/camera/camera_peer.h"
#include "drivers/virtual/peer_loop.h"
#include "tests/drivers/camera/v4l2/jpeg_scene.h"
#include "tests/drivers/camera/v4l2/video_device.h"

namespace kiosk24::test_support {
namespace {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename Object>
using Held = std::unique_ptr<Object, Unref>;

// One byte in a pipe for each picture that waits: what preload.cc lets the driver's process poll.
class PictureBell {
  public:
    ~PictureBell() { close(); }
    Status open(const std::string& path) {
        const bool is_made = ::mkfifo(path.c_str(), S_IRUSR | S_IWUSR) == 0 || errno == EEXIST;
        // To write alone it would have to wait for the driver.
        pipe_ = is_made ? ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC) : -1;
        if (pipe_ < 0) return Error(Code::broken_storage, path + " cannot be opened");
        return {};
    }
    void show(std::size_t pictures) {
        char byte = 0;
        for (; shown_ < pictures && ::write(pipe_, &byte, 1) == 1; ++shown_) {
        }
        for (; shown_ > pictures && ::read(pipe_, &byte, 1) == 1; --shown_) {
        }
    }
    void close() {
        show(0);
        if (pipe_ >= 0) ::close(pipe_);
        pipe_ = -1;
    }

  private:
    int pipe_ = -1;
    std::size_t shown_ = 0;
};

constexpr const char* kNode = "/dev/video0";
constexpr const char* kDescription =
    "P: /devices/virtual/video4linux/video0\n"
    "N: video0=00\n"  // with a content it becomes a plain file, which can be mapped, and no terminal
    "E: DEVNAME=/dev/video0\n"
    "E: SUBSYSTEM=video4linux\n"
    "E: MAJOR=81\n"
    "E: MINOR=0\n"
    "E: ID_V4L_CAPABILITIES=:capture:\n"
    "A: name=Drawn Camera\\n\n"
    "A: dev=81:0\\n\n";

class V4l2Peer : public virtual_devices::Peer {
  public:
    ~V4l2Peer() override {
        bed_.reset();
        if (memory_ != MAP_FAILED) ::munmap(memory_, kMemory_bytes);
    }

    Status start() {
        bed_.reset(umockdev_testbed_new());
        const std::unique_ptr<gchar, decltype(&g_free)> root(umockdev_testbed_get_root_dir(bed_.get()),
                                                             g_free);
        root_ = root.get();
        TRY_STATUS(make_node());
        TRY_STATUS(bell_.open(root_ + "/video0.pictures"));
        scene_ = std::make_unique<virtual_devices::CameraPeer>(root_ + "/scene");
        TRY_STATUS(scene_->start());
        TRY_STATUS(show_scene());
        return serve_node();
    }
    const std::string& root() const { return root_; }

    std::string_view name() const override { return "device"; }
    std::vector<virtual_devices::PeerCommand> commands() const override {
        return {{"freeze", "it is there, but no picture comes", {}},
                {"thaw", "pictures come again", {}},
                {"lose", "its cable goes, and the kernel has not yet taken the node away", {}},
                {"unplug", "pull it out", {}},
                {"plug", "put it back", {}}};
    }
    Result<std::string> tell(std::string_view line) override {
        const std::lock_guard lock(mutex_);
        if (line == "freeze" || line == "thaw") {
            device_->set_frozen(line == "freeze");
            return "done";
        }
        if (line == "lose") {
            lose();
            return "done";
        }
        if (line == "unplug" || line == "plug") {
            TRY_STATUS(line == "plug" ? plug() : unplug());
            return "done";
        }
        TRY(words, scene_->tell(line));
        TRY_STATUS(show_scene());
        return words;
    }
    Milliseconds longest_sleep() const override {
        const std::lock_guard lock(mutex_);
        return device_->next_beat() - monotonic_now();
    }
    void step() override {
        const std::lock_guard lock(mutex_);
        device_->on_time(monotonic_now());
        bell_.show(device_->pictures());
    }

  private:
    static constexpr std::size_t kMemory_bytes = kMostBuffers * kBuffer_bytes;

    std::string node() const { return root_ + kNode; }
    std::string node_in_the_drawer() const { return node() + ".unplugged"; }

    Status make_node() {
        GError* error = nullptr;
        if (umockdev_testbed_add_from_string(bed_.get(), kDescription, &error) == FALSE)
            return Error(Code::bad_argument, error->message);
        const int file = ::open(node().c_str(), O_RDWR | O_CLOEXEC);
        const bool is_large = file >= 0 && ::ftruncate(file, kMemory_bytes) == 0;
        if (is_large) memory_ = ::mmap(nullptr, kMemory_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (file >= 0) ::close(file);
        if (memory_ == MAP_FAILED) return Error(Code::broken_storage, node() + " cannot be mapped");
        device_.emplace(std::span(static_cast<std::uint8_t*>(memory_), kMemory_bytes));
        return {};
    }
    Status serve_node() {
        GError* error = nullptr;
        handler_.reset(umockdev_ioctl_base_new());
        g_signal_connect(handler_.get(), "handle-ioctl", G_CALLBACK(&V4l2Peer::on_ioctl), this);
        if (umockdev_testbed_attach_ioctl(bed_.get(), kNode, handler_.get(), &error) == FALSE)
            return Error(Code::bad_argument, error->message);
        return {};
    }
    Status show_scene() {
        TRY(jpeg, jpeg_of_png(root_ + "/scene/camera.png"));
        device_->show(std::move(jpeg));
        return {};
    }
    void lose() {
        device_->set_plugged(false);
        bell_.close();
    }
    // The node goes first: whoever hears that the device is gone finds none.
    Status unplug() {
        std::error_code failed;
        std::filesystem::rename(node(), node_in_the_drawer(), failed);
        if (failed) return Error(Code::broken_storage, failed.message());
        lose();
        return {};
    }
    Status plug() {
        device_->set_plugged(true);
        TRY_STATUS(bell_.open(root_ + "/video0.pictures"));
        std::error_code failed;
        std::filesystem::rename(node_in_the_drawer(), node(), failed);
        if (failed) return Error(Code::broken_storage, failed.message());
        return {};
    }

    // On umockdev's thread.
    static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer self) {
        static_cast<V4l2Peer*>(self)->answer(client);
        return TRUE;
    }
    void answer(UMockdevIoctlClient* client) {
        constexpr gulong kAllOfIt = 0xFFFFFFFF;  // a program may have extended its sign
        const auto request = umockdev_ioctl_client_get_request(client) & kAllOfIt;
        const std::size_t size = _IOC_SIZE(request);
        const Held<UMockdevIoctlData> asked(
            umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0, size, nullptr));
        if (!asked) return umockdev_ioctl_client_complete(client, -1, EFAULT);
        Bytes argument(asked->data, asked->data + size);
        int error = 0;
        {
            const std::lock_guard lock(mutex_);
            error = device_->answer(request, argument.data());
            bell_.show(device_->pictures());
        }
        if (error == 0 && (_IOC_DIR(request) & _IOC_READ) != 0)
            umockdev_ioctl_data_update(asked.get(), 0, argument.data(), static_cast<gint>(size));
        umockdev_ioctl_client_complete(client, error == 0 ? 0 : -1, error);
    }

    mutable std::mutex mutex_;  // guards device_ and bell_
    std::string root_;
    void* memory_ = MAP_FAILED;
    std::optional<VideoDevice> device_;
    PictureBell bell_;
    std::unique_ptr<virtual_devices::CameraPeer> scene_;
    Held<UMockdevIoctlBase> handler_;
    Held<UMockdevTestbed> bed_;
};

int serve() {
    auto peer = std::make_unique<V4l2Peer>();
    if (const auto started = peer->start(); !started) {
        std::cerr << started.error().text() << std::endl;
        return 1;
    }
    std::cout << peer->root() << std::endl;
    virtual_devices::PeerLoop loop;
    loop.add(std::move(peer));
    std::string told;
    while (true) {
        std::vector<pollfd> own{{STDIN_FILENO, POLLIN, 0}};
        loop.wait_and_step(own, Milliseconds(60'000));
        if (own[0].revents == 0) continue;
        char buffer[256];
        const auto count = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (count <= 0) return 0;
        told.append(buffer, static_cast<std::size_t>(count));
        for (std::size_t end = 0; (end = told.find('\n')) != std::string::npos; told.erase(0, end + 1)) {
            const auto answer = loop.tell(told.substr(0, end));
            std::cout << (answer ? "ok: " + *answer : "error: " + answer.error().text()) << std::endl;
        }
    }
}

}  // namespace
}  // namespace kiosk24::test_support

int main() {
    return kiosk24::test_support::serve();
}
