// The workshop thread: makes a catalogue fit to be served out of the bytes that arrived: signature, format,
// sense (check_matter), search keys, hashes of the consent texts. Its results are immutable snapshots. The
// last good catalogue is kept in a file, still in its signed envelope, for a start without network.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "kiosk/base/inbox.h"
#include "kiosk/model/event.h"
#include "kiosk/net/effect.h"
#include "kiosk/seal/envelope.h"

namespace kiosk24::app {

// The catalogue in that envelope, without search keys. bad_signature, bad_input (with the path, or the first
// finding of check_matter).
Result<CataloguePtr> catalogue_from(ByteView envelope, const std::string& etag,
                                    const std::vector<seal::TrustedSigner>& signers);

// The same with what a search walks along.
CataloguePtr with_search_keys(const Catalogue& catalogue);

class Workshop {
  public:
    struct Settings {
        std::filesystem::path cache_file;
        std::vector<seal::TrustedSigner> signers;
    };
    using Deliver = std::function<void(Event)>;

    // Starts the thread, which first looks whether the cache has a catalogue. `deliver` is called on it.
    Workshop(Settings settings, Deliver deliver);
    ~Workshop();
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    // Any thread. Completes the command that fetched it.
    void push(net::CatalogueArrived arrived);
    // Any thread. Until then no search keys are derived: the first picture has the processor for itself.
    void first_picture_is_shown();

  private:
    struct Stop {};
    struct PictureShown {};
    void run();
    void open_cache();
    void take(const net::CatalogueArrived& arrived);
    void serve(const CataloguePtr& catalogue);
    void add_search_keys();

    Settings settings_;
    Deliver deliver_;
    std::int64_t served_version_ = 0;
    bool is_picture_shown_ = false;
    CataloguePtr without_keys_;  // served, and still to get its search keys
    Inbox<std::variant<net::CatalogueArrived, PictureShown, Stop>> inbox_;
    std::thread thread_;
};

}  // namespace kiosk24::app
