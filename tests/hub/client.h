// A terminal as libcurl: mutual TLS 1.3 with the sandbox's own files.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "kiosk/wire/platform_message.h"
#include "tests/hub/sandbox_process.h"

namespace kiosk24::sandbox_test {

struct Heard {
    int curl_code = 0;  // 0: there is a reply
    int status = 0;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
    std::string code() const;  // of a problem detail; empty if it is none
};

class Client {
  public:
    // `identity`: file name of certificate and key in the sandbox's directory; empty: none.
    explicit Client(const SandboxProcess& sandbox, std::string identity = "terminal");

    Heard get(const std::string& path, const std::vector<std::string>& headers = {}) const;
    Heard post(const std::string& path, const std::string& body,
               const std::vector<std::string>& headers = {"Content-Type: application/json"}) const;
    Heard request(const std::string& method, const std::string& path, const std::string& body,
                  const std::vector<std::string>& headers) const;

    // What a terminal does first: the reference of whoever has that number. Empty if it is refused.
    PersonalText reference_of(const std::string& number, const std::string& name = "李测试") const;
    Heard submit(const Application& application) const;
    Heard settle(const std::string& key) const;

    long within_ms = 20'000;
    bool knows_tls_1_3 = true;

  private:
    const SandboxProcess& sandbox_;
    std::string identity_;
};

// A card of the sandbox's fictional people; the birth date is the number's.
IdentityCard card_of(const std::string& number, const std::string& name = "李测试");
// SI01 as a terminal would file it.
Application application_of(const PersonalText& reference, const std::string& number, const std::string& key,
                           const std::string& matter_case = "current");

inline const std::string kApproved = "11010519491231002X", kNeverInsured = "440399199003070815",
                         kUnderReview = "440399199003070911", kAnother = "440399199003070014",
                         kChild = "440399201601010011";

}  // namespace kiosk24::sandbox_test
