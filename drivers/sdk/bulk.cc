#include "drivers/sdk/bulk.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "kiosk/wire/driver_message.h"

namespace kiosk24::drivers {
namespace {

constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

Error system_error(Code code, const char* doing) {
    return Error(code, std::string(doing) + ": " + std::strerror(errno));
}

}  // namespace

void Descriptor::reset(int fd) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = fd;
}

Result<Bulk> Bulk::map(Descriptor memfd, std::size_t size) {
    if (size == 0 && !memfd) return Bulk();
    if (size == 0) return Error(Code::bad_input, "a descriptor came that the message does not announce");
    if (size > wire::kLargestBulk_bytes)
        return Error(Code::too_large, "bulk of " + std::to_string(size) + " bytes");
    if (!memfd) return Error(Code::bad_input, "the announced bulk did not come");
    const int seals = ::fcntl(memfd.get(), F_GET_SEALS);
    if (seals < 0) return Error(Code::bad_input, "the bulk is no memfd");
    if ((seals & kSeals) != kSeals)
        return Error(Code::bad_input, "the bulk is not sealed against shrink, grow and write");
    struct stat file {};
    if (::fstat(memfd.get(), &file) != 0) return system_error(Code::bad_input, "looking at the bulk");
    if (static_cast<std::size_t>(file.st_size) != size)
        return Error(Code::bad_input, "the bulk has " + std::to_string(file.st_size) + " bytes, announced " +
                                          std::to_string(size));
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, memfd.get(), 0);
    if (memory == MAP_FAILED) return system_error(Code::bad_input, "mapping the bulk");
    Bulk bulk;
    bulk.memory_ = memory;
    bulk.size_ = size;
    return bulk;
}

void Bulk::unmap() {
    if (memory_) ::munmap(memory_, size_);
    memory_ = nullptr;
    size_ = 0;
}

Bulk::~Bulk() {
    unmap();
}

Bulk::Bulk(Bulk&& other) noexcept
    : memory_(std::exchange(other.memory_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Bulk& Bulk::operator=(Bulk&& other) noexcept {
    if (this != &other) {
        unmap();
        memory_ = std::exchange(other.memory_, nullptr);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

Result<Descriptor> make_bulk(ByteView bytes) {
    if (bytes.size() > wire::kLargestBulk_bytes) return Error(Code::too_large, "bulk");
    Descriptor memfd(::memfd_create("bulk", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!memfd) return system_error(Code::out_of_space, "making a memfd");
    for (std::size_t at = 0; at < bytes.size();) {
        const auto written = ::write(memfd.get(), bytes.data() + at, bytes.size() - at);
        if (written < 0) return system_error(Code::out_of_space, "filling a memfd");
        at += static_cast<std::size_t>(written);
    }
    if (::fcntl(memfd.get(), F_ADD_SEALS, kSeals) != 0)
        return system_error(Code::unsupported, "sealing a memfd");
    return memfd;
}

}  // namespace kiosk24::drivers
