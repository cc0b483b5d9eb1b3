#include "kiosk/app/workshop.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>

#include "kiosk/wire/catalogue.h"
#include "kiosk/wire/envelope.h"
#include "kiosk/wire/platform_message.h"
#include "screens/shared/sample.h"

namespace kiosk24::app {
namespace {

struct Publisher {
    seal::SigningKey key = *seal::SigningKey::generate("test-1", seal::SignatureAlgorithm::ed25519);
    std::vector<seal::TrustedSigner> trusted() const {
        return {{"test-1", "Ed25519", *key.public_key_pem()}};
    }
    Bytes publish(const Catalogue& catalogue, std::string_view purpose = "catalogue") const {
        const auto json = *wire::encode(catalogue);
        const auto text = *wire::encode(*seal::sign(key, purpose, as_bytes(json)));
        return {text.begin(), text.end()};
    }
};

Catalogue good() {
    Catalogue catalogue = *screens::sample_state().catalogue;
    catalogue.version = 5;
    return catalogue;
}

TEST(Workshop, ASignedCatalogueIsServedWithItsSearchKeysAndConsentHashes) {
    const Publisher publisher;
    const auto catalogue = catalogue_from(publisher.publish(good()), "\"1\"", publisher.trusted());
    ASSERT_TRUE(catalogue) << catalogue.error().text();
    EXPECT_EQ((*catalogue)->etag, "\"1\"");
    const auto& matter = (*catalogue)->matters.front();
    EXPECT_FALSE(with_search_keys(**catalogue)->matters.front().search_keys.empty());
    EXPECT_EQ(matter.consent.text_sha256.at(Language::en).size(), 64U);
}

TEST(Workshop, AnotherSignerOrPurposeOrAChangedByteIsRefused) {
    const Publisher publisher, stranger;
    EXPECT_EQ(catalogue_from(stranger.publish(good()), "", publisher.trusted()).error().code(),
              Code::bad_signature);
    EXPECT_EQ(catalogue_from(publisher.publish(good(), "release"), "", publisher.trusted()).error().code(),
              Code::bad_signature);
    auto bytes = publisher.publish(good());
    auto text = as_text(bytes);
    const auto payload = text.find("\"payload\"");
    text[payload + 20] = text[payload + 20] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(catalogue_from(as_bytes(text), "", publisher.trusted()));
}

TEST(Workshop, ACatalogueInWhichACitizenWouldGetStuckIsRefused) {
    const Publisher publisher;
    auto catalogue = good();
    catalogue.matters.front().steps[3].next.front().when = {Rule::Kind::rule, "no_such_rule", {}, {}};
    const auto refused = catalogue_from(publisher.publish(catalogue), "", publisher.trusted());
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().detail().find("no_such_rule"), std::string::npos);
}

// Collects what the workshop delivers and waits for it.
class Deliveries {
  public:
    void add(Event event) {
        const std::lock_guard lock(mutex_);
        events_.push_back(std::move(event));
        arrived_.notify_all();
    }
    std::optional<Event> next() {
        std::unique_lock lock(mutex_);
        if (!arrived_.wait_for(lock, std::chrono::seconds(20), [this] { return !events_.empty(); }))
            return std::nullopt;
        auto event = std::move(events_.front());
        events_.pop_front();
        return event;
    }

  private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Event> events_;
};

TEST(Workshop, KeepsTheLastGoodCatalogueForAStartWithoutNetwork) {
    const Publisher publisher;
    const auto cache =
        std::filesystem::temp_directory_path() / ("kiosk24-workshop-" + std::to_string(::getpid()));
    std::filesystem::remove(cache);
    {
        Deliveries deliveries;
        Workshop workshop({cache, publisher.trusted()},
                          [&](Event event) { deliveries.add(std::move(event)); });
        workshop.first_picture_is_shown();
        workshop.push({7, {}, publisher.publish(good()), "\"1\""});
        const auto completed = deliveries.next();
        ASSERT_TRUE(completed && std::holds_alternative<Completed>(*completed));
        EXPECT_EQ(std::get<Completed>(*completed).id, 7U);
        const auto ready = deliveries.next();
        ASSERT_TRUE(ready && std::holds_alternative<event::CatalogueReady>(*ready));
        const auto searchable = deliveries.next();
        ASSERT_TRUE(searchable && std::holds_alternative<event::CatalogueReady>(*searchable));
        EXPECT_FALSE(
            std::get<event::CatalogueReady>(*searchable).catalogue->matters.front().search_keys.empty());
    }
    Deliveries deliveries;
    Workshop workshop({cache, publisher.trusted()}, [&](Event event) { deliveries.add(std::move(event)); });
    const auto ready = deliveries.next();
    ASSERT_TRUE(ready && std::holds_alternative<event::CatalogueReady>(*ready));
    EXPECT_EQ(std::get<event::CatalogueReady>(*ready).catalogue->etag, "\"1\"");
    EXPECT_TRUE(std::get<event::CatalogueReady>(*ready).catalogue->matters.front().search_keys.empty())
        << "before the first picture nothing takes the processor from it";
    workshop.first_picture_is_shown();
    ASSERT_TRUE(deliveries.next()) << "again, with its search keys";

    // A catalogue that is refused completes its command and leaves the old one in place.
    workshop.push({8, {}, Bytes{'{', '}'}, ""});
    const auto refused = deliveries.next();
    ASSERT_TRUE(refused && std::holds_alternative<Completed>(*refused));
    const auto* failed = std::get_if<result::Failed>(&std::get<Completed>(*refused).result);
    ASSERT_NE(failed, nullptr);
    EXPECT_EQ(failed->fault, Fault::catalogue_refused);

    // One that goes back to an older version is refused too: an attacker may hold an old signed one.
    auto older = good();
    older.version = 4;
    workshop.push({9, {}, publisher.publish(older), ""});
    const auto back = deliveries.next();
    ASSERT_TRUE(back && std::holds_alternative<Completed>(*back));
    EXPECT_TRUE(std::holds_alternative<result::Failed>(std::get<Completed>(*back).result));
    std::filesystem::remove(cache);
}

TEST(Workshop, ADamagedCacheIsNotServed) {
    const Publisher publisher;
    const auto cache =
        std::filesystem::temp_directory_path() / ("kiosk24-damaged-" + std::to_string(::getpid()));
    std::ofstream(cache) << "\"1\"\n{\"alg\": \"Ed25519\"";
    Deliveries deliveries;
    Workshop workshop({cache, publisher.trusted()}, [&](Event event) { deliveries.add(std::move(event)); });
    workshop.push({7, {}, publisher.publish(good()), "\"2\""});
    ASSERT_TRUE(deliveries.next()) << "the command's Completed";
    const auto ready = deliveries.next();
    ASSERT_TRUE(ready && std::holds_alternative<event::CatalogueReady>(*ready));
    EXPECT_EQ(std::get<event::CatalogueReady>(*ready).catalogue->etag, "\"2\"");
    std::filesystem::remove(cache);
}

}  // namespace
}  // namespace kiosk24::app
