#include "screens/out_of_service/out_of_service.h"

namespace kiosk24::screens::out_of_service {

namespace {

constexpr std::size_t kLongestNotice_bytes = 600;  // a language (kiosk/wire/hub_message.h)

}  // namespace

std::vector<Sample> samples() {
    State broken = sample_state(), starting = sample_state();
    broken.journal_fault = Fault::journal_failed;
    starting.journal_open = false;
    State closed = sample_state();
    closed.service_record.closed_for = "upkeep";
    State ordered = sample_state(), long_notice = sample_state();
    ordered.remote.orders.service = {true,
                                     {{{Language::zh_hans, "设备升级，预计今天 18:00 恢复。"},
                                       {Language::en, "Being upgraded. Back today at about 18:00."}}}};
    std::string chinese, english;
    while (chinese.size() < kLongestNotice_bytes - 60)
        chinese += "因大厅装修，本区暂停服务，请到二楼办事窗口。";
    while (english.size() < kLongestNotice_bytes - 60)
        english += "The hall is being rebuilt; please go to the second floor. ";
    long_notice.remote.orders.service = {true, {{{Language::zh_hans, chinese}, {Language::en, english}}}};
    return {{"out of service", broken},
            {"starting", starting},
            {"by order of the centre", ordered},
            {"by order, a long notice", long_notice},
            {"closed for upkeep", closed}};
}

}  // namespace kiosk24::screens::out_of_service
