// Each nasty string on a card and in a code, along the rooms and without processes: from the card's bytes by
// way of its driver to the platform's book, its paper, and the check of that paper before it is printed.
#include <optional>

#include "drivers/document_verify/document_check.h"
#include "drivers/sam_serial/text_block.h"
#include "drivers/virtual/sam/card.h"
#include "hub/sandbox/pki.h"
#include "hub/sandbox/platform.h"
#include "tests/whole/nasty_fixture.h"
#include "tests/whole/process.h"

namespace kiosk24::whole_test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNumber = "11010519491231002X";

class AtThePlatform : public Nasty {
  protected:
    void SetUp() override {
        const auto keys = folder_.path() / "sandbox";
        fs::create_directory(keys);
        ASSERT_TRUE(sandbox::make_missing_files(keys, "LG-0001", sandbox::BadOnes::leave_out));
        auto opened = sandbox::Platform::open({keys, source_directory() / "config/catalogue", {}});
        ASSERT_TRUE(opened) << opened.error().text();
        platform_.emplace(*std::move(opened));
        auto signers = drivers::document_verify::TrustedSigners::from_pem(bytes_of(keys / "document_ca.pem"));
        ASSERT_TRUE(signers);
        signers_.emplace(*std::move(signers));
    }
    http::Reply ask(const std::string& method, const std::string& path, const std::string& body,
                    const std::string& key = {}) {
        http::Request request;
        request.method = method;
        request.path = path;
        request.terminal_id = "LG-0001";
        request.host = "localhost";
        request.content_type = "application/json";
        request.idempotency_key = key;
        request.body = body;
        const auto reply = platform_->serve(request).reply;
        EXPECT_LT(reply.status, 500) << reply.body;
        if (reply.status >= 400) {
            EXPECT_TRUE(wire::decode_problem(reply.body)) << reply.body;
        }
        return reply;
    }
    // The card as its reader reads it; nothing if it refuses it.
    std::optional<IdentityCard> card_saying(const std::string& name, const std::string& address) {
        virtual_devices::VirtualCard card;
        card.name = name;
        card.address = address;
        card.sex = "2";
        card.nation = "01";
        card.birth = "1949-12-31";
        card.id_number = kNumber;
        card.issuer = "测试";
        card.valid_from = "2020-01-01";
        card.valid_to = "长期";
        const auto block = virtual_devices::text_block_of(card);
        EXPECT_TRUE(block) << block.error().text();
        if (!block) return std::nullopt;
        auto read = drivers::sam_serial::read_text_block(*block);
        return read ? std::optional(*std::move(read)) : std::nullopt;
    }
    Application application_of(const ConfirmedPerson& person, const std::string& key,
                               const std::string& name) {
        Application application;
        application.case_id = std::string(32, 'a');
        application.key = key;
        application.matter_id = "SI01";
        application.matter_version = 2;
        application.matter_case = "current";
        application.person_reference = person.reference;
        for (const auto& [field, value] : std::initializer_list<std::pair<std::string, std::string>>{
                 {"name", name}, {"sex", "2"}, {"birth", "1949-12-31"}, {"number", kNumber}})
            application.form.push_back({field, PersonalText(value), Source::card, {}});
        application.consent = {"2026-01", std::string(64, 'e'), {1'795'312'800'000}};
        return application;
    }
    std::optional<sandbox::Platform> platform_;
    std::optional<drivers::document_verify::TrustedSigners> signers_;
};

TEST_F(AtThePlatform, ACodeThatItNeverIssuedIsRefusedWithWords) {
    with_each([&](const std::string& text) {
        const auto body = wire::encode_eid_request(PersonalText(text));
        if (!body) return;
        const auto read = wire::decode_eid_request(*body);
        if (read) {
            EXPECT_EQ(read->reveal(), text);
        }
        const auto reply = ask("POST", std::string(wire::kEidPath), *body);
        EXPECT_GE(reply.status, 400);
    });
}

TEST_F(AtThePlatform, ANameAndAnAddressArriveAsTheCardSaysThem) {
    int confirmed = 0;
    with_each([&](const std::string& text) {
        const auto name = cut_to_units(text, 15), address = cut_to_units(text, 35);
        const auto card = card_saying(name, address);
        if (!card) {
            EXPECT_TRUE(has_control_characters(address) || name.find_first_not_of(" ") == name.npos);
            return;
        }
        const auto trimmed = [](std::string words) {
            return words.substr(0, words.find_last_not_of(std::string(" \0", 2)) + 1);
        };
        EXPECT_EQ(card->name.reveal(), trimmed(name));
        EXPECT_EQ(card->address.reveal(), trimmed(address));
        const auto message = wire::encode(wire::FromDriver(wire::Done{7, wire::give::Card{*card}, 0}));
        ASSERT_TRUE(message) << message.error().text();
        const auto heard = wire::decode_from_driver(*message, DeviceClass::id_card_reader);
        ASSERT_TRUE(heard) << heard.error().text();
        EXPECT_TRUE(std::get<wire::give::Card>(std::get<wire::Done>(*heard).give).card == *card);
        const auto body = wire::encode_identity_request(*card);
        ASSERT_TRUE(body);
        const auto reply = ask("POST", std::string(wire::kIdentityPath), *body);
        if (reply.status != 200) return;
        ++confirmed;
        const auto person = wire::decode_identity_reply(reply.body);
        ASSERT_TRUE(person) << person.error().text();
        EXPECT_EQ(person->display_name.reveal(), card->name.reveal());
        auto book = sandbox::Book::open(folder_.path() / "sandbox/sandbox.db");
        ASSERT_TRUE(book);
        const auto kept = book->person(person->reference);
        ASSERT_TRUE(kept && *kept);
        EXPECT_EQ((*kept)->name.reveal(), card->name.reveal());
        EXPECT_EQ((*kept)->address.reveal(), card->address.reveal());
    });
    EXPECT_GT(confirmed, 150);
}

TEST_F(AtThePlatform, ThePaperCarriesTheNameOrAPersonDecides) {
    int papers = 0, by_a_person = 0, unproved = 0;
    std::string not_found;
    with_each([&](const std::string& text) {
        const auto card = card_saying(cut_to_units(text, 15), "测试路1号");
        if (!card) return;
        const auto reply =
            ask("POST", std::string(wire::kIdentityPath), *wire::encode_identity_request(*card));
        if (reply.status != 200) return;
        const auto person = *wire::decode_identity_reply(reply.body);
        const auto key = "key-" + std::to_string(papers + by_a_person) + std::string(28, '0');
        const auto application = application_of(person, key, card->name.reveal());
        const auto filed = ask("POST", std::string(wire::kSubmissionsPath), *wire::encode(application), key);
        ASSERT_EQ(filed.status, 201) << filed.body;
        const auto decision = wire::decode_decision(filed.body);
        ASSERT_TRUE(decision) << decision.error().text();
        if (decision->verdict != Verdict::approved) {
            ++by_a_person;
            return;
        }
        ++papers;
        const auto paper = ask("GET", "/v1/documents/" + decision->document_id, {});
        ASSERT_EQ(paper.status, 200);
        const auto checked = drivers::document_verify::check_document(
            as_bytes(paper.body), {card->name, decision->case_number}, *signers_);
        if (!checked) {
            ++unproved;
            // bad_argument: the name is nothing but space.
            EXPECT_TRUE(checked.error().code() == Code::document_mismatch ||
                        checked.error().code() == Code::bad_argument)
                << checked.error().text();
            not_found += shown({"", text}) + "\n";
        }
    });
    EXPECT_GT(papers, 50);
    std::printf(
        "%d papers, %d decided by a person; %d papers on which the name is not found, which are not "
        "printed:\n%s",
        papers, by_a_person, unproved, not_found.c_str());
}

}  // namespace
}  // namespace kiosk24::whole_test
