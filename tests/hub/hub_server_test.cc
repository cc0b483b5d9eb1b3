// The real hub over real TLS: who is let in, what is heard, what is shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "hub/fleet/enrolment.h"
#include "hub/store/store.h"
#include "kiosk/seal/digest.h"
#include "kiosk/seal/envelope.h"
#include "tests/hub/hub_process.h"
#include "tests/support/beats.h"

namespace kiosk24::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class HubServer : public testing::Test {
  protected:
    HubServer() { hub.start(); }
    HubProcess hub;
};

// ---- who is let in

TEST_F(HubServer, WithoutACertificateOnlyEnrolmentIsPossible) {
    const HubTerminal nobody(hub);
    EXPECT_EQ(nobody.beat(sample_beat()).status, 401);
    EXPECT_EQ(nobody.beat(sample_beat()).code(), "no_certificate");
    EXPECT_EQ(nobody.post(wire::kCommandOutcomesPath, "{}").status, 401);
    EXPECT_EQ(nobody.post("/v1/nothing", "{}").status, 401) << "not even what there is";
    EXPECT_EQ(nobody.enrol(hub.code_for("LG-0001")).status, 201);
}

TEST_F(HubServer, ACodeMakesATerminalOneOfOurs) {
    HubTerminal terminal(hub);
    const auto reply = terminal.enrol();
    EXPECT_EQ(reply.signer_key_id, "hub-command-1");
    EXPECT_EQ(hub.seen()["link"], "never");
    const auto answered = terminal.beaten(sample_beat());
    EXPECT_EQ(answered.beat_every, Milliseconds(30'000));
    EXPECT_THAT(answered.commands, IsEmpty());
    EXPECT_EQ(hub.seen()["link"], "up");
    EXPECT_EQ(hub.seen()["service"], "in_service");
}

TEST_F(HubServer, ACodeWorksOnceAndForItsTerminalOnly) {
    const HubTerminal first(hub), second(hub), other(hub, "LG-0002");
    const std::string code = hub.code_for("LG-0001");
    EXPECT_EQ(other.enrol(code).code(), "bad_code");
    const HubHeard enrolled = first.enrol(code);
    ASSERT_EQ(enrolled.status, 201);
    EXPECT_EQ(second.enrol(code).code(), "bad_code") << "another key";
    // The reply was lost on the way: the same request has the same answer.
    EXPECT_EQ(wire::decode_enrolment_reply(first.enrol(code).body)->certificate_pem,
              wire::decode_enrolment_reply(enrolled.body)->certificate_pem);
}

TEST_F(HubServer, AnExpiredAVoidedAndAnInventedCodeAreRefusedAlike) {
    const HubTerminal terminal(hub);
    const std::string voided = hub.code_for("LG-0001"), expired = hub.code_for("LG-0001");
    auto store = hub::Store::open(hub.directory() / "hub.db");
    ASSERT_TRUE(store.has_value());
    auto code = *store->code(seal::sha256_hex(as_bytes(*hub::plain_code(expired))));
    ASSERT_TRUE(code.has_value());
    code->expires = {code->issued.unix_ms - 1};
    ASSERT_TRUE(store->keep_code(*code).has_value());
    const HubHeard invented = terminal.enrol("0000-0000-0000-0000");
    EXPECT_EQ(invented.code(), "bad_code");
    EXPECT_EQ(terminal.enrol(voided).body, invented.body);
    EXPECT_EQ(terminal.enrol(expired).body, invented.body);
}

TEST_F(HubServer, ARequestForAnotherNameOrWithoutSenseIsRefused) {
    const HubTerminal terminal(hub);
    const std::string code = hub.code_for("LG-0001");
    const auto with = [&](const std::string& request) {
        return terminal.post(wire::kEnrolmentsPath,
                             *wire::encode(wire::EnrolmentRequest{"LG-0001", code, request}));
    };
    EXPECT_EQ(with(terminal.signing_request_named("LG-0002")).code(), "other_terminal");
    EXPECT_EQ(with("no request").status, 400);
    std::string spoiled = terminal.signing_request();
    spoiled[200] = spoiled[200] == 'A' ? 'B' : 'A';
    EXPECT_EQ(with(spoiled).status, 400);
    EXPECT_EQ(terminal.post(wire::kEnrolmentsPath, "{").status, 400);
    EXPECT_EQ(with(terminal.signing_request_named("")).status, 201) << "the hub gives the name";
}

TEST_F(HubServer, WhoGuessesCodesIsNotListenedTo) {
    const HubTerminal terminal(hub);
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(terminal.enrol("0000-0000-0000-0000").status, 403);
    EXPECT_EQ(terminal.enrol(hub.code_for("LG-0001")).status, 429);
}

TEST_F(HubServer, ACertificateOfAnotherAuthorityAndOldTlsDoNotEvenConnect) {
    HubTerminal rogue(hub);
    const auto bad = pki::read_identity(hub.directory() / "bad", "rogue_terminal");
    ASSERT_TRUE(bad.has_value());
    rogue.use(*pki::pem_of(*bad->certificate), *pki::pem_of(*bad->key));
    EXPECT_NE(rogue.beat(sample_beat()).curl_code, 0);
    EXPECT_NE(rogue.enrol(hub.code_for("LG-0001")).curl_code, 0);
    HubTerminal old(hub);
    old.knows_tls_1_3 = false;
    EXPECT_NE(old.enrol(hub.code_for("LG-0001")).curl_code, 0);
    EXPECT_EQ(HubTerminal(hub).enrol(hub.code_for("LG-0001")).status, 201) << "the hub goes on";
}

TEST_F(HubServer, WhoEnrolsAnewReplacesTheEarlierCertificate) {
    HubTerminal stolen(hub), replaced(hub, "LG-0001");
    const auto before = stolen.enrol();
    const auto key = *pki::read_text(hub.directory() / "LG-0001.key");
    EXPECT_EQ(stolen.beat(sample_beat(1)).status, 200);
    replaced.enrol();
    EXPECT_EQ(replaced.beat(sample_beat(1, kNextBoot)).status, 200);
    stolen.use(before.certificate_pem, key);
    EXPECT_EQ(stolen.beat(sample_beat(2)).code(), "superseded_certificate");
}

TEST_F(HubServer, AHubThatDoesNotKnowTheTerminalSaysSo) {
    HubTerminal terminal(hub);
    terminal.enrol();
    hub.kill_hard();
    for (const char* name : {"hub.db", "hub.db-wal", "hub.db-shm"})
        std::filesystem::remove(hub.directory() / name);
    hub.start();
    EXPECT_EQ(terminal.beat(sample_beat()).code(), "not_enrolled");
}

// ---- what is heard

TEST_F(HubServer, WhatCannotBeReadIsRefusedAndChangesNothing) {
    HubTerminal terminal(hub);
    terminal.enrol();
    terminal.beaten(sample_beat(1));
    const auto before = hub.seen();
    EXPECT_EQ(terminal.post(wire::kBeatsPath, "").status, 400);
    EXPECT_EQ(terminal.post(wire::kBeatsPath, "\xff\xfe").status, 400);
    EXPECT_EQ(terminal.post(wire::kBeatsPath, std::string(2000, '[')).status, 400);
    EXPECT_EQ(terminal.post(wire::kBeatsPath, std::string(40'000, ' ')).status, 413);
    EXPECT_EQ(terminal.post(wire::kCommandOutcomesPath, "[]").status, 400);
    EXPECT_EQ(terminal.request("POST", wire::kBeatsPath, *wire::encode(sample_beat(2)), "text/plain").status,
              415);
    EXPECT_EQ(terminal.request("GET", wire::kBeatsPath, {}, "application/json").status, 405);
    EXPECT_EQ(terminal.request("GET", "/", {}, "application/json").status, 404) << "the console is elsewhere";
    EXPECT_EQ(hub.seen(), before);
    EXPECT_EQ(terminal.beat(sample_beat(2)).status, 200);
}

TEST_F(HubServer, ARepeatedAnOldAndAForeignBeatChangeNothing) {
    HubTerminal terminal(hub), other(hub, "LG-0002");
    terminal.enrol();
    other.enrol();
    terminal.beaten(sample_beat(5));
    const auto before = hub.seen();
    EXPECT_EQ(terminal.beat(sample_beat(5)).status, 200);
    EXPECT_EQ(terminal.beat(sample_beat(4)).code(), "old_beat");
    EXPECT_EQ(other.beat(sample_beat(6)).code(), "other_terminal");
    EXPECT_EQ(hub.seen(), before);
    EXPECT_EQ(hub.seen("LG-0002")["link"], "never");
}

TEST_F(HubServer, WhatWasAnsweredIsThereAfterAKill) {
    HubTerminal terminal(hub);
    terminal.enrol();
    for (std::uint64_t sequence = 1; sequence <= 20; ++sequence)
        terminal.beaten(sample_beat(sequence));
    const auto before = hub.seen();
    hub.kill_hard();
    hub.start();
    EXPECT_EQ(hub.seen(), before);
    EXPECT_EQ(terminal.beat(sample_beat(19)).code(), "old_beat");
    EXPECT_EQ(terminal.beat(sample_beat(21)).status, 200);
}

TEST_F(HubServer, AMissedTerminalIsLostAndComesBackByItself) {
    hub.kill_hard();
    hub.start({"--beat-every-ms", "100"});
    HubTerminal terminal(hub);
    terminal.enrol();
    EXPECT_EQ(terminal.beaten(sample_beat(1)).beat_every, Milliseconds(100));
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (hub.seen()["link"] != "lost" && std::chrono::steady_clock::now() < until) {
    }
    EXPECT_EQ(hub.seen()["link"], "lost");
    EXPECT_THAT(hub.look("/?lang=en").body, HasSubstr("Link lost"));
    terminal.beaten(sample_beat(2));
    EXPECT_EQ(hub.seen()["link"], "up");
}

// ---- commands

TEST_F(HubServer, AnOrderReachesItsTerminalSignedAndItsOutcomeIsShown) {
    HubTerminal terminal(hub), other(hub, "LG-0002");
    const auto enrolled = terminal.enrol();
    other.enrol();
    terminal.beaten(sample_beat(1));
    const Ran given = hub.run("command", {"--terminal", "LG-0001", "out-of-service", "--notice-zh",
                                          "设备检修", "--notice-en", "Maintenance"});
    ASSERT_EQ(given.status, 0) << given.output;
    EXPECT_EQ(hub.seen()["last_command"]["standing"], "pending");
    EXPECT_THAT(other.beaten(sample_beat(1, kBoot, "LG-0002")).commands, IsEmpty());

    const auto pending = terminal.beaten(sample_beat(2)).commands;
    ASSERT_THAT(pending, SizeIs(1));
    EXPECT_EQ(pending[0].id, given.output);
    const auto payload = seal::verified_payload(
        pending[0].envelope, wire::kEnvelopePurpose_hub_command,
        {{enrolled.signer_key_id, enrolled.signer_algorithm, enrolled.signer_public_key_pem}});
    ASSERT_TRUE(payload.has_value()) << payload.error().text();
    const auto command = wire::decode_hub_command(as_text(*payload));
    ASSERT_TRUE(command.has_value());
    EXPECT_EQ(command->id, given.output);
    EXPECT_EQ(command->terminal_id, "LG-0001");
    EXPECT_EQ(std::get<order::OutOfService>(command->what).notice.get(Language::zh_hans), "设备检修");

    EXPECT_THAT(terminal.beaten(sample_beat(3)).commands, SizeIs(1)) << "until its outcome is told";
    const std::vector<CommandOutcome> done{{command->id, CommandRefusal::none, {1}}};
    EXPECT_EQ(other.post(wire::kCommandOutcomesPath, *wire::encode(done)).status, 204);
    EXPECT_EQ(hub.seen()["last_command"]["standing"], "pending") << "nobody answers for another";
    EXPECT_EQ(terminal.post(wire::kCommandOutcomesPath, *wire::encode(done)).status, 204);
    EXPECT_EQ(hub.seen()["last_command"]["standing"], "done");
    EXPECT_THAT(terminal.beaten(sample_beat(4)).commands, IsEmpty());
}

TEST_F(HubServer, AnOrderThatMakesNoSenseIsToldAtTheKeyboard) {
    HubTerminal(hub).enrol();
    EXPECT_NE(hub.run("command", {"--terminal", "LG-0404", "in-service"}).status, 0);
    EXPECT_NE(hub.run("command", {"--terminal", "LG-0001", "out-of-service", "--notice-zh", ""}).status, 0);
    EXPECT_NE(hub.run("command", {"--terminal", "LG-0001", "out-of-service"}).status, 0);
    EXPECT_NE(hub.run("command", {"--terminal", "LG-0001"}).status, 0);
    EXPECT_NE(hub.run("enrol-code", {"--terminal", "../etc"}).status, 0);
    EXPECT_FALSE(hub.seen().contains("last_command"));
}

// ---- what is shown

TEST_F(HubServer, LookingDoesNotRefreshLastSeen) {
    HubTerminal terminal(hub);
    terminal.enrol();
    terminal.beaten(sample_beat(1));
    const auto before = hub.seen();
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(hub.look("/").status, 200);
        EXPECT_EQ(hub.seen(), before);
    }
}

TEST_F(HubServer, AnUrgentBeatIsShownAtOnce) {
    HubTerminal terminal(hub);
    terminal.enrol();
    terminal.beaten(sample_beat(1));
    Heartbeat urgent = sample_beat(2);
    urgent.service = ServiceState::half_service;
    urgent.devices[1].paper = SupplyState::out;
    urgent.devices[1].fault = Fault::printer_paper_out;
    terminal.beaten(urgent);
    EXPECT_EQ(hub.seen()["service"], "half_service");
    EXPECT_THAT(hub.look("/").body, HasSubstr("缺纸"));
}

TEST_F(HubServer, TheConsoleOnlyReads) {
    EXPECT_EQ(hub.look("/v1/beats").status, 404);
    EXPECT_EQ(hub.look("/../hub.db").status, 404);
    EXPECT_THAT(hub.look("/").body, HasSubstr("<!doctype html>"));
}

TEST(HubProgram, AFolderThatIsNoHubsIsRefusedWithWhatToDo) {
    const std::string program = std::string(KIOSK24_BIN_DIR) + "/kiosk24-hub";
    const Ran ran = run_program({program, "serve", "--dir", "/nonexistent"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.output, HasSubstr("kiosk24-hub init"));
}

TEST(HubProgram, EndsWhenItIsAskedTo) {
    HubProcess hub;
    ASSERT_TRUE(hub.start());
    HubTerminal terminal(hub);
    terminal.enrol();
    terminal.beaten(sample_beat());
    EXPECT_EQ(hub.end(), 0);
}

}  // namespace
}  // namespace kiosk24::test
