#include "drivers/virtual/receipt_printer/receipt_peer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>

#include "kiosk/base/log.h"

namespace kiosk24::virtual_devices {
namespace {

constexpr int kHeadToCutter_rows = 96;  // 12 mm

constexpr std::uint8_t kFixed = 0x12;
constexpr std::uint8_t bit(bool is_set, int number) {
    return static_cast<std::uint8_t>(is_set ? 1 << number : 0);
}

}  // namespace

ReceiptPeer::ReceiptPeer(Options options) : options_(std::move(options)), line_(options_.tty) {}

Status ReceiptPeer::start() {
    std::error_code problem;
    std::filesystem::create_directories(options_.directory, problem);
    if (problem) return Error(Code::device_failed, options_.directory + ": " + problem.message());
    return line_.plug();
}

std::vector<PeerCommand> ReceiptPeer::commands() const {
    return {{"paper-out", "the roll is at its end", {"paper-out"}},
            {"paper-low", "the roll is nearly at its end", {"paper-low"}},
            {"paper-ok", "a new roll", {"paper-ok"}},
            {"paper-out-after ROWS", "the roll ends after so many rows of dots", {"paper-out-after 200"}},
            {"cover-open", "lift the cover", {"cover-open"}},
            {"cover-closed", "close the cover", {"cover-closed"}},
            {"cutter-jam", "the next cut gets stuck", {"cutter-jam"}},
            {"broken", "a fault that needs a technician", {}},
            {"mute", "no answers any more", {"mute"}},
            {"silent-at-cut", "prints and cuts once more, and answers nothing from the cut on", {}},
            {"noise", "answers that are noise", {}},
            {"hold", "takes everything and prints nothing", {}},
            {"release", "prints again", {}},
            {"unplug", "pull its cable", {"unplug"}},
            {"plug", "put its cable back", {"plug"}},
            {"well", "no fault any more", {"well"}},
            {"state", "its paper, its faults, the receipts so far", {}}};
}

Result<std::string> ReceiptPeer::tell(std::string_view line) {
    constexpr std::string_view kAfter = "paper-out-after ";
    if (line == "state") return state();
    if (line == "plug") {
        TRY_STATUS(line_.plug());
        return std::string("the receipt printer is plugged in");
    }
    if (line == "unplug") {
        line_.unplug();
        reader_ = EscposReader();
        outgoing_.clear();
        return std::string("the receipt printer is unplugged");
    }
    if (line.starts_with(kAfter)) return end_paper_after(line.substr(kAfter.size()));
    auto told = set(line);
    if (told) work();
    return told;
}

Result<std::string> ReceiptPeer::end_paper_after(std::string_view rows) {
    int count = -1;
    std::from_chars(rows.data(), rows.data() + rows.size(), count);
    if (count < 0) return Error(Code::bad_argument, "paper-out-after ROWS");
    rows_left_ = count;
    return fmt::format("the roll ends after {} rows", count);
}

Result<std::string> ReceiptPeer::set(std::string_view line) {
    const auto paper = [this](Paper now) {
        paper_ = now;
        rows_left_ = -1;
    };
    const std::map<std::string_view, std::function<void()>> kWords{
        {"paper-out", [&] { paper(Paper::out); }},
        {"paper-low", [&] { paper(Paper::low); }},
        {"paper-ok", [&] { paper(Paper::enough); }},
        {"cover-open", [this] { cover_is_open_ = true; }},
        {"cover-closed", [this] { cover_is_open_ = false; }},
        {"cutter-jam", [this] { cutter_jams_ = true; }},
        {"broken", [this] { is_broken_ = true; }},
        {"mute", [this] { is_mute_ = true; }},
        {"silent-at-cut", [this] { falls_silent_at_cut_ = true; }},
        {"noise", [this] { talks_noise_ = true; }},
        {"hold", [this] { is_held_ = true; }},
        {"release", [this] { is_held_ = false; }},
        {"well",
         [&] {
             paper(Paper::enough);
             cover_is_open_ = cutter_jams_ = cutter_failed_ = is_broken_ = false;
             is_mute_ = falls_silent_at_cut_ = is_held_ = talks_noise_ = false;
         }},
    };
    const auto found = kWords.find(line);
    if (found == kWords.end()) return Error(Code::not_found);
    found->second();
    return state();
}

std::string ReceiptPeer::state() const {
    const auto add = [](bool is_so, std::string_view words) {
        return is_so ? fmt::format("; {}", words) : std::string();
    };
    return fmt::format("{}; paper {}{}{}{}{}{}{}; receipts {}; unfinished rows {}; unknown bytes {}",
                       line_.is_plugged() ? "plugged" : "unplugged",
                       paper_ == Paper::out   ? "out"
                       : paper_ == Paper::low ? "low"
                                              : "enough",
                       add(cover_is_open_, "cover open"), add(cutter_failed_, "cutter stuck"),
                       add(is_broken_, "broken"), add(is_mute_, "mute"), add(is_held_, "held"),
                       add(talks_noise_, "noise"), receipts_, strip_.rows(), unknown_bytes_);
}

bool ReceiptPeer::can_print() const {
    return paper_ != Paper::out && !cover_is_open_ && !cutter_failed_ && !is_broken_ && !is_held_;
}

std::uint8_t ReceiptPeer::status(int which) const {
    const bool has_paper = paper_ != Paper::out;
    const bool is_stopped = !has_paper || cover_is_open_ || cutter_failed_ || is_broken_;
    switch (which) {
        case 1:
            return kFixed | bit(is_stopped, 3);
        case 2:
            return kFixed | bit(cover_is_open_, 2) | bit(!has_paper, 5) |
                   bit(cutter_failed_ || is_broken_, 6);
        case 3:
            return kFixed | bit(cutter_failed_, 3) | bit(is_broken_, 5);
        default:
            return kFixed | (paper_ != Paper::enough ? 0x0C : 0) | (has_paper ? 0 : 0x60);
    }
}

std::uint8_t ReceiptPeer::sensors() const {
    return static_cast<std::uint8_t>((paper_ != Paper::enough ? 0x03 : 0) |
                                     (paper_ == Paper::out ? 0x0C : 0));
}

void ReceiptPeer::send(std::uint8_t byte) {
    if (!is_mute_) outgoing_.push_back(talks_noise_ ? 0xA5 : byte);
}

std::vector<pollfd> ReceiptPeer::wanted() const {
    if (!line_.is_plugged()) return {};
    return {{line_.fd(), static_cast<short>(POLLIN | (outgoing_.empty() ? 0 : POLLOUT)), 0}};
}

void ReceiptPeer::step() {
    for (auto bytes = line_.read(); !bytes.empty(); bytes = line_.read()) {
        answer(reader_.feed(bytes));
        work();
    }
    if (outgoing_.empty()) return;
    const auto written = line_.write(outgoing_);
    outgoing_.erase(outgoing_.begin(), outgoing_.begin() + static_cast<std::ptrdiff_t>(written));
}

void ReceiptPeer::answer(const std::vector<escpos::Urgent>& urgent) {
    for (const auto& one : urgent) {
        if (const auto* request = std::get_if<escpos::StatusRequest>(&one)) {
            send(status(request->which));
        } else {
            band_ = {};
            band_row_ = 0;
        }
    }
}

void ReceiptPeer::work() {
    while (can_print()) {
        print_rows();
        if (!band_.bits.empty()) return;
        const auto order = reader_.next();
        if (!order) return;
        carry_out(*order);
    }
}

void ReceiptPeer::carry_out(const escpos::Order& order) {
    if (const auto* raster = std::get_if<escpos::Raster>(&order)) {
        band_ = *raster;
        band_row_ = 0;
    } else if (const auto* knife = std::get_if<escpos::Cut>(&order)) {
        cut(knife->feed_rows);
    } else if (std::holds_alternative<escpos::SensorRequest>(order)) {
        send(sensors());
    } else if (std::holds_alternative<escpos::Unknown>(order)) {
        ++unknown_bytes_;
    }
}

void ReceiptPeer::print_rows() {
    const auto width = static_cast<std::size_t>(band_.row_bytes);
    for (auto at = static_cast<std::size_t>(band_row_) * width; at < band_.bits.size(); at += width) {
        if (rows_left_ == 0) {
            paper_ = Paper::out;
            return;
        }
        if (rows_left_ > 0) --rows_left_;
        strip_.print_row(ByteView(band_.bits).subspan(at, width));
        ++band_row_;
    }
    band_ = {};
    band_row_ = 0;
}

void ReceiptPeer::cut(int feed_rows) {
    if (cutter_jams_) {
        cutter_jams_ = false;
        cutter_failed_ = true;
        return;
    }
    strip_.feed(kHeadToCutter_rows + feed_rows);
    if (!strip_.is_blank()) {
        const auto path = fmt::format("{}/receipt-{:02}.png", options_.directory, ++receipts_);
        if (const auto written = strip_.write_png(path); !written)
            log::error("receipt", "{}", written.error().text());
    }
    strip_.tear_off();
    if (falls_silent_at_cut_) is_mute_ = true;
}

}  // namespace kiosk24::virtual_devices
