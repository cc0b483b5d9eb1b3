// The flow: what the terminal does next, given all it knows and one thing that happened. Pure: no clock,
// thread, file, random number or global; time and entropy come with the input. Called on the main thread, or
// by a simulator.
#pragma once

#include <vector>

#include "kiosk/model/event.h"
#include "kiosk/model/state.h"

namespace kiosk24::flow {

struct Advance {
    State state;
    std::vector<Command> commands;  // in the order they are to leave
};

// The terminal before anything happened: out of service until the journal and a catalogue are there.
State initial(Terminal terminal);
Advance advance(State state, const Input& input);
// When the flow next wants an event::Tick though nothing else happens; kNever if it can sleep.
Moment next_wake(const State& state);

}  // namespace kiosk24::flow
