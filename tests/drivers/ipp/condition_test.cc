#include "drivers/ipp/condition.h"

#include <gtest/gtest.h>

namespace kiosk24::drivers::ipp {
namespace {

Condition condition_of(std::vector<std::string> reasons) {
    PrinterFacts facts;
    facts.state = PrinterState::idle;
    facts.reasons = std::move(reasons);
    return read_condition(facts).condition;
}

TEST(IppCondition, APrinterWithoutReasonsIsOnlineAndUsable) {
    const auto condition = condition_of({"none"});
    EXPECT_EQ(condition.state, DeviceState::online);
    EXPECT_EQ(condition.fault, Fault::none);
    EXPECT_EQ(condition.paper, SupplyState::full);
    EXPECT_TRUE(is_usable(condition));
}

TEST(IppCondition, AReasonMeansTheSameWithEverySeveritySuffix) {
    for (const std::string suffix : {"", "-report", "-warning", "-error"}) {
        EXPECT_EQ(condition_of({"media-empty" + suffix}).fault, Fault::printer_paper_out) << suffix;
        EXPECT_EQ(condition_of({"media-empty" + suffix}).paper, SupplyState::out) << suffix;
        EXPECT_EQ(condition_of({"toner-low" + suffix}).fault, Fault::printer_toner_low) << suffix;
    }
}

TEST(IppCondition, EveryReasonOfTheFieldHasItsFault) {
    const std::vector<std::pair<std::string, Fault>> expected = {
        {"media-needed", Fault::printer_paper_out},
        {"media-jam-error", Fault::printer_jammed},
        {"media-low", Fault::printer_paper_low},
        {"toner-empty", Fault::printer_toner_out},
        {"cover-open", Fault::printer_cover_open},
        {"door-open", Fault::printer_cover_open},
        {"interlock-open", Fault::printer_cover_open},
        {"input-tray-missing", Fault::printer_tray_missing},
        {"output-area-full", Fault::printer_output_full},
        {"marker-supply-low", Fault::printer_toner_low},
        {"marker-supply-empty", Fault::printer_toner_out},
        {"marker-waste-full", Fault::printer_waste_full},
        {"connecting-to-device", Fault::printer_offline},
        {"timed-out", Fault::printer_offline},
        {"spool-area-full", Fault::printer_paused},
        {"paused", Fault::printer_paused},
        {"shutdown", Fault::printer_offline}};
    for (const auto& [reason, fault] : expected)
        EXPECT_EQ(condition_of({reason}).fault, fault) << reason;
}

TEST(IppCondition, OfSeveralFaultsTheOneThatStopsThePaperIsTold) {
    EXPECT_EQ(condition_of({"toner-low-warning", "media-jam-warning", "media-empty"}).fault,
              Fault::printer_jammed);
    const auto condition = condition_of({"media-low-report", "toner-empty-error"});
    EXPECT_EQ(condition.fault, Fault::printer_toner_out);
    EXPECT_EQ(condition.paper, SupplyState::low);
    EXPECT_EQ(condition.toner, SupplyState::out);
    EXPECT_EQ(condition.detail, "media-low-report,toner-empty-error");
}

TEST(IppCondition, AnUnknownReasonIsAFaultOnlyAsAnErrorAndIsListed) {
    PrinterFacts facts;
    facts.state = PrinterState::idle;
    facts.reasons = {"flux-capacitor-warning", "hibernate-report"};
    auto reading = read_condition(facts);
    EXPECT_EQ(reading.condition.fault, Fault::none);
    EXPECT_EQ(reading.unknown_reasons, std::vector<std::string>{"flux-capacitor-warning"});
    facts.reasons = {"flux-capacitor-error"};
    reading = read_condition(facts);
    EXPECT_EQ(reading.condition.fault, Fault::printer_unclassified);
    EXPECT_EQ(reading.condition.state, DeviceState::hardware_error);
}

TEST(IppCondition, AStoppedPrinterThatDoesNotSayWhyIsPaused) {
    PrinterFacts facts;
    facts.state = PrinterState::stopped;
    EXPECT_EQ(read_condition(facts).condition.fault, Fault::printer_paused);
    facts.reasons = {"media-jam-error"};
    EXPECT_EQ(read_condition(facts).condition.fault, Fault::printer_jammed);
}

TEST(IppCondition, APrinterThatTakesNoJobsRefuses) {
    PrinterFacts facts;
    facts.state = PrinterState::idle;
    facts.is_accepting_jobs = false;
    EXPECT_EQ(read_condition(facts).condition.fault, Fault::printer_refused);
}

TEST(IppCondition, TonerIsReadFromTheMarkersThatAreConsumed) {
    PrinterFacts facts;
    facts.state = PrinterState::idle;
    facts.markers = {{"wasteToner", 5, 10}, {"toner", 80, 10}};
    EXPECT_EQ(read_condition(facts).condition.toner, SupplyState::full);
    facts.markers[1].level = 10;
    EXPECT_EQ(read_condition(facts).condition.toner, SupplyState::low);
    EXPECT_EQ(read_condition(facts).condition.fault, Fault::printer_toner_low);
    facts.markers[1].level = -2;
    EXPECT_EQ(read_condition(facts).condition.toner, SupplyState::unknown);
}

}  // namespace
}  // namespace kiosk24::drivers::ipp
