#include "tests/whole/hub.h"

#include <curl/curl.h>
#include <gtest/gtest.h>

#include <fstream>

#include "kiosk/wire/hub_message.h"

namespace kiosk24::whole_test {
namespace {

constexpr const char* kTerminal = "LG-0001";

std::string port_in(const std::filesystem::path& file) {
    auto port = bytes_of(file);
    std::erase(port, '\n');
    return port;
}

std::size_t gather(char* bytes, std::size_t size, std::size_t count, void* text) {
    static_cast<std::string*>(text)->append(bytes, size * count);
    return size * count;
}

std::string get(const std::string& url) {
    std::string text;
    CURL* curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 5'000L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &gather);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &text);
    const bool done = curl_easy_perform(curl) == CURLE_OK;
    curl_easy_cleanup(curl);
    return done ? text : std::string();
}

std::string text_of(const nlohmann::json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

Hub::Hub(District& district) : district_(district), directory_(district.directory() / "hub") {
    program_answer({"init", "--dir", directory_.string(), "--with-bad-ones"});
    district_.set("hub.ca_file", (directory_ / "hub_ca.pem").string());
    district_.set("hub.client_certificate_file", (district.directory() / "hub_terminal.pem").string());
    district_.set("hub.client_key_file", (district.directory() / "hub_terminal.key").string());
    district_.set("hub.command_signer.hub-command-1.public_key_file",
                  (district.directory() / "hub_command_signer.pem").string());
}

void Hub::start(const std::string& beat_every_ms) {
    const auto port = directory_ / "port", console = directory_ / "console";
    std::error_code ignored;
    // A hub that comes back is where it was.
    const auto port_before = port_in(port), console_before = port_in(console);
    std::filesystem::remove(port, ignored);
    std::filesystem::remove(console, ignored);
    process_ = std::make_unique<Process>(
        std::vector<std::string>{program("kiosk24-hub"), "serve", "--dir", directory_.string(), "--port",
                                 port_before.empty() ? "0" : port_before, "--port-file", port.string(),
                                 "--console-port", console_before.empty() ? "0" : console_before,
                                 "--console-port-file", console.string(), "--beat-every-ms", beat_every_ms},
        directory_ / "serve.log");
    EXPECT_TRUE(eventually([&] { return !port_in(port).empty() && !port_in(console).empty(); }))
        << process_->log();
    district_.set("hub.url", url());
    district_.set("hub.heartbeat_every_ms", beat_every_ms);
}

std::string Hub::url() const {
    return "https://localhost:" + port_in(directory_ / "port");
}

std::string Hub::program_answer(std::vector<std::string> words) {
    words.insert(words.begin(), program("kiosk24-hub"));
    const auto ran = run(words, district_.directory() / "hub_words.log");
    EXPECT_EQ(ran.status, 0) << ran.output;
    // What it answers is its last line; the log stands before it.
    const auto end = ran.output.find_last_not_of('\n') + 1;
    const auto line = ran.output.substr(0, end);
    const auto begin = line.rfind('\n');
    return begin == std::string::npos ? line : line.substr(begin + 1);
}

std::string Hub::code_for(const std::string& terminal_id) {
    return program_answer({"enrol-code", "--dir", directory_.string(), "--terminal", terminal_id});
}

int Hub::enrol_with(const std::string& code) {
    const auto process = district_.start_with_subcommand("kiosk24", "enrol", {"--code", code});
    return process->wait_exit().value_or(-1);
}

bool Hub::enrol() {
    const int status = enrol_with(code_for(kTerminal));
    EXPECT_EQ(status, 0);
    return status == 0;
}

std::string Hub::order(std::vector<std::string> what) {
    std::vector<std::string> words{"command", "--dir", directory_.string(), "--terminal", kTerminal};
    words.insert(words.end(), what.begin(), what.end());
    return program_answer(std::move(words));
}

std::string Hub::take_out_of_service() {
    return order({"out-of-service", "--notice-zh", "设备升级，请到二楼窗口。", "--notice-en",
                  "Being upgraded: please go to the second floor."});
}

nlohmann::json Hub::terminals() const {
    return nlohmann::json::parse(get("http://127.0.0.1:" + port_in(directory_ / "console") + "/v1/terminals"),
                                 nullptr, false);
}

nlohmann::json Hub::terminal() const {
    const auto all = terminals();
    if (!all.is_object()) return nullptr;
    for (const auto& terminal : all["terminals"]) {
        if (terminal.value("terminal_id", "") == kTerminal && terminal.contains("boot_id")) return terminal;
    }
    return nullptr;
}

bool Hub::shows(const std::string& member, const std::string& value) {
    nlohmann::json seen;
    const bool does = eventually([&] {
        seen = terminal();
        return seen.is_object() && seen.contains(member) && text_of(seen[member]) == value;
    });
    EXPECT_TRUE(does) << "waiting for " << member << " to be " << value << ": " << seen.dump();
    return does;
}

bool Hub::last_command_is(const std::string& standing) {
    nlohmann::json seen;
    const bool is = eventually([&] {
        seen = terminal();
        return seen.is_object() && seen.contains("last_command") &&
               seen["last_command"].value("standing", "") == standing;
    });
    EXPECT_TRUE(is) << "waiting for the last command to be " << standing << ": " << seen.dump();
    return is;
}

Recorder::Recorder(District& district, const Hub& hub, Manner manner) : manner_(manner) {
    http::Listener listener;
    listener.tls = http::TlsFiles{.authority_pem = hub.directory() / "hub_ca.pem",
                                  .certificate_pem = hub.directory() / "server.pem",
                                  .key_pem = hub.directory() / "server.key",
                                  .client = http::ClientCertificate::optional};
    listener.answer = [this](const http::Request& request, http::Respond respond) {
        answer(request, std::move(respond));
    };
    std::vector<http::Listener> listeners;
    listeners.push_back(std::move(listener));
    auto server = http::Server::open(std::move(listeners));
    EXPECT_TRUE(server) << (server ? "" : server.error().text());
    if (!server) return;
    server_ = std::make_unique<http::Server>(std::move(*server));
    district.set("hub.url", "https://localhost:" + std::to_string(server_->port()));
    thread_ = std::thread([this] { server_->run(); });
}

Recorder::~Recorder() {
    if (server_) server_->stop();
    if (thread_.joinable()) thread_.join();
}

void Recorder::answer(const http::Request& request, http::Respond respond) {
    {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
    }
    http::Answer answer;
    if (manner_ == Manner::silent) answer.delivery = http::Delivery::hang;
    if (manner_ == Manner::nonsense) answer.reply = {.content_type = "text/html", .body = "<h1>Hello</h1>"};
    if (manner_ == Manner::well) {
        wire::BeatReply reply;
        reply.hub_time = wall_now();
        reply.beat_every = Milliseconds(100);
        answer.reply = http::json_reply(200, wire::encode(reply));
    }
    respond(std::move(answer));
}

std::vector<http::Request> Recorder::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

}  // namespace kiosk24::whole_test
