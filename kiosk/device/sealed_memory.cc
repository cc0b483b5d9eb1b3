#include "kiosk/device/sealed_memory.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <cerrno>
#include <cstring>

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

}  // namespace kiosk24::device
