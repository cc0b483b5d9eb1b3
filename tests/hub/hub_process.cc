#include "tests/hub/hub_process.h"

#include <curl/curl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>

#include "kiosk/wire/platform_message.h"

namespace kiosk24::test {
namespace {

namespace fs = std::filesystem;

std::size_t take_body(char* from, std::size_t size, std::size_t count, void* to) {
    static_cast<std::string*>(to)->append(from, size * count);
    return size * count;
}

int port_in(const std::string& line) {
    const std::size_t colon = line.rfind(':');
    EXPECT_NE(colon, std::string::npos) << "it is not ready, it said: " << line;
    return colon == std::string::npos ? 0 : std::atoi(line.c_str() + colon + 1);
}

std::string program() {
    return std::string(KIOSK24_BIN_DIR) + "/kiosk24-hub";
}

// Performs what was set up, and frees it.
HubHeard perform(CURL* curl, const std::string& method, const std::string& body, curl_slist* headers) {
    HubHeard heard;
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method.c_str());
    if (method == "POST") {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 20'000L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &heard.body);
    heard.curl_code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    heard.status = static_cast<int>(status);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return heard;
}

}  // namespace

std::string HubHeard::code() const {
    const auto problem = wire::decode_problem(body);
    return problem ? problem->code : std::string();
}

HubProcess::HubProcess() {
    std::string pattern = (fs::temp_directory_path() / "kiosk24-hub-XXXXXX").string();
    if (::mkdtemp(pattern.data())) directory_ = pattern;
    const Ran made = run("init", {"--with-bad-ones"});
    EXPECT_EQ(made.status, 0) << made.output;
}

HubProcess::~HubProcess() {
    kill_hard();
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
}

bool HubProcess::start(const std::vector<std::string>& more_options) {
    std::vector<std::string> words{program(), "serve", "--dir", directory_.string(), "--console-port", "0"};
    words.insert(words.end(), more_options.begin(), more_options.end());
    const Started started = start_program(words, Errors::to_file, (directory_ / "log").string());
    child_ = started.child;
    const std::string console = next_line(started.output);  // "console http://127.0.0.1:PORT/"
    console_port_ = port_in(console);
    port_ = port_in(next_line(started.output));
    ::close(started.output);
    return port_ != 0 && console_port_ != 0;
}

void HubProcess::kill_hard() {
    if (child_ < 0) return;
    ::kill(child_, SIGKILL);
    exit_status_of(child_);
    child_ = -1;
}

int HubProcess::end() {
    ::kill(child_, SIGTERM);
    const int status = exit_status_of(child_);
    child_ = -1;
    return status;
}

Ran HubProcess::run(const std::string& verb, const std::vector<std::string>& words) const {
    std::vector<std::string> all{program(), verb, "--dir", directory_.string()};
    all.insert(all.end(), words.begin(), words.end());
    Ran ran = run_program(all);
    while (!ran.output.empty() && ran.output.back() == '\n')
        ran.output.pop_back();
    return ran;
}

std::string HubProcess::code_for(const std::string& terminal_id) const {
    const Ran given = run("enrol-code", {"--terminal", terminal_id});
    EXPECT_EQ(given.status, 0) << given.output;
    return given.output;
}

HubHeard HubProcess::look(const std::string& path) const {
    CURL* curl = curl_easy_init();
    const std::string url = "http://127.0.0.1:" + std::to_string(console_port_) + path;
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    return perform(curl, "GET", {}, nullptr);
}

nlohmann::json HubProcess::seen(const std::string& terminal_id) const {
    const auto fleet = nlohmann::json::parse(look("/v1/terminals").body, nullptr, false);
    if (!fleet.contains("terminals")) return nullptr;
    for (const auto& terminal : fleet["terminals"]) {
        if (terminal["terminal_id"] == terminal_id) return terminal;
    }
    return nullptr;
}

HubTerminal::HubTerminal(const HubProcess& hub, std::string id) : hub_(hub), id_(std::move(id)) {
    auto made = pki::new_key(pki::KeyKind::p256);
    EXPECT_TRUE(made.has_value());
    if (made) key_ = std::move(*made);
}

std::string HubTerminal::signing_request_named(const std::string& common_name) const {
    const auto pem = pki::signing_request_pem(*key_, common_name);
    EXPECT_TRUE(pem.has_value());
    return pem ? *pem : std::string();
}

HubHeard HubTerminal::enrol(const std::string& code) const {
    return post(wire::kEnrolmentsPath, *wire::encode(wire::EnrolmentRequest{id_, code, signing_request()}));
}

wire::EnrolmentReply HubTerminal::enrol() {
    const HubHeard heard = enrol(hub_.code_for(id_));
    EXPECT_EQ(heard.status, 201) << heard.body;
    auto reply = wire::decode_enrolment_reply(heard.body);
    EXPECT_TRUE(reply.has_value()) << heard.body;
    if (!reply) return {};
    use(reply->certificate_pem, *pki::pem_of(*key_));
    return *reply;
}

void HubTerminal::use(const std::string& certificate_pem, const std::string& key_pem) {
    certificate_ = hub_.directory() / (id_ + ".pem");
    key_file_ = hub_.directory() / (id_ + ".key");
    EXPECT_TRUE(pki::write_new(certificate_, certificate_pem, 0600).has_value());
    EXPECT_TRUE(pki::write_new(key_file_, key_pem, 0600).has_value());
}

HubHeard HubTerminal::post(std::string_view path, const std::string& body) const {
    return request("POST", path, body, "application/json");
}

HubHeard HubTerminal::request(const std::string& method, std::string_view path, const std::string& body,
                              const std::string& content_type) const {
    CURL* curl = curl_easy_init();
    const std::string url = "https://localhost:" + std::to_string(hub_.port()) + std::string(path);
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_CAINFO, (hub_.directory() / "hub_ca.pem").c_str());
    if (!certificate_.empty()) {
        curl_easy_setopt(curl, CURLOPT_SSLCERT, certificate_.c_str());
        curl_easy_setopt(curl, CURLOPT_SSLKEY, key_file_.c_str());
    }
    if (!knows_tls_1_3) curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_MAX_TLSv1_2});
    curl_slist* headers = curl_slist_append(nullptr, "Expect:");
    headers = curl_slist_append(headers, ("Content-Type: " + content_type).c_str());
    return perform(curl, method, body, headers);
}

HubHeard HubTerminal::beat(const Heartbeat& beat) const {
    return post(wire::kBeatsPath, *wire::encode(beat));
}

wire::BeatReply HubTerminal::beaten(const Heartbeat& beat) const {
    const HubHeard heard = this->beat(beat);
    EXPECT_EQ(heard.status, 200) << heard.body;
    const auto reply = wire::decode_beat_reply(heard.body);
    EXPECT_TRUE(reply.has_value()) << heard.body;
    return reply ? *reply : wire::BeatReply();
}

}  // namespace kiosk24::test
