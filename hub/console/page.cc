#include "hub/console/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "hub/console/page_style.h"
#include "hub/console/page_words.h"

namespace kiosk24::hub {
namespace {

constexpr std::int64_t kClockOff_ms = 5'000;
constexpr int kCertificateSoon_days = 30;

std::string_view class_of(Tone tone) {
    constexpr std::string_view kClasses[] = {"good", "warn", "bad", "quiet"};
    return kClasses[static_cast<std::size_t>(tone)];
}

std::string clock_of(WallTime time) {
    const Date date = date_in_china(time);
    const TimeOfDay clock = time_of_day_in_china(time);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", date.year, date.month, date.day, clock.hour,
                       clock.minute, clock.second);
}

std::string chip(Tone tone, std::string_view words) {
    return fmt::format("<span class=\"chip {}\">{}</span>", class_of(tone), escaped(words));
}

Tone tone_of_service(const TerminalRecord& terminal) {
    if (!terminal.beat) return Tone::quiet;
    switch (terminal.beat->service) {
        case ServiceState::in_service:
            return Tone::good;
        case ServiceState::half_service:
            return Tone::warn;
        case ServiceState::out_of_service:
            break;
    }
    return Tone::bad;
}

Tone tone_of_link(Link link) {
    if (link == Link::up) return Tone::good;
    return link == Link::lost ? Tone::bad : Tone::quiet;
}

// The more somebody is needed there, the smaller.
int rank_of(const TerminalRecord& terminal) {
    if (terminal.link == Link::lost) return 0;
    if (!terminal.beat) return 4;
    switch (terminal.beat->service) {
        case ServiceState::out_of_service:
            return 1;
        case ServiceState::half_service:
            return 2;
        case ServiceState::in_service:
            break;
    }
    return 3;
}

std::vector<const TerminalRecord*> ordered(const FleetView& view) {
    std::vector<const TerminalRecord*> rows;
    for (const auto& [id, terminal] : *view.terminals)
        rows.push_back(&terminal);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto* a, const auto* b) { return rank_of(*a) < rank_of(*b); });
    if (rows.size() > kMostRows) rows.resize(kMostRows);
    return rows;
}

std::string sums(const FleetView& view, const PageWords& words) {
    std::array<std::size_t, 5> counts{};  // by rank_of
    for (const auto& [id, terminal] : *view.terminals)
        ++counts[static_cast<std::size_t>(rank_of(terminal))];
    const auto sum = [](std::size_t count, Tone tone, std::string_view label) {
        return fmt::format("<li class=\"{}\"><b>{}</b><span>{}</span></li>",
                           class_of(count > 0 ? tone : Tone::quiet), count, label);
    };
    return "<ul class=\"sums\">" + sum(counts[3], Tone::good, words.of(ServiceState::in_service)) +
           sum(counts[2], Tone::warn, words.of(ServiceState::half_service)) +
           sum(counts[1], Tone::bad, words.of(ServiceState::out_of_service)) +
           sum(counts[0], Tone::bad, words.of(Link::lost)) +
           sum(counts[4], Tone::quiet, words.of(Link::never)) + "</ul>";
}

std::string terminal_cell(const TerminalRecord& terminal, const PageWords& words) {
    std::string small;
    if (terminal.beat) small = terminal.beat->program_version;
    if (terminal.beat && !terminal.beat->catalogue_version.empty())
        small += fmt::format(" · {} {}", words.say("目录", "catalogue"), terminal.beat->catalogue_version);
    return fmt::format("<td class=\"keep\"><span class=\"id\">{}</span><small>{}</small></td>",
                       escaped(terminal.terminal_id), escaped(small));
}

std::string site_cell(const TerminalRecord& terminal, const PageWords& words) {
    if (!terminal.beat) return "<td class=\"keep\"></td>";
    return fmt::format("<td class=\"keep\">{}<small>{}</small></td>",
                       escaped(terminal.beat->site.get(words.language())),
                       escaped(terminal.beat->terminal_type));
}

// What was last ordered, while it is of interest.
std::string order_note(const TerminalRecord& terminal, const FleetView& view, const PageWords& words) {
    const auto found = view.commands.find(terminal.terminal_id);
    if (found == view.commands.end()) return {};
    const CommandRecord& record = found->second;
    const bool closes = std::holds_alternative<order::OutOfService>(record.command.what);
    const auto what = closes ? words.say("指令：暂停服务", "Order: out of service")
                             : words.say("指令：恢复服务", "Order: in service");
    std::string_view standing = words.say("待送达", "waiting");
    if (record.outcome)
        standing = words.of(record.outcome->refusal);
    else if (view.now >= record.command.expires)
        standing = words.of(CommandRefusal::expired);
    return fmt::format("<small>{} · {}</small>", what, standing);
}

std::string service_cell(const TerminalRecord& terminal, const FleetView& view, const PageWords& words) {
    if (!terminal.beat) return "<td>" + order_note(terminal, view, words) + "</td>";
    const auto reason = words.of(terminal.beat->notice_reason);
    return fmt::format("<td>{}{}{}</td>", chip(tone_of_service(terminal), words.of(terminal.beat->service)),
                       reason.empty() ? std::string() : fmt::format("<small>{}</small>", reason),
                       order_note(terminal, view, words));
}

std::string link_cell(const TerminalRecord& terminal, const FleetView& view, const PageWords& words) {
    const Milliseconds lasts(view.now.unix_ms - terminal.link_since.unix_ms);
    return fmt::format("<td class=\"keep\">{}<small>{}</small></td>",
                       chip(tone_of_link(terminal.link), words.of(terminal.link)), words.ago(lasts));
}

std::string seen_cell(const TerminalRecord& terminal, const FleetView& view, const PageWords& words) {
    if (!terminal.beat) return "<td class=\"seen keep\">—</td>";
    const Milliseconds ago(view.now.unix_ms - terminal.last_seen.unix_ms);
    return fmt::format("<td class=\"seen keep\">{}{}<small>{}</small></td>", words.ago(ago),
                       words.say("前", " ago"), clock_of(terminal.last_seen));
}

std::string devices_cell(const TerminalRecord& terminal, const PageWords& words) {
    if (!terminal.beat) return "<td></td>";
    std::string list;
    for (const auto& device : terminal.beat->devices) {
        const std::string trouble = words.trouble_of(device);
        list += fmt::format("<li class=\"{}\"><span>{}</span>", class_of(tone_of(device)),
                            words.of(device.device_class));
        if (!trouble.empty()) list += " " + trouble;
        if (device.fault != Fault::none) list += fmt::format("<code>{}</code>", entry_of(device.fault).code);
        list += "</li>";
    }
    return "<td class=\"fleet\"><ul class=\"devices\">" + list + "</ul></td>";
}

std::string notes_cell(const TerminalRecord& terminal, const PageWords& words) {
    if (!terminal.beat) return "<td></td>";
    std::string notes;
    const auto note = [&](Tone tone, const std::string& text) {
        notes += fmt::format("<div class=\"{}\">{}</div>", class_of(tone), text);
    };
    const Heartbeat& beat = *terminal.beat;
    for (const auto fault : beat.faults)
        note(tone_of(fault), fmt::format("<code>{}</code>", entry_of(fault).code));
    if (std::abs(terminal.clock_offset_ms) > kClockOff_ms)
        note(Tone::warn, fmt::format("{} {:+} s", words.say("时钟偏差", "Clock off by"),
                                     terminal.clock_offset_ms / 1000));
    if (beat.certificate_days_left && *beat.certificate_days_left <= kCertificateSoon_days)
        note(*beat.certificate_days_left > 7 ? Tone::warn : Tone::bad,
             fmt::format("{} {} {}", words.say("证书剩余", "Certificate:"), *beat.certificate_days_left,
                         words.say("天", "days left")));
    if (beat.journal_backlog > 0)
        note(Tone::warn,
             fmt::format("{} {}", words.say("待上报", "Waiting to be sent:"), beat.journal_backlog));
    return "<td class=\"faults\">" + notes + "</td>";
}

std::string table(const FleetView& view, const PageWords& words) {
    std::string rows;
    for (const TerminalRecord* terminal : ordered(view)) {
        rows += terminal->link == Link::up ? "<tr>" : "<tr class=\"stale\">";
        rows += terminal_cell(*terminal, words) + site_cell(*terminal, words) +
                service_cell(*terminal, view, words) + link_cell(*terminal, view, words) +
                seen_cell(*terminal, view, words) + devices_cell(*terminal, words) +
                notes_cell(*terminal, words) + "</tr>";
    }
    std::string heads;
    for (const auto head :
         {words.say("终端", "Terminal"), words.say("地点", "Site"), words.say("服务", "Service"),
          words.say("连接", "Link"), words.say("最近上报", "Last seen"), words.say("设备", "Devices"),
          words.say("提示", "Notes")})
        heads += fmt::format("<th>{}</th>", head);
    return fmt::format(
        "<div class=\"sheet\"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>", heads, rows);
}

std::string nobody(const PageWords& words) {
    return fmt::format(
        "<div class=\"sheet empty\">{}<br><code>kiosk24-hub enrol-code --dir DIR --terminal ID</code></div>",
        words.say("还没有终端登记。用下面的命令发放一次性登记码：",
                  "No terminal is enrolled yet. This gives out a one-time code:"));
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

std::string fleet_page(const FleetView& view, Language language) {
    const PageWords words(language);
    const auto title = words.say("终端运维中心", "Terminals");
    const bool is_chinese = language == Language::zh_hans;
    const std::string other = is_chinese ? "<a href=\"/?lang=en\">English</a>" : "<a href=\"/\">中文</a>";
    return fmt::format(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>"
        "<style>{}</style><script>{}</script></head><body>"
        "<header><h1>{}</h1><span class=\"when\">{}</span>{}</header><main>{}{}</main></body></html>\n",
        tag_of(language), title, kPageStyle, kPageScript, title, clock_of(view.now), other, sums(view, words),
        view.terminals->empty() ? nobody(words) : table(view, words));
}

std::string_view page_script() {
    return kPageScript;
}
std::string_view page_style() {
    return kPageStyle;
}

std::string page_policy(std::string_view script_sha256, std::string_view style_sha256) {
    return fmt::format(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; connect-src 'self'; base-uri "
        "'none'; "
        "form-action 'none'; frame-ancestors 'none'",
        script_sha256, style_sha256);
}

}  // namespace kiosk24::hub
