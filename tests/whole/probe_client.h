// The other side of the rehearsal's probe port: a test's finger and eyes. One connection, one thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/wire/probe_message.h"
#include "tests/whole/process.h"

namespace kiosk24::whole_test {

class ProbeClient {
  public:
    // Waits until somebody listens there.
    explicit ProbeClient(const std::filesystem::path& socket);
    ~ProbeClient();
    ProbeClient(const ProbeClient&) = delete;
    ProbeClient& operator=(const ProbeClient&) = delete;

    wire::ProbeReply ask(const wire::ProbeRequest& request);

    wire::ProbeReply tap(const std::string& widget);  // waits for it first
    wire::ProbeReply wait_situation(const std::string& situation, Patience patience = kPatience);
    wire::ProbeReply wait_widget(const std::string& widget, Patience patience = kPatience);
    std::string situation();
    std::optional<wire::ProbeNode> node(const std::string& widget);
    std::string words(const std::string& widget);  // empty if it is not on the screen

  private:
    int socket_ = -1;
    std::string waiting_;
};

}  // namespace kiosk24::whole_test
