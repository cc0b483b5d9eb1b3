// A visit under test: the shipped flow, driven input by input in virtual time, with the world's answers given
// by the test. Commands stay in `given` until the test answers them.
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "kiosk/flow/advance.h"
#include "screens/shared/sample.h"

namespace kiosk24::flow {

class Visit {
  public:
    // A terminal in service with SI01, its devices online, the platform reachable, nobody here.
    Visit();

    State state;
    std::vector<Command> given;  // not answered yet, oldest first
    // What the platform keeps of a form left in the middle; answered at once.
    std::optional<Draft> draft_at_platform;

    void wants(Intent intent);
    void happens(Event event);
    void passes(Milliseconds time);  // one tick at the end of it
    // The oldest open command of that kind; fails the test if there is none.
    template <typename T>
    Command open() {
        for (const auto& command : given) {
            if (std::holds_alternative<T>(command.what)) return command;
        }
        ADD_FAILURE() << "no such command is open at " << name_of(situation());
        return {};
    }
    template <typename T>
    bool has_open() const {
        for (const auto& command : given) {
            if (std::holds_alternative<T>(command.what)) return true;
        }
        return false;
    }
    // Answers it. What the journal would commit for that answer is committed.
    void answers(const Command& command, CommandResult result);
    template <typename T>
    void answers(CommandResult result) {
        answers(open<T>(), std::move(result));
    }
    Situation situation() const { return situation_of(state); }
    // Every ledger entry that was recorded or committed, in order.
    std::vector<LedgerEntry> ledger;
    int count(LedgerKind kind) const;

    // Shortcuts along SI01's walk; each stands on the one before.
    void to_home();
    void to_consent();
    void to_card();
    void lays_card(IdentityCard card);
    void to_form();
    void to_review();
    void to_submitting();
    void approved(int pages = 1);
    void verified(int pages = 1);  // document fetched and checked: the first page is on its way

  private:
    void step(Input input);
    Stamp stamp();
    std::uint8_t entropy_ = 0;
};

IdentityCard adult_card();
Decision decision(Verdict verdict, int pages = 0);

}  // namespace kiosk24::flow
