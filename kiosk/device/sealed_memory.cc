#include "kiosk/device/sealed_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "kiosk/wire/driver_message.h"

namespace kiosk24::device {

Result<Descriptor> make_sealed_memory(ByteView bytes) {
    Descriptor memory(::memfd_create("kiosk24-bulk", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!memory) return Error(Code::out_of_space, std::string("memfd: ") + std::strerror(errno));
    for (std::size_t written = 0; written < bytes.size();) {
        const auto count = ::write(memory.get(), bytes.data() + written, bytes.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return Error(Code::out_of_space, std::string("memfd: ") + std::strerror(errno));
        written += static_cast<std::size_t>(count);
    }
    if (::fcntl(memory.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0)
        return Error(Code::unsupported, std::string("sealing: ") + std::strerror(errno));
    return memory;
}

Result<DocumentBytes> read_sealed_memory(const Descriptor& memory) {
    constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
    const int seals = ::fcntl(memory.get(), F_GET_SEALS);
    if (seals < 0 || (seals & kSeals) != kSeals) return Error(Code::bad_input, "not sealed");
    struct stat file {};
    if (::fstat(memory.get(), &file) != 0 || file.st_size <= 0) return Error(Code::bad_input, "empty");
    const auto size = static_cast<std::size_t>(file.st_size);
    if (size > wire::kLargestBulk_bytes) return Error(Code::too_large, "bulk");
    Bytes bytes(size);
    for (std::size_t at = 0; at < size;) {
        const auto count = ::pread(memory.get(), bytes.data() + at, size - at, static_cast<off_t>(at));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return Error(Code::bad_input, std::string("memfd: ") + std::strerror(errno));
        at += static_cast<std::size_t>(count);
    }
    return std::make_shared<const Personal<Bytes>>(std::move(bytes));
}

}  // namespace kiosk24::device
