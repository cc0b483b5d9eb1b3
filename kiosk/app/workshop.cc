#include "kiosk/app/workshop.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "kiosk/base/log.h"
#include "kiosk/flow/check_matter.h"
#include "kiosk/seal/digest.h"
#include "kiosk/text/search_index.h"
#include "kiosk/wire/catalogue.h"
#include "kiosk/wire/envelope.h"

namespace kiosk24::app {
namespace {

constexpr std::string_view kRoom = "workshop";
constexpr std::string_view kPurpose = "catalogue";

// The cache file: the etag on its first line, then the envelope as it came.
Status write_cache(const std::filesystem::path& file, const std::string& etag, ByteView envelope) {
    const std::string temporary = file.string() + ".new";
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) return Error(Code::broken_storage, temporary + ": " + std::strerror(errno));
    const std::string text = etag + "\n" + as_text(envelope);
    bool is_written = true;
    for (std::size_t done = 0; done < text.size() && is_written;) {
        const auto wrote = ::write(fd, text.data() + done, text.size() - done);
        is_written = wrote > 0;
        if (is_written) done += static_cast<std::size_t>(wrote);
    }
    is_written = is_written && ::fsync(fd) == 0;
    ::close(fd);
    if (!is_written || ::rename(temporary.c_str(), file.c_str()) != 0) {
        ::unlink(temporary.c_str());
        return Error(Code::out_of_space, file.string() + ": " + std::strerror(errno));
    }
    return {};
}

void hash_consents(Catalogue& catalogue) {
    for (auto& matter : catalogue.matters) {
        for (const auto language : kLanguages) {
            matter.consent.text_sha256[language] =
                seal::sha256_hex(as_bytes(text_of(matter.consent, language)));
            if (matter.face_consent.version.empty()) continue;
            matter.face_consent.text_sha256[language] =
                seal::sha256_hex(as_bytes(text_of(matter.face_consent, language)));
        }
    }
}

}  // namespace

Result<CataloguePtr> catalogue_from(ByteView envelope_bytes, const std::string& etag,
                                    const std::vector<seal::TrustedSigner>& signers) {
    TRY(envelope, wire::decode_envelope(as_text(envelope_bytes)).with("reading the catalogue's envelope"));
    TRY(payload,
        seal::verified_payload(envelope, kPurpose, signers).with("checking the catalogue's signature"));
    TRY(catalogue, wire::decode_catalogue(as_text(payload)).with("reading the catalogue"));
    const auto findings = flow::check_catalogue(catalogue);
    if (!findings.empty())
        return Error(Code::bad_input, "catalogue: " + findings.front().where + " " + findings.front().what);
    catalogue.etag = etag;
    hash_consents(catalogue);
    return CataloguePtr(std::make_shared<const Catalogue>(std::move(catalogue)));
}

CataloguePtr with_search_keys(const Catalogue& catalogue) {
    auto copy = std::make_shared<Catalogue>(catalogue);
    text::derive_search_keys(*copy);
    return copy;
}

Workshop::Workshop(Settings settings, Deliver deliver)
    : settings_(std::move(settings)), deliver_(std::move(deliver)), thread_([this] { run(); }) {}

Workshop::~Workshop() {
    inbox_.push(Stop{});
    thread_.join();
}

void Workshop::push(net::CatalogueArrived arrived) {
    inbox_.push(std::move(arrived));
}

void Workshop::first_picture_is_shown() {
    inbox_.push(PictureShown{});
}

void Workshop::run() {
    constexpr Milliseconds kLongestSleep{60'000};
    open_cache();
    for (;;) {
        for (const auto& message : inbox_.take_all()) {
            if (std::holds_alternative<Stop>(message)) return;
            if (std::holds_alternative<PictureShown>(message)) is_picture_shown_ = true;
            if (const auto* arrived = std::get_if<net::CatalogueArrived>(&message)) take(*arrived);
        }
        add_search_keys();
        inbox_.wait(kLongestSleep);
    }
}

void Workshop::open_cache() {
    std::ifstream file(settings_.cache_file, std::ios::binary);
    if (!file) return;
    std::string etag;
    std::getline(file, etag);
    std::ostringstream rest;
    rest << file.rdbuf();
    auto catalogue = catalogue_from(as_bytes(rest.str()), etag, settings_.signers);
    if (!catalogue) {
        log::warn(kRoom, "the kept catalogue is not used: {}", catalogue.error().text());
        return;
    }
    served_version_ = (*catalogue)->version;
    serve(*catalogue);
}

// At once as it is, so that the first picture need not wait; again when its search keys are there (ICU takes
// a while).
void Workshop::serve(const CataloguePtr& catalogue) {
    deliver_(event::CatalogueReady{catalogue});
    without_keys_ = catalogue;
}

void Workshop::add_search_keys() {
    if (!is_picture_shown_ || without_keys_ == nullptr) return;
    deliver_(event::CatalogueReady{with_search_keys(*std::exchange(without_keys_, nullptr))});
}

void Workshop::take(const net::CatalogueArrived& arrived) {
    auto catalogue = catalogue_from(arrived.bytes, arrived.etag, settings_.signers);
    if (catalogue && (*catalogue)->version < served_version_)
        catalogue = Error(Code::bad_input, "catalogue: version goes back");
    if (!catalogue) {
        log::error(kRoom, "the new catalogue is refused, the old one stays: {}", catalogue.error().text());
        deliver_(Completed{arrived.id,
                           arrived.case_id,
                           result::Failed{catalogue.error(), Fault::catalogue_refused, Outcome::not_done},
                           {}});
        return;
    }
    served_version_ = (*catalogue)->version;
    log::info(kRoom, "catalogue version {} with {} matters", served_version_, (*catalogue)->matters.size());
    if (auto kept = write_cache(settings_.cache_file, arrived.etag, arrived.bytes); !kept)
        log::warn(kRoom, "the catalogue could not be kept: {}", kept.error().text());
    deliver_(Completed{arrived.id, arrived.case_id, result::CatalogueFetched{*catalogue}, {}});
    serve(*catalogue);
}

}  // namespace kiosk24::app
