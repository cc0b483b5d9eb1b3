// What is asked of the platform and what it answers, as values. The contract is
// hub/api/platform.openapi.yaml.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/model/case_file.h"
#include "kiosk/model/identity.h"
#include "kiosk/model/matter.h"

namespace kiosk24 {

struct FormValue {
    std::string field;
    PersonalText value;
    Source source = Source::platform;
    std::string source_name;  // "人口库", for the screen
    bool operator==(const FormValue&) const = default;
};

struct Prefill {
    std::vector<FormValue> values;  // field = the prefill key (FormField::from)
    bool operator==(const Prefill&) const = default;
};

struct ConsentRecord {
    std::string version;
    std::string text_sha256;  // hex, of the text as shown
    WallTime at;
    bool operator==(const ConsentRecord&) const = default;
};

struct Application {
    CaseId case_id;
    std::string key;  // Idempotency-Key
    std::string matter_id;
    int matter_version = 0;
    std::string matter_case;
    PersonalText person_reference;
    // Instead of the reference, where no platform could be asked who that is: the card, without its photo.
    std::optional<IdentityCard> applicant;
    std::vector<FormValue> form;
    ConsentRecord consent;
    Language language = Language::zh_hans;
    bool operator==(const Application&) const = default;
};

struct Decision {
    Verdict verdict = Verdict::none;  // pending: received, no decision yet
    std::string case_number;          // 办件编号, 43 characters
    std::string reason_code;
    LocalText reason;
    std::string deadline;  // ISO date, human decisions
    std::string pick_up_code;
    std::string document_id;  // empty if nothing is to be printed
    int pages = 0;
    bool operator==(const Decision&) const = default;
};

// A document's bytes, shared read-only between the session and the device room; wiped when the last owner
// lets go.
using DocumentBytes = std::shared_ptr<const Personal<Bytes>>;

struct CallBackRequest {
    std::string key;         // idempotency key
    PersonalText telephone;  // empty: "call the terminal's hall"
    std::string about;       // situation's name, matter id: not personal
    bool operator==(const CallBackRequest&) const = default;
};

}  // namespace kiosk24
