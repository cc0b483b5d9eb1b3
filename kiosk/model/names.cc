// The wire and log names of the model's enums and variants, each written once.
#include <algorithm>
#include <iterator>

#include "kiosk/model/application.h"
#include "kiosk/model/event.h"
#include "kiosk/model/state.h"

namespace kiosk24 {
namespace {

template <typename E>
struct Named {
    E value;
    std::string_view name;
};
template <typename E, std::size_t N>
std::string_view find_name(const Named<E> (&table)[N], E value) {
    const auto found =
        std::find_if(std::begin(table), std::end(table), [&](auto& row) { return row.value == value; });
    return found == std::end(table) ? std::string_view("unknown") : found->name;
}
template <typename E, std::size_t N>
std::optional<E> find_value(const Named<E> (&table)[N], std::string_view name) {
    const auto found =
        std::find_if(std::begin(table), std::end(table), [&](auto& row) { return row.name == name; });
    return found == std::end(table) ? std::nullopt : std::optional<E>(found->value);
}

constexpr Named<Language> kLanguageTags[] = {{Language::zh_hans, "zh-Hans"}, {Language::en, "en"}};
constexpr Named<DeviceClass> kDeviceClasses[] = {{DeviceClass::id_card_reader, "id_card_reader"},
                                                 {DeviceClass::document_printer, "document_printer"},
                                                 {DeviceClass::document_verify, "document_verify"},
                                                 {DeviceClass::face_camera, "face_camera"},
                                                 {DeviceClass::code_reader, "code_reader"},
                                                 {DeviceClass::receipt_printer, "receipt_printer"},
                                                 {DeviceClass::document_composer, "document_composer"},
                                                 {DeviceClass::face_matcher, "face_matcher"}};
constexpr Named<DeviceState> kDeviceStates[] = {{DeviceState::online, "online"},
                                                {DeviceState::offline, "offline"},
                                                {DeviceState::power_off, "powerOff"},
                                                {DeviceState::no_device, "noDevice"},
                                                {DeviceState::hardware_error, "hardwareError"},
                                                {DeviceState::user_error, "userError"},
                                                {DeviceState::device_busy, "deviceBusy"},
                                                {DeviceState::starting, "starting"}};
constexpr Named<SupplyState> kSupplyStates[] = {{SupplyState::unknown, "unknown"},
                                                {SupplyState::full, "full"},
                                                {SupplyState::low, "low"},
                                                {SupplyState::out, "out"},
                                                {SupplyState::jammed, "jammed"}};
constexpr Named<MediaState> kMediaStates[] = {{MediaState::unknown, "unknown"},
                                              {MediaState::present, "present"},
                                              {MediaState::not_present, "notPresent"},
                                              {MediaState::jammed, "jammed"},
                                              {MediaState::entering, "entering"}};
constexpr Named<Outcome> kOutcomes[] = {
    {Outcome::done, "done"}, {Outcome::not_done, "not_done"}, {Outcome::unknown, "unknown"}};
constexpr Named<FaultAction> kFaultActions[] = {{FaultAction::none, "none"},
                                                {FaultAction::reset, "reset"},
                                                {FaultAction::clear, "clear"},
                                                {FaultAction::maintenance, "maintenance"},
                                                {FaultAction::configuration, "configuration"}};
constexpr Named<Severity> kSeverities[] = {{Severity::info, "info"},
                                           {Severity::warning, "warning"},
                                           {Severity::error, "error"},
                                           {Severity::critical, "critical"}};
constexpr Named<CardKind> kCardKinds[] = {{CardKind::resident, "resident"},
                                          {CardKind::hk_mo_tw_permit, "hk_mo_tw_permit"},
                                          {CardKind::foreigner_2017, "foreigner_2017"},
                                          {CardKind::foreigner_2023, "foreigner_2023"}};
constexpr Named<StepKind> kStepKinds[] = {
    {StepKind::consent, "consent"}, {StepKind::identify, "identify"}, {StepKind::form, "form"},
    {StepKind::review, "review"},   {StepKind::submit, "submit"},     {StepKind::print, "print"},
    {StepKind::finish, "finish"},   {StepKind::face, "face"},         {StepKind::read, "read"},
    {StepKind::query, "query"},     {StepKind::cases, "cases"}};
constexpr Named<FieldKind> kFieldKinds[] = {{FieldKind::text, "text"},
                                            {FieldKind::date, "date"},
                                            {FieldKind::choice, "choice"},
                                            {FieldKind::number, "number"},
                                            {FieldKind::phone, "phone"},
                                            {FieldKind::bank_card, "bank_card"},
                                            {FieldKind::credit_code, "credit_code"}};
constexpr Named<Source> kSources[] = {{Source::card, "card"},
                                      {Source::platform, "platform"},
                                      {Source::licence, "licence"},
                                      {Source::citizen, "citizen"}};
constexpr Named<DecisionKind> kDecisionKinds[] = {{DecisionKind::instant, "instant"},
                                                  {DecisionKind::human, "human"},
                                                  {DecisionKind::hand_over, "hand_over"}};
constexpr Named<OutputKind> kOutputKinds[] = {{OutputKind::print, "print"},
                                              {OutputKind::receipt, "receipt"},
                                              {OutputKind::licence, "licence"},
                                              {OutputKind::post, "post"},
                                              {OutputKind::pick_up, "pick_up"}};
constexpr Named<IdentifyMethod> kIdentifyMethods[] = {{IdentifyMethod::id_card, "id_card"},
                                                      {IdentifyMethod::e_id, "e_id"}};
constexpr Named<FaceHint> kFaceHints[] = {
    {FaceHint::look_here, "look_here"},   {FaceHint::one_only, "one_only"},
    {FaceHint::closer, "closer"},         {FaceHint::farther, "farther"},
    {FaceHint::to_middle, "to_middle"},   {FaceHint::too_dark, "too_dark"},
    {FaceHint::too_bright, "too_bright"}, {FaceHint::hold_still, "hold_still"}};
constexpr Named<FaceDecision> kFaceDecisions[] = {{FaceDecision::same, "same"},
                                                  {FaceDecision::different, "different"}};
constexpr Named<FaceStanding> kFaceStandings[] = {{FaceStanding::none, "none"},
                                                  {FaceStanding::same, "same"},
                                                  {FaceStanding::different, "different"},
                                                  {FaceStanding::without, "without"}};
constexpr Named<GuideKind> kGuideKinds[] = {{GuideKind::matter, "matter"}, {GuideKind::policy, "policy"}};
constexpr Named<LedgerKind> kLedgerKinds[] = {{LedgerKind::opened, "opened"},
                                              {LedgerKind::consented, "consented"},
                                              {LedgerKind::key_minted, "key_minted"},
                                              {LedgerKind::sent, "sent"},
                                              {LedgerKind::queued, "queued"},
                                              {LedgerKind::answered, "answered"},
                                              {LedgerKind::absent, "absent"},
                                              {LedgerKind::document_received, "document_received"},
                                              {LedgerKind::document_refused, "document_refused"},
                                              {LedgerKind::page_sent, "page_sent"},
                                              {LedgerKind::page_fed, "page_fed"},
                                              {LedgerKind::page_not_fed, "page_not_fed"},
                                              {LedgerKind::page_unknown, "page_unknown"},
                                              {LedgerKind::page_destroyed, "page_destroyed"},
                                              {LedgerKind::presented, "presented"},
                                              {LedgerKind::taken, "taken"},
                                              {LedgerKind::not_received, "not_received"},
                                              {LedgerKind::told, "told"},
                                              {LedgerKind::closed, "closed"},
                                              {LedgerKind::call_back_requested, "call_back_requested"},
                                              {LedgerKind::call_back_accepted, "call_back_accepted"},
                                              {LedgerKind::receipt_sent, "receipt_sent"},
                                              {LedgerKind::receipt_printed, "receipt_printed"},
                                              {LedgerKind::receipt_not_printed, "receipt_not_printed"},
                                              {LedgerKind::receipt_unknown, "receipt_unknown"},
                                              {LedgerKind::rated, "rated"},
                                              {LedgerKind::rating_accepted, "rating_accepted"},
                                              {LedgerKind::ticket, "ticket"},
                                              {LedgerKind::hub_command, "hub_command"},
                                              {LedgerKind::draft_kept, "draft_kept"},
                                              {LedgerKind::draft_erased, "draft_erased"},
                                              {LedgerKind::face_consented, "face_consented"},
                                              {LedgerKind::face_compared, "face_compared"},
                                              {LedgerKind::service_pin_tried, "service_pin_tried"},
                                              {LedgerKind::service_entered, "service_entered"},
                                              {LedgerKind::service_left, "service_left"},
                                              {LedgerKind::service_tested, "service_tested"},
                                              {LedgerKind::service_refilled, "service_refilled"},
                                              {LedgerKind::service_reset, "service_reset"},
                                              {LedgerKind::service_closed, "service_closed"},
                                              {LedgerKind::service_reopened, "service_reopened"}};
constexpr Named<ScreenCorner> kScreenCorners[] = {{ScreenCorner::top_left, "top_left"},
                                                  {ScreenCorner::top_right, "top_right"},
                                                  {ScreenCorner::bottom_left, "bottom_left"},
                                                  {ScreenCorner::bottom_right, "bottom_right"}};
constexpr Named<TestState> kTestStates[] = {{TestState::none, "none"},
                                            {TestState::running, "running"},
                                            {TestState::done, "done"},
                                            {TestState::failed, "failed"},
                                            {TestState::unknown, "unknown"}};
constexpr Named<Verdict> kVerdicts[] = {{Verdict::none, "none"},
                                        {Verdict::approved, "approved"},
                                        {Verdict::human, "human"},
                                        {Verdict::refused, "refused"},
                                        {Verdict::pending, "pending"}};
constexpr Named<StripLineKind> kStripLineKinds[] = {
    {StripLineKind::title, "title"}, {StripLineKind::heading, "heading"}, {StripLineKind::row, "row"},
    {StripLineKind::code, "code"},   {StripLineKind::text, "text"},       {StripLineKind::note, "note"},
    {StripLineKind::rule, "rule"},   {StripLineKind::gap, "gap"},         {StripLineKind::qr, "qr"}};
constexpr Named<Situation> kSituations[] = {
#define SITUATION(name) {Situation::name, #name},
#include "kiosk/model/situations.def"
#undef SITUATION
};

// In the order of the variants.
constexpr std::string_view kIntentNames[] = {"touched",
                                             "wake",
                                             "go_home",
                                             "go_back",
                                             "choose_language",
                                             "choose_text_size",
                                             "open_help",
                                             "close_help",
                                             "request_call_back",
                                             "open_group",
                                             "edit",
                                             "open_matter",
                                             "choose_case",
                                             "start_matter",
                                             "agree",
                                             "decline",
                                             "confirm_form",
                                             "submit",
                                             "try_again",
                                             "continue_earlier_case",
                                             "dismiss_earlier_case",
                                             "answer_page_outcome",
                                             "leave_without_paper",
                                             "paper_taken",
                                             "paper_not_received",
                                             "still_here",
                                             "end_session",
                                             "open_field",
                                             "rate",
                                             "agree_face",
                                             "without_face",
                                             "use_method",
                                             "print_receipt",
                                             "service_corner",
                                             "service_pin",
                                             "service_check_pin",
                                             "service_open_device",
                                             "service_open_book",
                                             "service_open_closing",
                                             "service_test",
                                             "service_refilled",
                                             "service_reset",
                                             "service_close",
                                             "service_reopen",
                                             "service_leave",
                                             "open_guide",
                                             "print_guide",
                                             "ask_by_card",
                                             "ask_by_number",
                                             "open_case",
                                             "print_again",
                                             "scan_into",
                                             "pause_form",
                                             "resume_draft",
                                             "discard_draft"};
static_assert(std::size(kIntentNames) == std::variant_size_v<Intent>);
constexpr std::string_view kWhatNames[] = {
    "read_card",         "verify_document", "print_page",         "recall_page",
    "clear_printer",     "cancel",          "forget_personal",    "fetch_catalogue",
    "confirm_identity",  "fetch_prefill",   "submit_application", "ask_decision",
    "settle_submission", "fetch_document",  "request_call_back",  "record_only",
    "find_cases",        "rate_service",    "scan_code",          "capture_face",
    "match_face",        "verify_eid",      "compose_receipt",    "print_receipt",
    "test_read",         "reset_driver",    "check_service_pin",  "read_book",
    "fetch_guides",      "fetch_guide",     "ask_cases",          "find_draft",
    "put_draft",         "delete_draft",    "queue_application",  "keep_draft"};
static_assert(std::size(kWhatNames) == std::variant_size_v<What>);
constexpr Room kRooms[] = {
    Room::device, Room::device, Room::device,  Room::device,  Room::device,  Room::device,
    Room::device, Room::net,    Room::net,     Room::net,     Room::net,     Room::net,
    Room::net,    Room::net,    Room::net,     Room::journal, Room::journal, Room::net,
    Room::device, Room::device, Room::net,     Room::net,     Room::device,  Room::device,
    Room::device, Room::device, Room::journal, Room::journal, Room::net,     Room::net,
    Room::net,    Room::net,    Room::net,     Room::net,     Room::journal, Room::journal};
static_assert(std::size(kRooms) == std::variant_size_v<What>);
constexpr std::string_view kResultNames[] = {"done",
                                             "card_read",
                                             "document_verified",
                                             "page_result",
                                             "catalogue_fetched",
                                             "identity_confirmed",
                                             "prefilled",
                                             "decided",
                                             "absent",
                                             "document_fetched",
                                             "cases_found",
                                             "failed",
                                             "code_read",
                                             "face_captured",
                                             "face_matched",
                                             "eid_verified",
                                             "receipt_composed",
                                             "read_tested",
                                             "service_pin_checked",
                                             "book_read",
                                             "guides_fetched",
                                             "guide_fetched",
                                             "cases_told",
                                             "draft_found"};
static_assert(std::size(kResultNames) == std::variant_size_v<CommandResult>);
constexpr std::string_view kEventNames[] = {"started",        "tick",           "catalogue_ready",
                                            "device_changed", "device_greeted", "platform_changed",
                                            "journal_failed", "completed",      "hub_command_arrived",
                                            "hub_changed",    "ledger_grew",    "face_hinted"};
static_assert(std::size(kEventNames) == std::variant_size_v<Event>);

}  // namespace

std::string_view tag_of(Language language) {
    return find_name(kLanguageTags, language);
}
std::optional<Language> language_tagged(std::string_view tag) {
    return find_value(kLanguageTags, tag);
}
std::string_view name_of(DeviceClass value) {
    return find_name(kDeviceClasses, value);
}
std::optional<DeviceClass> device_class_named(std::string_view name) {
    return find_value(kDeviceClasses, name);
}
std::string_view name_of(DeviceState value) {
    return find_name(kDeviceStates, value);
}
std::optional<DeviceState> device_state_named(std::string_view name) {
    return find_value(kDeviceStates, name);
}
std::string_view name_of(SupplyState value) {
    return find_name(kSupplyStates, value);
}
std::optional<SupplyState> supply_state_named(std::string_view name) {
    return find_value(kSupplyStates, name);
}
std::string_view name_of(MediaState value) {
    return find_name(kMediaStates, value);
}
std::optional<MediaState> media_state_named(std::string_view name) {
    return find_value(kMediaStates, name);
}
std::string_view name_of(Outcome value) {
    return find_name(kOutcomes, value);
}
std::optional<Outcome> outcome_named(std::string_view name) {
    return find_value(kOutcomes, name);
}
std::string_view name_of(FaultAction value) {
    return find_name(kFaultActions, value);
}
std::string_view name_of(Severity value) {
    return find_name(kSeverities, value);
}
std::string_view name_of(CardKind value) {
    return find_name(kCardKinds, value);
}
std::string_view name_of(StepKind value) {
    return find_name(kStepKinds, value);
}
std::optional<StepKind> step_kind_named(std::string_view name) {
    return find_value(kStepKinds, name);
}
std::string_view name_of(FieldKind value) {
    return find_name(kFieldKinds, value);
}
std::optional<FieldKind> field_kind_named(std::string_view name) {
    return find_value(kFieldKinds, name);
}
std::string_view name_of(Source value) {
    return find_name(kSources, value);
}
std::optional<Source> source_named(std::string_view name) {
    return find_value(kSources, name);
}
std::string_view name_of(DecisionKind value) {
    return find_name(kDecisionKinds, value);
}
std::optional<DecisionKind> decision_kind_named(std::string_view name) {
    return find_value(kDecisionKinds, name);
}
std::string_view name_of(OutputKind value) {
    return find_name(kOutputKinds, value);
}
std::optional<OutputKind> output_kind_named(std::string_view name) {
    return find_value(kOutputKinds, name);
}
std::string_view name_of(IdentifyMethod value) {
    return find_name(kIdentifyMethods, value);
}
std::optional<IdentifyMethod> identify_method_named(std::string_view name) {
    return find_value(kIdentifyMethods, name);
}
std::string_view name_of(FaceHint value) {
    return find_name(kFaceHints, value);
}
std::optional<FaceHint> face_hint_named(std::string_view name) {
    return find_value(kFaceHints, name);
}
std::string_view name_of(FaceDecision value) {
    return find_name(kFaceDecisions, value);
}
std::optional<FaceDecision> face_decision_named(std::string_view name) {
    return find_value(kFaceDecisions, name);
}
std::string_view name_of(FaceStanding value) {
    return find_name(kFaceStandings, value);
}
std::string_view name_of(GuideKind value) {
    return find_name(kGuideKinds, value);
}
std::optional<GuideKind> guide_kind_named(std::string_view name) {
    return find_value(kGuideKinds, name);
}
std::string_view name_of(LedgerKind value) {
    return find_name(kLedgerKinds, value);
}
std::optional<LedgerKind> ledger_kind_named(std::string_view name) {
    return find_value(kLedgerKinds, name);
}
std::string_view name_of(ScreenCorner value) {
    return find_name(kScreenCorners, value);
}
std::optional<ScreenCorner> screen_corner_named(std::string_view name) {
    return find_value(kScreenCorners, name);
}
std::string_view name_of(TestState value) {
    return find_name(kTestStates, value);
}
std::string_view name_of(Verdict value) {
    return find_name(kVerdicts, value);
}
std::optional<Verdict> verdict_named(std::string_view name) {
    return find_value(kVerdicts, name);
}
std::string_view name_of(StripLineKind value) {
    return find_name(kStripLineKinds, value);
}
std::optional<StripLineKind> strip_line_kind_named(std::string_view name) {
    return find_value(kStripLineKinds, name);
}
std::string_view name_of(Situation value) {
    return find_name(kSituations, value);
}
std::optional<Situation> situation_named(std::string_view name) {
    return find_value(kSituations, name);
}

std::string_view name_of(const Intent& intent) {
    return kIntentNames[intent.index()];
}
std::string_view name_of(const What& what) {
    return kWhatNames[what.index()];
}
Room room_of(const What& what) {
    const auto* match = std::get_if<command::MatchFace>(&what);
    return match != nullptr && !match->device.empty() ? Room::device : kRooms[what.index()];
}
std::string_view name_of(const CommandResult& result) {
    return kResultNames[result.index()];
}
std::string_view name_of(const Event& event) {
    return kEventNames[event.index()];
}

}  // namespace kiosk24
