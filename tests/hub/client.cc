#include "tests/hub/client.h"

#include <curl/curl.h>

#include <algorithm>

namespace kiosk24::sandbox_test {
namespace {

std::size_t take_body(char* from, std::size_t size, std::size_t count, void* to) {
    static_cast<std::string*>(to)->append(from, size * count);
    return size * count;
}

std::size_t take_header(char* from, std::size_t size, std::size_t count, void* to) {
    const std::string line(from, size * count);
    const std::size_t colon = line.find(':');
    if (colon != std::string::npos) {
        std::string name = line.substr(0, colon), value = line.substr(colon + 1);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        value.erase(0, value.find_first_not_of(' '));
        value.erase(value.find_last_not_of("\r\n") + 1);
        (*static_cast<std::map<std::string, std::string>*>(to))[name] = value;
    }
    return size * count;
}

}  // namespace

std::string Heard::code() const {
    const auto problem = wire::decode_problem(body);
    return problem ? problem->code : std::string();
}

Client::Client(const SandboxProcess& sandbox, std::string identity)
    : sandbox_(sandbox), identity_(std::move(identity)) {}

Heard Client::get(const std::string& path, const std::vector<std::string>& headers) const {
    return request("GET", path, {}, headers);
}

Heard Client::post(const std::string& path, const std::string& body,
                   const std::vector<std::string>& headers) const {
    return request("POST", path, body, headers);
}

Heard Client::request(const std::string& method, const std::string& path, const std::string& body,
                      const std::vector<std::string>& headers) const {
    Heard heard;
    CURL* curl = curl_easy_init();
    const std::string url = "https://localhost:" + std::to_string(sandbox_.port()) + path;
    const std::string authority = (sandbox_.directory() / "tls_ca.pem").string();
    const std::string certificate = (sandbox_.directory() / (identity_ + ".pem")).string();
    const std::string key = (sandbox_.directory() / (identity_ + ".key")).string();
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_CAINFO, authority.c_str());
    if (!identity_.empty()) {
        curl_easy_setopt(curl, CURLOPT_SSLCERT, certificate.c_str());
        curl_easy_setopt(curl, CURLOPT_SSLKEY, key.c_str());
    }
    if (!knows_tls_1_3) curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_MAX_TLSv1_2});
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method.c_str());
    if (method == "POST" || method == "PUT") {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body.c_str());
    }
    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    for (const std::string& header : headers)
        list = curl_slist_append(list, header.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, within_ms);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &heard.body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &heard.headers);
    heard.curl_code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    heard.status = static_cast<int>(status);
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    return heard;
}

PersonalText Client::reference_of(const std::string& number, const std::string& name) const {
    const Heard heard =
        post("/v1/identity", wire::encode_identity_request(card_of(number, name)).value_or(""));
    auto person = wire::decode_identity_reply(heard.body);
    return person ? person->reference : PersonalText();
}

Heard Client::submit(const Application& application) const {
    return post("/v1/submissions", wire::encode(application).value_or(""),
                {"Content-Type: application/json", "Idempotency-Key: " + application.key});
}

Heard Client::settle(const std::string& key) const {
    return post("/v1/submissions/" + key + "/settle", "", {});
}

IdentityCard card_of(const std::string& number, const std::string& name) {
    IdentityCard card;
    card.number = PersonalText(number);
    card.name = PersonalText(name);
    card.sex = (number[16] - '0') % 2 == 1 ? Sex::male : Sex::female;
    card.nation_code = "01";
    card.birth = Personal<Date>(
        {std::stoi(number.substr(6, 4)), std::stoi(number.substr(10, 2)), std::stoi(number.substr(12, 2))});
    card.address = PersonalText("广东省深圳市龙岗区测试路1号");
    card.issuer = PersonalText("深圳市公安局龙岗分局");
    card.valid_from = Personal<Date>({2020, 1, 1});
    return card;
}

Application application_of(const PersonalText& reference, const std::string& number, const std::string& key,
                           const std::string& matter_case) {
    Application application;
    application.case_id = std::string(32, 'a');
    application.key = key;
    application.matter_id = "SI01";
    application.matter_version = 2;
    application.matter_case = matter_case;
    application.person_reference = reference;
    const auto add = [&](std::string field, std::string value) {
        application.form.push_back({std::move(field), PersonalText(std::move(value)), Source::card, {}});
    };
    add("name", "李测试");
    add("sex", "1");
    add("birth", "1949-12-31");
    add("number", number);
    application.consent = {"2026-01", std::string(64, 'e'), {1'795'312'800'000}};
    return application;
}

}  // namespace kiosk24::sandbox_test
