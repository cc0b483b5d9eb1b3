// What goes into the machine and what comes out of it.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/grey_picture.h"
#include "kiosk/base/log.h"
#include "kiosk/model/command.h"
#include "kiosk/model/event.h"

namespace kiosk24::device {

using DriverIndex = std::size_t;  // place in the list of drivers

enum class Wholeness { whole, cut_off };  // cut_off: longer than wire::kLongestMessage_bytes

namespace input {
struct Begin {};  // first of all: start the drivers
struct Release {
    Command command;
};
struct Received {  // one message of a driver
    DriverIndex driver = 0;
    std::string bytes;
    std::size_t descriptors = 0;  // that came with it; already closed
    Wholeness wholeness = Wholeness::whole;
    DocumentBytes bulk = {};  // what the one descriptor held, if it was sealed as the contract says
};
struct Exited {  // the process is gone and reaped
    DriverIndex driver = 0;
    std::string how;  // "exit status 3", "signal 11"
};
struct StartFailed {  // there is no process
    DriverIndex driver = 0;
    std::string why;
};
struct SendFailed {  // queue full or connection broken
    DriverIndex driver = 0;
    std::string why;
};
struct HungUp {  // it has closed its connection: it is dying, or it misbehaves
    DriverIndex driver = 0;
};
struct Unconfined {  // kiosk24-launch could not set this
    DriverIndex driver = 0;
    std::string what;
};
struct Reset {  // a person asks for another try of a driver that is out of service
    std::string device;
};
struct Wake {};  // next_wake() has come
struct Stop {};  // end everything
}  // namespace input
using Input =
    std::variant<input::Begin, input::Release, input::Received, input::Exited, input::StartFailed,
                 input::SendFailed, input::HungUp, input::Unconfined, input::Reset, input::Wake, input::Stop>;

namespace output {
struct StartProcess {
    DriverIndex driver = 0;
};
struct SendMessage {
    DriverIndex driver = 0;
    std::string bytes;   // may hold personal data: wiped after sending
    DocumentBytes bulk;  // goes along as a sealed memfd; null: none
};
// let_go: its connection is closed, a good driver ends by itself. now: it is killed with everything it
// started.
enum class KillHow { let_go, now };
struct Kill {
    DriverIndex driver = 0;
    KillHow how = KillHow::now;
};
struct LogLine {
    log::Level level = log::Level::info;
    std::string text;
};
struct Preview {  // newest wins; empty: the preview is over
    GreyPicture picture;
};
}  // namespace output
using Output =
    std::variant<output::StartProcess, output::SendMessage, output::Kill, output::LogLine, output::Preview,
                 event::DeviceChanged, event::DeviceGreeted, event::FaceHinted, Completed>;
using Outputs = std::vector<Output>;

}  // namespace kiosk24::device
