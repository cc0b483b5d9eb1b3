// A virtual printer in a directory of its own and the shipped driver in front of it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>

#include "drivers/virtual/printer/virtual_printer.h"
#include "tests/support/driver_process.h"

namespace kiosk24::drivers::ipp {

using test_support::DriverProcess;
using test_support::Patience;
using virtual_devices::VirtualPrinter;

inline constexpr Patience kLong{20'000};

class PrinterTest : public testing::Test {
  protected:
    void SetUp() override {
        directory_ = std::filesystem::temp_directory_path() / ("kiosk24-ipp-" + std::to_string(::getpid()));
        std::filesystem::remove_all(directory_);
        std::filesystem::create_directories(directory_);
    }
    void TearDown() override {
        driver_.reset();
        printer_.reset();
        std::filesystem::remove_all(directory_);
    }

    void start_printer(const std::string& starts = "on") {
        auto printer = VirtualPrinter::start(
            {directory_.string(), std::string(KIOSK24_BIN_DIR) + "/kiosk24-printer-engine", 0, starts});
        ASSERT_TRUE(printer) << printer.error().text();
        printer_ = std::move(*printer);
        if (starts == "on") {
            ASSERT_TRUE(printer_->wait_ready(kLong));
        }
    }
    // The printer's answer to `line`, seen by everybody who asks the printer.
    void tell(const std::string& line) {
        const auto said = printer_->tell(line);
        ASSERT_TRUE(said) << said.error().text();
        if (line != "off") {
            ASSERT_TRUE(printer_->wait_ready(kLong)) << line;
        }
    }
    void start_driver(std::string uri = {}) {
        if (uri.empty()) uri = printer_->uri();
        DriverProcess::Options options;
        options.device_class = DeviceClass::document_printer;
        options.shows_log = false;
        driver_ = std::make_unique<DriverProcess>(
            std::string(KIOSK24_BIN_DIR) + "/kiosk24-driver-ipp",
            std::vector<std::string>{"--set", "printer_uri=" + uri, "--set", "poll_ms=200"}, options);
        hello_ = driver_->hello();
        ASSERT_TRUE(hello_) << driver_->log();
    }
    void start() {
        start_printer();
        if (printer_) start_driver();
    }

    // Something that looks like a PDF, is larger than any buffer on the way and holds every byte.
    static Bytes document() {
        Bytes bytes = {'%', 'P', 'D', 'F', '-', '1', '.', '7', '\n'};
        std::minstd_rand random(7);
        while (bytes.size() < 300'000)
            bytes.push_back(static_cast<std::uint8_t>(random()));
        return bytes;
    }
    std::uint64_t print(const std::string& job, int page, int pages, Patience within = kLong) {
        return driver_->call(wire::ask::PrintPage{page, pages, job}, within, ByteView(document_));
    }
    // done, not_done or unknown, and the code after it if it failed: "not_done paper_out".
    std::string outcome(std::uint64_t call, Patience patience = kLong) {
        const auto answer = driver_->answer(call, patience);
        if (!answer) return "no answer";
        if (const auto* done = std::get_if<wire::Done>(&*answer)) {
            const auto* page = std::get_if<wire::give::Page>(&done->give);
            return page == nullptr ? "done" : std::string(name_of(page->outcome));
        }
        const auto& failed = std::get<wire::Failed>(*answer);
        fault_ = failed.fault;
        return std::string(name_of(failed.outcome)) + " " + std::string(name_of(failed.code));
    }
    bool sees(const std::function<bool(const Condition&)>& wanted) {
        return driver_->condition(wanted, kLong).has_value();
    }
    bool sees(Fault fault) {
        return sees([&](const Condition& condition) { return condition.fault == fault; });
    }
    // What came out, byte for byte.
    Bytes paper(std::size_t index) {
        std::ifstream file(printer_->printed().at(index).document, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        return Bytes(text.begin(), text.end());
    }
    // After everything that blocked is taken away and the printer has printed a page of somebody else: is
    // there any paper of ours?
    std::size_t papers_once_free() {
        for (const char* line : {"refill", "unjam", "release", "slow 0"})
            tell(line);
        EXPECT_EQ(outcome(print("witness", 1, 1)), "done");
        return printer_->printed().size() - 1;
    }

    std::filesystem::path directory_;
    std::unique_ptr<VirtualPrinter> printer_;
    std::unique_ptr<DriverProcess> driver_;
    std::optional<wire::Hello> hello_;
    Fault fault_ = Fault::none;
    Bytes document_ = document();
};

}  // namespace kiosk24::drivers::ipp
