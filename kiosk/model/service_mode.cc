#include "kiosk/model/service_mode.h"

#include <algorithm>

namespace kiosk24 {
namespace {

void count_page(ServiceRecord& record, std::string_view device_class) {
    constexpr int kMostPages = 10'000'000;
    auto& supply = record.supplies[std::string(device_class)];
    supply.pages = std::min(supply.pages + 1, kMostPages);
}

}  // namespace

Milliseconds lock_after(const ServiceRules& rules, int wrong_pins) {
    if (wrong_pins < rules.free_tries) return Milliseconds{0};
    Milliseconds lock = rules.first_lock;
    for (int tries = rules.free_tries; tries < wrong_pins && lock < rules.longest_lock; ++tries)
        lock *= 2;
    return std::min(lock, rules.longest_lock);
}

TestKind test_of(DeviceClass device_class) {
    switch (device_class) {
        case DeviceClass::id_card_reader:
        case DeviceClass::code_reader:
            return TestKind::read;
        case DeviceClass::document_printer:
        case DeviceClass::receipt_printer:
            return TestKind::page;
        default:
            return TestKind::none;
    }
}

bool takes_paper(DeviceClass device_class) {
    return name_of(device_class).ends_with("_printer");
}

bool tells_of_service(LedgerKind kind) {
    switch (kind) {
        case LedgerKind::page_fed:
        case LedgerKind::receipt_printed:
        case LedgerKind::service_pin_tried:
        case LedgerKind::service_entered:
        case LedgerKind::service_tested:
        case LedgerKind::service_refilled:
        case LedgerKind::service_closed:
        case LedgerKind::service_reopened:
            return true;
        default:
            return false;
    }
}

ServiceRecord fold(ServiceRecord record, const LedgerEntry& entry) {
    switch (entry.kind) {
        case LedgerKind::page_fed:
            count_page(record, name_of(DeviceClass::document_printer));
            break;
        case LedgerKind::receipt_printed:
            count_page(record, name_of(DeviceClass::receipt_printer));
            break;
        case LedgerKind::service_pin_tried:
            ++record.wrong_pins;
            record.last_try_at = entry.at;
            break;
        case LedgerKind::service_entered:
            record.wrong_pins = 0;
            break;
        case LedgerKind::service_tested:
            if (entry.fact("test") == "page" && entry.fact("result") == "done")
                count_page(record, entry.fact("class"));
            break;
        case LedgerKind::service_refilled:
            record.supplies[entry.fact("class")] = {.pages = 0, .refilled_at = entry.at};
            break;
        case LedgerKind::service_closed:
            record.closed_for = entry.fact("reason");
            record.closed_at = entry.at;
            break;
        case LedgerKind::service_reopened:
            record.closed_for.clear();
            break;
        default:
            break;
    }
    return record;
}

}  // namespace kiosk24
