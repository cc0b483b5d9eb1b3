// The application's, the draft's, the call-back's and the rating's JSON, which the platform and the outbox
// share (the outbox adds the key). For the .cc files of this room only.
#pragma once

#include "kiosk/model/application.h"
#include "kiosk/model/draft.h"
#include "kiosk/model/rating.h"
#include "kiosk/wire/json_shapes.h"

namespace kiosk24::wire {

Json json_of(const std::vector<FormValue>& values);
std::vector<FormValue> read_form_values(const JsonNode& node);

Json json_of(const Application& application);
Application read_application(const JsonNode& node);  // all but the key

Json json_of(const Draft& draft);
Draft read_draft(const JsonNode& node);  // all but the key

Json json_of(const CallBackRequest& request);
CallBackRequest read_call_back(const JsonNode& node);  // all but the key

Json json_of(const Rating& rating);
Rating read_rating(const JsonNode& node);  // all but the key

}  // namespace kiosk24::wire
