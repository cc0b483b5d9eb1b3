// The central hub of a test: the real kiosk24-hub in a folder of its own, and a recorder in its place that
// speaks TLS with the hub's own keys and answers as the test says.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "hub/http/server.h"
#include "tests/whole/district.h"

namespace kiosk24::whole_test {

class Hub {
  public:
    static constexpr const char* kBeatEvery_ms = "300";

    // Makes the hub's keys beside the district's; nobody listens yet.
    explicit Hub(District& district);

    void start(const std::string& beat_every_ms = kBeatEvery_ms);
    void stop() { process_.reset(); }
    // The terminal's settings point to the hub and it has a certificate. False if it could not enrol.
    bool enrol();
    std::string code_for(const std::string& terminal_id);
    // `kiosk24 enrol` with that code; its exit status.
    int enrol_with(const std::string& code);
    // `kiosk24-hub command`, for the terminal of the settings; the command's id.
    std::string order(std::vector<std::string> what);
    std::string take_out_of_service();

    // GET /v1/terminals; null if there is no answer.
    nlohmann::json terminals() const;
    // The terminal there; null if it has never been heard.
    nlohmann::json terminal() const;
    bool shows(const std::string& member, const std::string& value);
    bool last_command_is(const std::string& standing);

    const std::filesystem::path& directory() const { return directory_; }
    std::string url() const;

  private:
    std::string program_answer(std::vector<std::string> words);

    District& district_;
    std::filesystem::path directory_;
    std::unique_ptr<Process> process_;
};

// Listens where the terminal's settings say, with the hub's certificate.
class Recorder {
  public:
    // Well: accepts everything. The other two: takes a request and says nothing, answers with nonsense.
    enum class Manner { well, silent, nonsense };
    Recorder(District& district, const Hub& hub, Manner manner);
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    std::vector<http::Request> requests() const;

  private:
    void answer(const http::Request& request, http::Respond respond);

    Manner manner_;
    mutable std::mutex mutex_;
    std::vector<http::Request> requests_;
    std::unique_ptr<http::Server> server_;
    std::thread thread_;
};

}  // namespace kiosk24::whole_test
