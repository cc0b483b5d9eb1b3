#include "drivers/escpos/protocol.h"

#include <gtest/gtest.h>

#include "drivers/virtual/receipt_printer/escpos_reader.h"

namespace kiosk24::drivers::escpos {
namespace {

PrinterStatus status_of(std::array<std::uint8_t, 4> bytes) {
    PrinterStatus status;
    for (int which = 1; which <= 4; ++which)
        take(status, which, bytes[static_cast<std::size_t>(which - 1)]);
    return status;
}

TEST(EscposStatus, OnlyBytesWithTheFixedBitsAreStatuses) {
    EXPECT_TRUE(is_status(0x12));
    EXPECT_TRUE(is_status(0x7E));
    for (const std::uint8_t byte : {0x00, 0x11, 0x13, 0x02, 0x10, 0x92, 0xFF, 0xA5})
        EXPECT_FALSE(is_status(byte)) << int(byte);
}

TEST(EscposStatus, EachConditionIsToldByItsFault) {
    struct Row {
        std::array<std::uint8_t, 4> bytes;
        Fault fault;
        SupplyState paper;
    };
    const Row rows[] = {
        {{0x12, 0x12, 0x12, 0x12}, Fault::none, SupplyState::full},
        {{0x12, 0x12, 0x12, 0x1E}, Fault::receipt_paper_low, SupplyState::low},
        {{0x1A, 0x32, 0x12, 0x7E}, Fault::receipt_paper_out, SupplyState::out},
        {{0x1A, 0x16, 0x12, 0x12}, Fault::receipt_cover_open, SupplyState::full},
        {{0x1A, 0x36, 0x12, 0x7E}, Fault::receipt_cover_open, SupplyState::out},
        {{0x1A, 0x52, 0x1A, 0x12}, Fault::receipt_cutter_failed, SupplyState::full},
        {{0x1A, 0x52, 0x32, 0x12}, Fault::receipt_unrecoverable, SupplyState::full},
        {{0x1A, 0x52, 0x12, 0x12}, Fault::receipt_unclassified, SupplyState::full},
        {{0x1A, 0x52, 0x52, 0x12}, Fault::none, SupplyState::full},  // too hot: a pause
    };
    for (const auto& row : rows) {
        const auto condition = condition_of(status_of(row.bytes));
        EXPECT_EQ(condition.fault, row.fault) << text_of(status_of(row.bytes));
        EXPECT_EQ(condition.paper, row.paper) << text_of(status_of(row.bytes));
    }
    EXPECT_EQ(text_of(status_of({0x1A, 0x32, 0x12, 0x7E})), "status 1A 32 12 7E");
}

TEST(EscposBand, CarriesItsRowsAndNoWhiteMargin) {
    EXPECT_EQ(raster_band(Bytes{0x80, 0x01, 0x00, 0xFF, 0x00, 0x00}, 3),
              (Bytes{0x1D, 'v', '0', 0, 2, 0, 2, 0, 0x80, 0x01, 0xFF, 0x00}));
    EXPECT_EQ(raster_band(Bytes(144, 0), 72), (Bytes{0x1D, 'v', '0', 0, 1, 0, 2, 0, 0, 0}));
}

TEST(EscposBand, NeverSpellsARequestThatThePrinterWouldCarryOut) {
    const Bytes unlucky{0x10, 0x04, 0x01, 0x10, 0x14, 0x08, 0x10, 0x05};
    const auto band = raster_band(unlucky, unlucky.size());
    EXPECT_EQ(Bytes(band.begin() + 8, band.end()), (Bytes{0x10, 0x0C, 0x01, 0x10, 0x1C, 0x08, 0x10, 0x0D}));
    virtual_devices::EscposReader printer;
    EXPECT_TRUE(printer.feed(band).empty());
}

TEST(EscposBand, ATornOneIsCompletedByZeros) {
    virtual_devices::EscposReader printer;
    Bytes torn = raster_band(Bytes(72 * kBand_rows, 0x55), 72);
    torn.resize(100);
    (void)printer.feed(torn);
    EXPECT_FALSE(printer.next());
    (void)printer.feed(finish_torn_band());
    (void)printer.feed(begin());
    EXPECT_TRUE(std::holds_alternative<virtual_devices::escpos::Raster>(printer.next().value()));
    EXPECT_TRUE(std::holds_alternative<virtual_devices::escpos::Begin>(printer.next().value()));
}

}  // namespace
}  // namespace kiosk24::drivers::escpos
