// A visit of the field maintainer under test: the corners, the PIN, and what the ledger keeps of it.
#pragma once

#include <initializer_list>
#include <string>

#include "visit.h"

namespace kiosk24::flow {

class Maintenance : public Visit {
  public:
    Maintenance() {
        state.terminal.service.is_offered = true;
        state.test_page = std::make_shared<const Personal<Bytes>>(Bytes{'%', 'P', 'D', 'F'});
    }
    void touches(std::initializer_list<ScreenCorner> corners) {
        for (const auto corner : corners)
            wants(intent::ServiceCorner{corner});
    }
    void knocks() {
        using enum ScreenCorner;
        touches({top_left, top_right, bottom_left, bottom_right, top_left});
    }
    void tries(bool is_right) {
        wants(intent::ServicePin{PersonalText("240024")});
        wants(intent::ServiceCheckPin{});
        answers<command::CheckServicePin>(result::ServicePinChecked{is_right});
    }
    void enters() {
        knocks();
        tries(true);
        ASSERT_EQ(situation(), Situation::service_overview);
    }
    void to_device(const std::string& id) {
        enters();
        wants(intent::ServiceOpenDevice{id});
        ASSERT_EQ(situation(), Situation::service_device);
    }
    // The terminal as it comes up again with what the ledger kept.
    void restarts(Milliseconds off = {}) {
        const auto record = kept();
        Visit fresh;
        fresh.state.terminal = state.terminal;
        fresh.state.last.wall.unix_ms = state.last.wall.unix_ms + off.count();
        state = fresh.state;
        given.clear();
        happens(Event(event::Started{.boot = 2, .open_cases = {}, .remote = {}, .service = record}));
    }
    ServiceRecord kept() const {
        ServiceRecord record;
        for (const auto& entry : ledger)
            record = fold(std::move(record), entry);
        return record;
    }
    const LedgerEntry* last(LedgerKind kind) const {
        const LedgerEntry* found = nullptr;
        for (const auto& entry : ledger)
            if (entry.kind == kind) found = &entry;
        return found;
    }
};

}  // namespace kiosk24::flow
