// What the hub answers: terminals over TLS (hub/api/hub.openapi.yaml), and whoever looks at the console.
// Everything happens on the server's thread.
//
// Beats and outcomes are written in batches: the first of a batch waits at most kBatchWithin, and nobody is
// answered before the batch is on disk. If that fails, everybody in it hears 503 and tries again with a new
// beat.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "hub/console/fleet_json.h"
#include "hub/fleet/enrolment.h"
#include "hub/fleet/fleet.h"
#include "hub/http/exchange.h"
#include "hub/pki/files.h"
#include "hub/store/store.h"

namespace kiosk24::hub {

inline constexpr Milliseconds kBatchWithin{10};
inline constexpr std::size_t kMostInBatch = 100;

class Service {
  public:
    // Calls something once, after that time, on the server's thread.
    using Later = std::function<void(Milliseconds, std::function<void()>)>;

    static Result<Service> open(const std::filesystem::path& directory, const FleetRules& rules);
    // Before anything else: from now on it looks for lost links.
    void start(Later later);
    // When the server has stopped: what was heard is kept.
    void stop();

    void answer_terminal(const http::Request& request, http::Respond respond);
    http::Answer answer_console(const http::Request& request);

  private:
    struct Keys {
        pki::Identity authority;
        std::string authority_pem, signer_pem;
    };
    struct Waiting {
        http::Respond respond;
        http::Reply reply;
    };
    Service(Store store, Keys keys, const FleetRules& rules)
        : store_(std::move(store)), keys_(std::move(keys)), fleet_(rules) {}

    std::optional<http::Reply> refusal_of_request(const Peer& peer, const http::Request& request) const;
    void beat(const Peer& peer, const http::Request& request, http::Respond respond);
    void outcomes(const Peer& peer, const http::Request& request, http::Respond respond);
    Status keep_outcomes(const Peer& peer, const std::vector<CommandOutcome>& outcomes, WallTime now);
    Result<http::Reply> beat_reply(const Peer& peer, WallTime now);
    http::Reply enrol(const http::Request& request);
    Result<http::Reply> admitted(const wire::EnrolmentRequest& asked, const std::string& plain,
                                 const pki::SigningRequest& request);
    http::Reply enrolment_reply(const std::string& certificate_pem, WallTime now) const;
    http::Reply page(const http::Request& request);
    Result<FleetView> view();

    // Opens a batch if there is none; false if that failed and the answer was given.
    bool in_batch(const http::Respond& respond);
    void answer_with_batch(http::Respond respond, http::Reply reply);
    void finish_batch();
    void look_for_lost();

    Store store_;
    Keys keys_;
    Fleet fleet_;
    AttemptLimit attempts_;
    Later later_;
    std::vector<Waiting> waiting_;
    bool is_batch_open_ = false;
};

}  // namespace kiosk24::hub
