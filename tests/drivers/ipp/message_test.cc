// What a printer sends is hostile input: wrong types, too many, too long, not UTF-8.
#include "drivers/ipp/message.h"

#include <gtest/gtest.h>

#include "drivers/ipp/address.h"
#include "kiosk/base/bytes.h"

namespace kiosk24::drivers::ipp {
namespace {

Message reply() {
    return Message(ippNew());
}

TEST(IppMessage, AnAttributeOfAWrongTypeIsNotRead) {
    const auto message = reply();
    ippAddString(message.get(), IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-state", nullptr, "4");
    ippAddInteger(message.get(), IPP_TAG_PRINTER, IPP_TAG_INTEGER, "printer-state-reasons", 7);
    ippAddInteger(message.get(), IPP_TAG_PRINTER, IPP_TAG_INTEGER, "printer-is-accepting-jobs", 0);
    const auto facts = read_facts(message.get());
    EXPECT_EQ(facts.state, PrinterState::unknown);
    EXPECT_TRUE(facts.reasons.empty());
    EXPECT_TRUE(facts.is_accepting_jobs);
}

TEST(IppMessage, AStateOutOfRangeIsUnknown) {
    const auto message = reply();
    ippAddInteger(message.get(), IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", 99);
    EXPECT_EQ(read_facts(message.get()).state, PrinterState::unknown);
}

TEST(IppMessage, LongAndBrokenTextsAreCutAndCleaned) {
    const auto message = reply();
    const std::string wild = std::string(254, 'a') + "\xE5\xA7\x93" + "b";
    ippAddString(message.get(), IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-make-and-model", nullptr,
                 wild.c_str());
    EXPECT_EQ(read_abilities(message.get()).make_and_model, std::string(254, 'a'));
    const auto other = reply();
    ippAddString(other.get(), IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-make-and-model", nullptr,
                 "a\nb\x1b[2J");
    EXPECT_EQ(read_abilities(other.get()).make_and_model, "a b [2J");
    const auto broken = reply();
    ippAddString(broken.get(), IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-make-and-model", nullptr,
                 "\xFF\xFE\x80 x");
    EXPECT_TRUE(is_utf8(read_abilities(broken.get()).make_and_model));
}

TEST(IppMessage, OnlySoManyReasonsAreRead) {
    const auto message = reply();
    std::vector<const char*> many(1000, "other");
    ippAddStrings(message.get(), IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "printer-state-reasons", 1000, nullptr,
                  many.data());
    EXPECT_LE(read_facts(message.get()).reasons.size(), 64u);
}

TEST(IppMessage, JobsAreReadOneByOneAndImpossibleOnesLeftOut) {
    const auto message = reply();
    const auto add = [&](int id, int state, const char* name) {
        ippAddInteger(message.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "job-id", id);
        ippAddInteger(message.get(), IPP_TAG_JOB, IPP_TAG_ENUM, "job-state", state);
        ippAddString(message.get(), IPP_TAG_JOB, IPP_TAG_NAME, "job-name", nullptr, name);
        ippAddSeparator(message.get());
    };
    add(1, 9, "one");
    add(0, 9, "no id");
    add(2, 77, "no such state");
    add(3, 5, "three");
    const auto jobs = read_jobs(message.get());
    ASSERT_EQ(jobs.size(), 2u);
    EXPECT_EQ(jobs[0].name, "one");
    EXPECT_EQ(jobs[0].state, JobState::completed);
    EXPECT_FALSE(jobs[0].impressions_completed);
    EXPECT_EQ(jobs[1].id, 3);
}

TEST(IppAddress, OnlyIppAndIppsWithoutAUserAreTaken) {
    const auto address = address_of("ipp://printer.local/ipp/print");
    ASSERT_TRUE(address);
    EXPECT_EQ(address->port, 631);
    EXPECT_EQ(address->resource, "/ipp/print");
    EXPECT_EQ(address_of("ipps://[::1]:8631/x")->encryption, Encryption::always);
    for (const char* bad :
         {"http://printer/", "ipp://", "ipp://user:pw@printer/", "file:///etc/passwd", "", "ipp"})
        EXPECT_FALSE(address_of(bad)) << bad;
}

}  // namespace
}  // namespace kiosk24::drivers::ipp
