// Saying who one is with the code on one's telephone instead of a card.
#include "visit.h"

namespace kiosk24::flow {
namespace {

result::EidVerified holder(IdentityCard card) {
    return {{PersonalText("reference"), PersonalText("李测试")}, std::move(card)};
}

class EidVisit : public testing::Test {
  protected:
    void SetUp() override {
        visit.to_card();
        visit.wants(intent::UseMethod{IdentifyMethod::e_id});
    }
    void shows(const std::string& code) {
        visit.answers<command::ScanCode>(result::CodeRead{PersonalText(code), "QRCode"});
    }
    Visit visit;
};

TEST(Ways, TheCardIsWaitedForUnlessThePersonChoosesOtherwise) {
    Visit visit;
    visit.to_card();
    EXPECT_TRUE(visit.has_open<command::ReadCard>());
    EXPECT_FALSE(visit.has_open<command::ScanCode>()) << "nobody's code is read unasked";
}

TEST(Ways, WhereTheReaderIsBrokenTheCodeIsAskedForAtOnce) {
    Visit visit;
    for (auto& device : visit.state.devices) {
        if (device.slot.device_class == DeviceClass::id_card_reader)
            device.condition = {.state = DeviceState::offline, .fault = Fault::reader_offline, .detail = {}};
    }
    auto catalogue = std::make_shared<Catalogue>(*visit.state.catalogue);
    catalogue->matters[0].needs = {DeviceClass::document_printer};
    visit.state.catalogue = catalogue;
    visit.to_card();
    EXPECT_EQ(visit.situation(), Situation::lay_card);
    EXPECT_TRUE(visit.has_open<command::ScanCode>());
    // The reader comes back: who lays the card now must not wait in vain.
    for (const auto& device : visit.state.devices) {
        if (device.slot.device_class != DeviceClass::id_card_reader) continue;
        const auto id = device.slot.id;
        visit.happens(Event(event::DeviceChanged{id, {.state = DeviceState::online, .detail = {}}}));
        break;
    }
    EXPECT_EQ(visit.state.session->method, IdentifyMethod::id_card);
    EXPECT_TRUE(visit.has_open<command::ReadCard>());
}

TEST_F(EidVisit, AReaderThatComesBackDoesNotOverruleThePerson) {
    Condition away{.state = DeviceState::offline, .fault = Fault::reader_offline, .detail = {}};
    visit.happens(Event(event::DeviceChanged{"reader", away}));
    visit.happens(Event(event::DeviceChanged{"reader", {.state = DeviceState::online, .detail = {}}}));
    EXPECT_EQ(visit.state.session->method, IdentifyMethod::e_id) << "they chose it";
    EXPECT_TRUE(visit.has_open<command::ScanCode>());
}

TEST_F(EidVisit, AReaderThatOnlyTellsOfACardDoesNotTakeTheCodeAway) {
    const auto condition =
        Condition{.state = DeviceState::online, .media = MediaState::present, .detail = {}};
    for (auto& device : visit.state.devices) {
        if (device.slot.device_class == DeviceClass::id_card_reader) device.condition = condition;
    }
    visit.happens(Event(event::DeviceChanged{"reader", condition}));
    EXPECT_EQ(visit.state.session->method, IdentifyMethod::e_id);
}

TEST_F(EidVisit, ChoosingTheCodeStopsTheReaderAndBack) {
    EXPECT_TRUE(visit.has_open<command::ScanCode>());
    EXPECT_TRUE(visit.has_open<command::Cancel>());
    visit.wants(intent::UseMethod{IdentifyMethod::id_card});
    EXPECT_EQ(visit.state.session->method, IdentifyMethod::id_card);
    EXPECT_EQ(visit.situation(), Situation::lay_card);
}

TEST_F(EidVisit, ACodeLeadsToTheFormWithTheHoldersValues) {
    shows("eid:1");
    EXPECT_EQ(visit.situation(), Situation::reading);
    const auto asked = visit.open<command::VerifyEid>();
    EXPECT_EQ(std::get<command::VerifyEid>(asked.what).text.reveal(), "eid:1");
    visit.answers(asked, holder(adult_card()));
    EXPECT_EQ(std::get<command::FindCases>(visit.open<command::FindCases>().what).id_number,
              adult_card().number);
    visit.answers<command::FindCases>(result::CasesFound{});
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_FALSE(visit.has_open<command::ConfirmIdentity>()) << "the platform has confirmed it already";
    EXPECT_EQ(visit.count(LedgerKind::opened), 1);
    EXPECT_EQ(visit.state.session->form.front().value.reveal(), "李测试");
}

TEST_F(EidVisit, AUsedOrOldCodeIsAskedForAfresh) {
    shows("eid:used");
    visit.answers<command::VerifyEid>(result::Failed{Error(Code::server_refused)});
    EXPECT_EQ(visit.situation(), Situation::lay_card);
    EXPECT_EQ(visit.state.session->card_problem, "code_refused");
    EXPECT_TRUE(visit.has_open<command::ScanCode>());
}

TEST_F(EidVisit, ACodeThatIsNoneIsSaidSo) {
    visit.answers<command::ScanCode>(result::Failed{Error(Code::bad_input)});
    EXPECT_EQ(visit.state.session->card_problem, "code_garbled");
    EXPECT_TRUE(visit.has_open<command::ScanCode>());
}

TEST_F(EidVisit, AChildIsSentToAGuardianAndNothingIsKept) {
    shows("eid:1");
    auto card = adult_card();
    card.birth = Personal<Date>({2016, 1, 1});
    visit.answers<command::VerifyEid>(holder(card));
    EXPECT_EQ(visit.situation(), Situation::too_young);
    EXPECT_FALSE(visit.state.session->card);
    EXPECT_FALSE(visit.state.session->person);
    EXPECT_EQ(visit.count(LedgerKind::opened), 0);
}

TEST_F(EidVisit, APlatformThatDoesNotAnswerCanBeAskedAgainWithAFreshCode) {
    shows("eid:1");
    visit.answers<command::VerifyEid>(result::Failed{Error(Code::unreachable), Fault::platform_unreachable});
    EXPECT_EQ(visit.situation(), Situation::trouble);
    visit.wants(intent::TryAgain{});
    EXPECT_EQ(visit.situation(), Situation::lay_card);
    EXPECT_TRUE(visit.has_open<command::ScanCode>());
}

TEST_F(EidVisit, ABrokenScannerLeavesTheWayBackToTheCard) {
    visit.answers<command::ScanCode>(result::Failed{Error(Code::device_offline), Fault::scanner_offline});
    EXPECT_EQ(visit.situation(), Situation::trouble);
    EXPECT_EQ(visit.state.session->trouble->words, "scanner");
}

TEST_F(EidVisit, AWayThatTheMatterDoesNotTakeChangesNothing) {
    auto catalogue = std::make_shared<Catalogue>(*visit.state.catalogue);
    catalogue->matters[0].identify = {IdentifyMethod::e_id};
    visit.state.catalogue = catalogue;
    visit.wants(intent::UseMethod{IdentifyMethod::id_card});
    EXPECT_EQ(visit.state.session->method, IdentifyMethod::e_id);
}

}  // namespace
}  // namespace kiosk24::flow
