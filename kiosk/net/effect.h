// What goes into the machine and what comes out of it.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/log.h"
#include "kiosk/model/command.h"
#include "kiosk/model/event.h"
#include "kiosk/net/http.h"

namespace kiosk24::net {

// A catalogue as it came: its signature, its sense and its search keys are the workshop's business. The
// workshop completes the command `id` with CatalogueFetched or Failed (catalogue_refused).
struct CatalogueArrived {
    CommandId id = 0;
    CaseId case_id;
    Bytes bytes;  // a signed envelope (wire/envelope.h)
    std::string etag;
};

namespace input {
struct Begin {};  // first of all
struct Release {
    Command command;
};
struct Wake {};  // next_wake() has come
struct Stop {};  // complete everything as cancelled
}  // namespace input
using Input = std::variant<input::Begin, input::Release, HttpReply, HttpFailure, input::Wake, input::Stop>;

namespace output {
struct Abandon {  // the answer to this request is no longer wanted
    RequestId id = 0;
};
struct LogLine {
    log::Level level = log::Level::info;
    std::string text;
};
}  // namespace output
using Output = std::variant<HttpRequest, output::Abandon, output::LogLine, CatalogueArrived,
                            event::PlatformChanged, Completed>;
using Outputs = std::vector<Output>;

}  // namespace kiosk24::net
