#include "kiosk/seal/hash_chain.h"

#include <algorithm>

namespace kiosk24::seal {

Digest next_head(const Digest& previous, ByteView entry) {
    Bytes both(previous.begin(), previous.end());
    both.insert(both.end(), entry.begin(), entry.end());
    return sha256(both);
}

Result<Digest> head_from(ByteView bytes) {
    Digest head{};
    if (bytes.size() != head.size()) return Error(Code::bad_input, "a chain's head of a wrong size");
    std::copy(bytes.begin(), bytes.end(), head.begin());
    return head;
}

}  // namespace kiosk24::seal
