// Receipts on their way to the composer, back as a picture, and to the printer.
#include <gtest/gtest.h>

#include "kiosk/wire/driver_message.h"
#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

constexpr const char* kPrintReceipt =
    R"({"id":1,"do":"print_receipt","with":{"width":576,"height":10,"job":"r-1"},"within_ms":9,"bulk_bytes":720})";

TEST(ReceiptMessage, AStripArrivesLineByLine) {
    PaperStrip strip;
    strip.language = Language::en;
    strip.text_size = TextSize::large;
    strip.lines = {{StripLineKind::title, {}, PersonalText("办理回执")},
                   {StripLineKind::rule, {}, {}},
                   {StripLineKind::row, "Applicant", PersonalText("*测试")},
                   {StripLineKind::qr, {}, PersonalText("11440399MB")}};
    const auto bytes = encode(ToDriver(Call{3, ask::Compose{strip}, Milliseconds(5000), 0}));
    ASSERT_TRUE(bytes);
    const auto read = decode_to_driver(*bytes);
    ASSERT_TRUE(read) << error_text(read);
    EXPECT_EQ(std::get<ask::Compose>(std::get<Call>(*read).ask).strip, strip);
}

TEST(ReceiptMessage, APictureIsAsLargeAsItSays) {
    const auto bits = std::make_shared<const Personal<Bytes>>(Bytes(720, 0));
    const auto bytes = encode(FromDriver(Done{3, give::Picture{{576, 10, bits}}}));
    ASSERT_TRUE(bytes);
    EXPECT_EQ(*bytes, R"({"bulk_bytes":720,"done":{"height":10,"width":576},"id":3})");
    const auto read = decode_from_driver(*bytes, DeviceClass::document_composer);
    ASSERT_TRUE(read) << error_text(read);
    EXPECT_EQ(std::get<Done>(*read).bulk_bytes, 720U);
    for (const auto* wrong : {R"({"bulk_bytes":719,"done":{"height":10,"width":576},"id":3})",
                              R"({"done":{"height":10,"width":576},"id":3})",
                              R"({"bulk_bytes":725,"done":{"height":10,"width":580},"id":3})",
                              R"({"bulk_bytes":0,"done":{"height":0,"width":576},"id":3})",
                              R"({"bulk_bytes":294984,"done":{"height":4097,"width":576},"id":3})",
                              R"({"bulk_bytes":8,"done":{},"id":3})"})
        EXPECT_FALSE(decode_from_driver(wrong, DeviceClass::document_composer)) << wrong;
}

TEST(ReceiptMessage, APrintersOrderHasThePictureItAnnounces) {
    ASSERT_TRUE(decode_to_driver(kPrintReceipt)) << error_text(decode_to_driver(kPrintReceipt));
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{"720", "721"},
                                                          {"\"height\":10", "\"height\":11"},
                                                          {"576", "570"},
                                                          {"\"job\":\"r-1\"", "\"x\":1"}})
        EXPECT_FALSE(decode_to_driver(replaced(kPrintReceipt, from, to))) << to;
}

TEST(ReceiptMessage, ALineOfAnUnknownKindIsRefused) {
    const auto* text =
        R"({"id":1,"do":"compose","with":{"language":"en","large":false,"lines":[{"kind":"row","text":"x"}]},"within_ms":9})";
    EXPECT_TRUE(decode_to_driver(text)) << error_text(decode_to_driver(text));
    EXPECT_FALSE(decode_to_driver(replaced(text, "row", "poem")));
    EXPECT_FALSE(decode_to_driver(replaced(text, "\"en\"", "\"xx\"")));
}

}  // namespace
}  // namespace kiosk24::wire
