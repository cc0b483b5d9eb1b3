#include "kiosk/device/verbs.h"

#include <algorithm>

namespace kiosk24::device {
namespace {

DriverAsk make(std::string& device, DeviceClass device_class, wire::Ask ask, DocumentBytes bulk = {}) {
    return {std::move(device), device_class, std::move(ask), std::move(bulk)};
}

}  // namespace

std::optional<DriverAsk> take_ask(What& what) {
    if (auto* read = std::get_if<command::ReadCard>(&what))
        return make(read->device, DeviceClass::id_card_reader, wire::ask::ReadCard{});
    if (auto* verify = std::get_if<command::VerifyDocument>(&what))
        return make(verify->device, DeviceClass::document_verify,
                    wire::ask::Verify{std::move(verify->expected_name), verify->expected_case_number},
                    std::move(verify->document));
    if (auto* print = std::get_if<command::PrintPage>(&what))
        return make(print->device, DeviceClass::document_printer,
                    wire::ask::PrintPage{print->page, print->pages, print->job}, std::move(print->document));
    if (auto* recall = std::get_if<command::RecallPage>(&what))
        return make(recall->device, DeviceClass::document_printer, wire::ask::Recall{recall->job});
    if (auto* clear = std::get_if<command::ClearPrinter>(&what))
        return make(clear->device, DeviceClass::document_printer, wire::ask::Clear{});
    return std::nullopt;
}

bool moves_paper(const wire::Ask& ask) {
    return std::holds_alternative<wire::ask::PrintPage>(ask) ||
           std::holds_alternative<wire::ask::Recall>(ask) || std::holds_alternative<wire::ask::Clear>(ask);
}

Outcome outcome_unanswered(const wire::Ask& ask) {
    return moves_paper(ask) ? Outcome::unknown : Outcome::not_done;
}

std::optional<CommandResult> result_of(const wire::Ask& ask, wire::Give give) {
    if (std::holds_alternative<wire::ask::ReadCard>(ask)) {
        if (auto* card = std::get_if<wire::give::Card>(&give)) return result::CardRead{std::move(card->card)};
        return std::nullopt;
    }
    if (std::holds_alternative<wire::ask::Verify>(ask)) {
        if (auto* verified = std::get_if<wire::give::Verified>(&give))
            return result::DocumentVerified{verified->pages};
        return std::nullopt;
    }
    if (std::holds_alternative<wire::ask::PrintPage>(ask) || std::holds_alternative<wire::ask::Recall>(ask)) {
        if (auto* page = std::get_if<wire::give::Page>(&give))
            return result::PageResult{page->outcome, page->fault};
        return std::nullopt;
    }
    if (std::holds_alternative<wire::give::Nothing>(give)) return result::Done{};
    return std::nullopt;
}

bool needs_bulk(const wire::Ask& ask) {
    return std::holds_alternative<wire::ask::PrintPage>(ask) ||
           std::holds_alternative<wire::ask::Verify>(ask);
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
