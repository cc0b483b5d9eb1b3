// The real kiosk24-hub on loopback, in a folder of its own that goes with the test, and terminals that speak
// to it with libcurl over TLS 1.3.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "hub/pki/files.h"
#include "kiosk/wire/hub_message.h"
#include "tests/hub/program.h"

namespace kiosk24::test {

struct HubHeard {
    int curl_code = 0;  // 0: there is a reply
    int status = 0;
    std::string body;
    std::string code() const;  // of a problem detail; empty if it is none
};

class HubProcess {
  public:
    HubProcess();  // `init`, with the bad ones; does not start it
    ~HubProcess();
    HubProcess(const HubProcess&) = delete;
    HubProcess& operator=(const HubProcess&) = delete;

    // False (with a test failure) if it does not come up within 20 s.
    bool start(const std::vector<std::string>& more_options = {});
    void kill_hard();  // SIGKILL, and gone
    int end();         // SIGTERM; its exit status

    // A verb of the command line, e.g. {"enrol-code", "--terminal", "LG-0001"}; its last line of output.
    Ran run(const std::string& verb, const std::vector<std::string>& words) const;
    std::string code_for(const std::string& terminal_id) const;

    HubHeard look(const std::string& path) const;  // at the console
    // The terminal of that name at the console; null if there is none.
    nlohmann::json seen(const std::string& terminal_id = "LG-0001") const;

    int port() const { return port_; }
    int console_port() const { return console_port_; }
    const std::filesystem::path& directory() const { return directory_; }

  private:
    std::filesystem::path directory_;
    pid_t child_ = -1;
    int port_ = 0, console_port_ = 0;
};

// One terminal, with a key of its own.
class HubTerminal {
  public:
    explicit HubTerminal(const HubProcess& hub, std::string id = "LG-0001");

    std::string signing_request() const { return signing_request_named(id_); }
    std::string signing_request_named(const std::string& common_name) const;
    HubHeard enrol(const std::string& code) const;
    // Enrols with a new code and uses the certificate from then on; the reply.
    wire::EnrolmentReply enrol();
    void use(const std::string& certificate_pem, const std::string& key_pem);
    void use_nothing() { certificate_.clear(); }

    HubHeard post(std::string_view path, const std::string& body) const;
    HubHeard request(const std::string& method, std::string_view path, const std::string& body,
                     const std::string& content_type) const;
    HubHeard beat(const Heartbeat& beat) const;
    // The reply of a beat that must be accepted.
    wire::BeatReply beaten(const Heartbeat& beat) const;

    bool knows_tls_1_3 = true;

  private:
    const HubProcess& hub_;
    std::string id_;
    pki::KeyHandle key_;
    std::filesystem::path certificate_, key_file_;
};

}  // namespace kiosk24::test
