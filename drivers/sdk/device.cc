#include "drivers/sdk/device.h"

namespace kiosk24::drivers {
namespace {

Failure wrong_verb() {
    return {Error(Code::unsupported, "this device class has no such verb")};
}

}  // namespace

Answer<wire::Give> IdCardReader::carry_out(const wire::Ask& ask, ByteView, const Limits& limits) {
    if (!std::holds_alternative<wire::ask::ReadCard>(ask)) return wrong_verb();
    TRY(card, read_card(limits));
    return wire::Give(wire::give::Card{std::move(card)});
}

Answer<wire::Give> DocumentPrinter::carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) {
    if (const auto* print = std::get_if<wire::ask::PrintPage>(&ask)) {
        TRY(page, print_page(*print, bulk, limits));
        return wire::Give(page);
    }
    if (const auto* job = std::get_if<wire::ask::Recall>(&ask)) {
        TRY(page, recall(job->job, limits));
        return wire::Give(page);
    }
    if (!std::holds_alternative<wire::ask::Clear>(ask)) return wrong_verb();
    TRY_STATUS(clear(limits));
    return wire::Give(wire::give::Nothing{});
}

Answer<wire::Give> DocumentVerifier::carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) {
    const auto* document = std::get_if<wire::ask::Verify>(&ask);
    if (!document) return wrong_verb();
    TRY(pages, verify(bulk, *document, limits));
    return wire::Give(wire::give::Verified{pages});
}

Answer<wire::Give> ReceiptPrinter::carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) {
    if (const auto* print = std::get_if<wire::ask::PrintReceipt>(&ask)) {
        TRY(printed, print_receipt(*print, bulk, limits));
        return wire::Give(printed);
    }
    if (!std::holds_alternative<wire::ask::Clear>(ask)) return wrong_verb();
    TRY_STATUS(clear(limits));
    return wire::Give(wire::give::Nothing{});
}

Answer<wire::Give> DocumentComposer::carry_out(const wire::Ask& ask, ByteView, const Limits& limits) {
    const auto* order = std::get_if<wire::ask::Compose>(&ask);
    if (!order) return wrong_verb();
    TRY(picture, compose(order->strip, limits));
    return wire::Give(wire::give::Picture{std::move(picture)});
}

Answer<wire::Give> CodeReader::carry_out(const wire::Ask& ask, ByteView, const Limits& limits) {
    if (!std::holds_alternative<wire::ask::ScanCode>(ask)) return wrong_verb();
    TRY(code, scan_code(limits));
    return wire::Give(std::move(code));
}

Answer<wire::Give> FaceMatcher::carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) {
    const auto* match = std::get_if<wire::ask::MatchFace>(&ask);
    if (match == nullptr || bulk.size() <= match->photo_bytes) return wrong_verb();
    TRY(given, match_face(bulk.first(match->photo_bytes), bulk.subspan(match->photo_bytes), limits));
    return wire::Give(wire::give::Matched{std::move(given)});
}

Answer<wire::Give> FaceCamera::carry_out(const wire::Ask& ask, ByteView, const Limits& limits) {
    if (!std::holds_alternative<wire::ask::CaptureFace>(ask)) return wrong_verb();
    TRY(still, capture_face(limits));
    return wire::Give(wire::give::Still{std::move(still), 0});
}

}  // namespace kiosk24::drivers
