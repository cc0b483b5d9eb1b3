// How the sandbox misbehaves on purpose. One line of words each, on the control socket or as --switch at the
// start:
//   slow OPERATION MS              applied at once, answered late; 0 ends it
//   fail OPERATION STATUS [COUNT]  not applied, answered with a problem; without COUNT until reset
//   retry-after OPERATION SECONDS [COUNT]   not applied, 503 with Retry-After
//   hang [OPERATION]               read, not applied, never answered; without OPERATION all of them
//   drop-request OPERATION COUNT   read, not applied, the connection closed
//   drop-reply OPERATION COUNT     applied, then the connection closed without a byte: the lost reply
//   garbage|huge|not-utf8|missing|wrong-type OPERATION      applied; the reply's body is not JSON, 40 MiB,
//   not
//                                  UTF-8, an object without members, a list
//   lie document-name|document-number|document-signature    in documents drawn from now on
//   lie catalogue-signature
//   pending MS                     submissions are answered 202 and decided MS later; 0 ends it
//   reset                          as if nothing had been said
// OPERATION: catalogue identity prefill licences submit ask settle case_query guides guide document rating
// call_back e_id face draft_put draft_delete draft_query health
//
// `absent`, `back`, `book`, `reload-catalogue` and `switches` are control lines too; see control.h.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "hub/sandbox/exchange.h"

namespace kiosk24::sandbox {

enum class Operation {
    catalogue,
    identity,
    prefill,
    licences,
    submit,
    ask,
    settle,
    case_query,
    guides,
    guide,
    document,
    rating,
    call_back,
    e_id,
    face,
    draft_put,
    draft_delete,
    draft_query,
    health
};
std::string_view name_of(Operation operation);
std::optional<Operation> operation_named(std::string_view name);

enum class Spoiling { none, garbage, huge, not_utf8, missing, wrong_type };
enum class Lie { document_name, document_number, document_signature, catalogue_signature };

class Switches {
  public:
    // bad_input with what is wrong about the line.
    Status obey(std::string_view line);

    // What happens to a request of that operation instead of being applied, if anything. Counts it.
    std::optional<Answer> instead_of(Operation operation);
    // The answer as it leaves. Counts it.
    Answer spoiled(Operation operation, Reply reply);
    bool tells(Lie lie) const { return lies_.count(lie) > 0; }
    Milliseconds pending_for() const { return pending_; }

  private:
    struct Setting {
        Milliseconds slow{0};
        int fail_status = 0, fail_left = 0, retry_after_s = 0;  // left < 0: until reset
        bool hangs = false;
        int requests_to_drop = 0, replies_to_drop = 0;
        Spoiling spoiling = Spoiling::none;
    };
    Status obey_about(Setting& setting, std::string_view verb, const std::vector<int>& numbers);

    std::map<Operation, Setting> settings_;
    std::set<Lie> lies_;
    Milliseconds pending_{0};
};

}  // namespace kiosk24::sandbox
