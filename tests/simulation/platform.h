// The district's platform as the simulator plays it: one book for all terminals, spoken to in the bytes of
// the contract (kiosk/wire/platform_message.h). It keeps its promises (a key is filed once, a settled key is
// void for ever); what the network does to requests and replies is not its business (network.h).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "kiosk/model/application.h"
#include "kiosk/model/draft.h"
#include "kiosk/model/event.h"
#include "kiosk/net/http.h"
#include "tests/simulation/dice.h"

namespace kiosk24::simulation {

// The catalogue of config/catalogue, as the workshop would hand it to the flow.
CataloguePtr read_catalogue(const std::string& source_folder);

struct Filing {
    std::string key, case_id, matter_id, person_reference, body_hash;
    Decision decision;  // in the end
    Moment decided_at;  // before that it is pending
    WallTime filed_at;
    std::string telephone_tail;
    int times_received = 0;
};

class Platform {
  public:
    Platform(CataloguePtr catalogue, std::uint64_t seed) : catalogue_(std::move(catalogue)), seed_(seed) {}

    net::HttpReply serve(const net::HttpRequest& request, Moment now, WallTime wall);

    const std::map<std::string, Filing>& filings() const { return filings_; }
    const Filing* filing_of_case(const std::string& case_id) const;
    int filings_of_case(const std::string& case_id) const;
    bool is_void(const std::string& key) const { return void_keys_.contains(key); }
    // How the platform says it stands now.
    Decision decision_at(const Filing& filing, Moment now) const;
    const std::map<std::string, int>& call_backs() const { return call_backs_; }
    const std::map<std::string, int>& ratings() const { return ratings_; }
    const CataloguePtr& catalogue() const { return catalogue_; }
    // Drafts that are kept and whose time is not over.
    std::size_t drafts(WallTime wall) const;

    // Documents served from now on lie: a wrong signature, another's name.
    bool signs_wrongly = false;

    // A document's bytes say what it is: what the checker reads.
    struct Paper {
        std::string name, number;  // the holder, the case number; or the title and the document's number
        int pages = 1;
        bool is_signed = true;
    };
    static Bytes bytes_of(const Paper& paper);
    static Paper paper_of(ByteView bytes);

  private:
    net::HttpReply submit(const net::HttpRequest& request, Moment now, WallTime wall);
    net::HttpReply settle(const std::string& key, Moment now);
    net::HttpReply submission(const std::string& key, Moment now);
    net::HttpReply identify(const net::HttpRequest& request);
    net::HttpReply identify_by_code(const net::HttpRequest& request);
    net::HttpReply prefill(const net::HttpRequest& request);
    net::HttpReply compare_face(const net::HttpRequest& request);
    net::HttpReply query(const net::HttpRequest& request, Moment now);
    net::HttpReply document(const std::string& id);
    net::HttpReply guides(const std::string& id);
    net::HttpReply draft(const net::HttpRequest& request, const std::string& key);
    net::HttpReply find_draft(const net::HttpRequest& request, WallTime wall);
    Decision decide(const Application& application, Dice& dice, WallTime wall);

    CataloguePtr catalogue_;
    std::uint64_t seed_;
    std::map<std::string, Filing> filings_;  // by key
    std::set<std::string> void_keys_;
    std::map<std::string, Paper> papers_;              // by document id
    std::map<std::string, std::string> names_;         // by person reference
    std::map<std::string, int> call_backs_, ratings_;  // by key: how often received
    std::map<std::string, Draft> drafts_;              // by key
    std::set<std::string> deleted_drafts_;
    int serial_ = 0;
};

}  // namespace kiosk24::simulation
