#include "kiosk/device/verbs.h"

#include <algorithm>

namespace kiosk24::device {
namespace {

DriverAsk make(std::string& device, DeviceClass device_class, wire::Ask ask, DocumentBytes bulk = {}) {
    return {std::move(device), device_class, std::move(ask), std::move(bulk)};
}

DocumentBytes one_after_the_other(ByteView first, ByteView second) {
    Bytes both(first.begin(), first.end());
    both.insert(both.end(), second.begin(), second.end());
    return std::make_shared<const Personal<Bytes>>(std::move(both));
}

}  // namespace

std::optional<DriverAsk> take_ask(What& what) {
    if (auto* read = std::get_if<command::ReadCard>(&what))
        return make(read->device, DeviceClass::id_card_reader, wire::ask::ReadCard{});
    if (auto* verify = std::get_if<command::VerifyDocument>(&what))
        return make(verify->device, DeviceClass::document_verify,
                    wire::ask::Verify{std::move(verify->expected_name), verify->expected_case_number,
                                      verify->expected_title, verify->expected_document_number},
                    std::move(verify->document));
    if (auto* print = std::get_if<command::PrintPage>(&what))
        return make(print->device, DeviceClass::document_printer,
                    wire::ask::PrintPage{print->page, print->pages, print->job}, std::move(print->document));
    if (auto* recall = std::get_if<command::RecallPage>(&what))
        return make(recall->device, DeviceClass::document_printer, wire::ask::Recall{recall->job});
    if (auto* clear = std::get_if<command::ClearPrinter>(&what))
        return make(clear->device, DeviceClass::document_printer, wire::ask::Clear{});
    if (auto* compose = std::get_if<command::ComposeReceipt>(&what))
        return make(compose->device, DeviceClass::document_composer,
                    wire::ask::Compose{std::move(compose->strip)});
    if (auto* print = std::get_if<command::PrintReceipt>(&what))
        return make(print->device, DeviceClass::receipt_printer,
                    wire::ask::PrintReceipt{print->picture.width_px, print->picture.height_px, print->job},
                    std::move(print->picture.bits));
    if (auto* scan = std::get_if<command::ScanCode>(&what))
        return make(scan->device, DeviceClass::code_reader, wire::ask::ScanCode{});
    if (auto* capture = std::get_if<command::CaptureFace>(&what))
        return make(capture->device, DeviceClass::face_camera, wire::ask::CaptureFace{});
    if (auto* match = std::get_if<command::MatchFace>(&what);
        match && !match->device.empty() && match->still) {
        const auto photo_bytes = match->photo.reveal().size();
        return make(match->device, DeviceClass::face_matcher, wire::ask::MatchFace{photo_bytes},
                    one_after_the_other(match->photo.reveal(), match->still->reveal()));
    }
    if (auto* test = std::get_if<command::TestRead>(&what)) {
        if (test->device_class == DeviceClass::code_reader)
            return make(test->device, test->device_class, wire::ask::ScanCode{});
        return make(test->device, DeviceClass::id_card_reader, wire::ask::ReadCard{});
    }
    return std::nullopt;
}

bool moves_paper(const wire::Ask& ask) {
    return std::holds_alternative<wire::ask::PrintPage>(ask) ||
           std::holds_alternative<wire::ask::Recall>(ask) || std::holds_alternative<wire::ask::Clear>(ask) ||
           std::holds_alternative<wire::ask::PrintReceipt>(ask);
}

Outcome outcome_unanswered(const wire::Ask& ask) {
    return moves_paper(ask) ? Outcome::unknown : Outcome::not_done;
}

std::optional<CommandResult> result_of(const wire::Ask& ask, wire::Give give) {
    if (std::holds_alternative<wire::ask::ReadCard>(ask)) {
        if (auto* card = std::get_if<wire::give::Card>(&give)) return result::CardRead{std::move(card->card)};
        return std::nullopt;
    }
    if (std::holds_alternative<wire::ask::ScanCode>(ask)) {
        if (auto* code = std::get_if<wire::give::Code>(&give))
            return result::CodeRead{std::move(code->text), std::move(code->symbology)};
        return std::nullopt;
    }
    if (std::holds_alternative<wire::ask::CaptureFace>(ask)) {
        if (auto* still = std::get_if<wire::give::Still>(&give))
            return result::FaceCaptured{std::move(still->jpeg)};
        return std::nullopt;
    }
    if (std::holds_alternative<wire::ask::MatchFace>(ask)) {
        if (auto* matched = std::get_if<wire::give::Matched>(&give))
            return result::FaceMatched{std::move(matched->match)};
        return std::nullopt;
    }
    if (std::holds_alternative<wire::ask::Verify>(ask)) {
        if (auto* verified = std::get_if<wire::give::Verified>(&give))
            return result::DocumentVerified{verified->pages};
        return std::nullopt;
    }
    if (std::holds_alternative<wire::ask::Compose>(ask)) {
        if (auto* given = std::get_if<wire::give::Picture>(&give))
            return result::ReceiptComposed{std::move(given->picture)};
        return std::nullopt;
    }
    if (std::holds_alternative<wire::ask::PrintPage>(ask) || std::holds_alternative<wire::ask::Recall>(ask) ||
        std::holds_alternative<wire::ask::PrintReceipt>(ask)) {
        if (auto* page = std::get_if<wire::give::Page>(&give))
            return result::PageResult{page->outcome, page->fault};
        return std::nullopt;
    }
    if (std::holds_alternative<wire::give::Nothing>(give)) return result::Done{};
    return std::nullopt;
}

CommandResult tested(CommandResult result) {
    if (const auto* read = std::get_if<result::CardRead>(&result)) {
        const auto& card = read->card;
        std::size_t bytes = card.photo.reveal().size();
        for (const auto* text :
             {&card.name, &card.english_name, &card.address, &card.number, &card.permit_number})
            bytes += text->reveal().size();
        return result::ReadTested{std::string(name_of(card.kind)), bytes};
    }
    if (const auto* read = std::get_if<result::CodeRead>(&result))
        return result::ReadTested{read->symbology, read->text.reveal().size()};
    return result;
}

void set_bulk(wire::FromDriver& message, DocumentBytes bulk) {
    if (auto* frame = std::get_if<wire::Frame>(&message)) frame->grey = std::move(bulk);
    auto* done = std::get_if<wire::Done>(&message);
    if (done == nullptr) return;
    if (auto* picture = std::get_if<wire::give::Picture>(&done->give))
        picture->picture.bits = std::move(bulk);
    else if (auto* still = std::get_if<wire::give::Still>(&done->give))
        still->jpeg = std::move(bulk);
}

bool prints(const wire::Ask& ask) {
    return std::holds_alternative<wire::ask::PrintPage>(ask) ||
           std::holds_alternative<wire::ask::PrintReceipt>(ask);
}

bool is_cleared_first(DeviceClass device_class) {
    return device_class == DeviceClass::document_printer || device_class == DeviceClass::receipt_printer;
}

bool needs_bulk(const wire::Ask& ask) {
    return prints(ask) || std::holds_alternative<wire::ask::Verify>(ask) ||
           std::holds_alternative<wire::ask::MatchFace>(ask);
}

Milliseconds within_of(const Command& command, const Rules& rules) {
    if (command.within <= Milliseconds(0)) return rules.default_within;
    return std::min(command.within, rules.day);
}

Fault driver_failed(DeviceClass device_class) {
    return fault_coded(std::string(name_of(device_class)) + ".driver_failed", device_class);
}

result::Failed failed_with(Code code, std::string detail, Outcome outcome, Fault fault) {
    return {Error(code, std::move(detail)), fault, outcome};
}

}  // namespace kiosk24::device
