// TLS, the signed catalogue, and the sandbox's ways of misbehaving.
#include <curl/curl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <sstream>

#include "kiosk/seal/envelope.h"
#include "kiosk/wire/catalogue.h"
#include "kiosk/wire/envelope.h"
#include "tests/hub/client.h"

namespace kiosk24::sandbox_test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Result<Bytes> verified(const SandboxProcess& sandbox, const Heard& heard) {
    std::ifstream file(sandbox.directory() / "catalogue_signer.pem");
    std::ostringstream pem;
    pem << file.rdbuf();
    TRY(envelope, wire::decode_envelope(heard.body));
    return seal::verified_payload(envelope, wire::kEnvelopePurpose_catalogue,
                                  {{"sandbox-catalogue-1", "Ed25519", pem.str()}});
}

TEST(Tls, OnlyACertificateOfTheAuthorityIsServedAndOnlyOverTls13) {
    SandboxProcess sandbox(SandboxProcess::Keys::good_and_bad);
    ASSERT_TRUE(sandbox.start());
    EXPECT_EQ(Client(sandbox).get("/v1/health").status, 200);
    EXPECT_NE(Client(sandbox, "").get("/v1/health").curl_code, 0);
    EXPECT_NE(Client(sandbox, "bad/rogue_terminal").get("/v1/health").curl_code, 0);
    EXPECT_NE(Client(sandbox, "bad/expired_terminal").get("/v1/health").curl_code, 0);
    Client old(sandbox);
    old.knows_tls_1_3 = false;
    EXPECT_NE(old.get("/v1/health").curl_code, 0);
}

TEST(Tls, AnExpiredServerCertificateIsServedWhenAskedFor) {
    SandboxProcess sandbox(SandboxProcess::Keys::good_and_bad);
    ASSERT_TRUE(sandbox.start({"--server-identity", "bad/expired_server"}));
    EXPECT_EQ(Client(sandbox).get("/v1/health").curl_code, CURLE_PEER_FAILED_VERIFICATION);
}

TEST(Tls, AnotherTerminalHasItsOwnNameInTheBook) {
    SandboxProcess sandbox;
    const Ran made = run_program(
        {sandbox_program(), "init", "--dir", sandbox.directory().string(), "--terminal", "LG-0002"});
    ASSERT_EQ(made.status, 0) << made.output;
    ASSERT_TRUE(sandbox.start());
    EXPECT_THAT(Client(sandbox, "terminal-LG-0002").get("/v1/health").body, HasSubstr("LG-0002"));
}

TEST(Keys, AreReadableByTheirOwnerOnlyAndStayAtTheNextStart) {
    SandboxProcess sandbox;
    const auto key = sandbox.directory() / "server.key";
    EXPECT_EQ(std::filesystem::status(key).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const auto written = std::filesystem::last_write_time(key);
    ASSERT_TRUE(sandbox.start());
    EXPECT_EQ(std::filesystem::last_write_time(key), written);
}

TEST(Program, SaysWhatIsWrongWithItsCommandLine) {
    EXPECT_EQ(run_program({sandbox_program(), "serve", "--dir", "/tmp/x"}).status, 2);
    EXPECT_EQ(run_program({sandbox_program(), "serv"}).status, 2);
    EXPECT_THAT(run_program({sandbox_program(), "init", "--dir", "/tmp/x", "--nonsense", "1"}).output,
                HasSubstr("unknown option --nonsense"));
}

class Misbehaviour : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(sandbox.start()); }
    SandboxProcess sandbox;
    Client client{sandbox};
};

TEST_F(Misbehaviour, NoneTheCatalogueIsSignedAndUnchangedForWhoeverHasIt) {
    const Heard heard = client.get("/v1/catalogue");
    const auto payload = verified(sandbox, heard);
    ASSERT_TRUE(payload) << payload.error().text();
    const auto catalogue = wire::decode_catalogue(as_text(*payload));
    ASSERT_TRUE(catalogue) << catalogue.error().text();
    EXPECT_NE(catalogue->find("SI01"), nullptr);
    EXPECT_EQ(catalogue->groups.size(), 12u);
    const Heard again = client.get("/v1/catalogue", {"If-None-Match: " + heard.headers.at("etag")});
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.body.empty());
}

TEST_F(Misbehaviour, AForgedCatalogueDoesNotVerify) {
    const std::string etag = client.get("/v1/catalogue").headers.at("etag");
    ASSERT_EQ(sandbox.control("lie catalogue-signature"), "ok");
    const Heard heard = client.get("/v1/catalogue", {"If-None-Match: " + etag});
    EXPECT_EQ(heard.status, 200);
    const auto payload = verified(sandbox, heard);
    ASSERT_FALSE(payload);
    EXPECT_EQ(payload.error().code(), Code::bad_signature);
}

TEST_F(Misbehaviour, FailsAsOftenAsItWasTold) {
    ASSERT_EQ(sandbox.control("fail health 500 2"), "ok");
    EXPECT_EQ(client.get("/v1/health").status, 500);
    EXPECT_EQ(client.get("/v1/health").code(), "told_to_fail");
    EXPECT_EQ(client.get("/v1/health").status, 200);
}

TEST_F(Misbehaviour, FailsUntilReset) {
    ASSERT_EQ(sandbox.control("fail identity 503"), "ok");
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(client.post("/v1/identity", "{}").status, 503);
    ASSERT_EQ(sandbox.control("reset"), "ok");
    EXPECT_EQ(client.post("/v1/identity", "{}").status, 400);
}

TEST_F(Misbehaviour, SaysWhenToComeAgain) {
    ASSERT_EQ(sandbox.control("retry-after submit 7 1"), "ok");
    const Heard heard = client.post("/v1/submissions", "{}");
    EXPECT_EQ(heard.status, 503);
    EXPECT_EQ(heard.headers.at("retry-after"), "7");
    EXPECT_EQ(client.post("/v1/submissions", "{}").status, 400);
}

TEST_F(Misbehaviour, IsSlowWhereItWasToldAndNowhereElse) {
    ASSERT_EQ(sandbox.control("slow health 400"), "ok");
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(client.get("/v1/health").status, 200);
    EXPECT_GE(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(400));
    client.within_ms = 200;
    EXPECT_EQ(client.get("/v1/health").curl_code, CURLE_OPERATION_TIMEDOUT);
    client.within_ms = 20'000;
    EXPECT_EQ(client.get("/v1/catalogue").status, 200);
}

TEST_F(Misbehaviour, HangsWithoutAWordAndGoesOnServingAfterReset) {
    ASSERT_EQ(sandbox.control("hang"), "ok");
    client.within_ms = 300;
    EXPECT_EQ(client.get("/v1/health").curl_code, CURLE_OPERATION_TIMEDOUT);
    ASSERT_EQ(sandbox.control("reset"), "ok");
    client.within_ms = 20'000;
    EXPECT_EQ(client.get("/v1/health").status, 200);
}

TEST_F(Misbehaviour, SpoilsReplies) {
    const auto spoilt = [&](const std::string& how) {
        EXPECT_EQ(sandbox.control(how + " health"), "ok");
        return client.get("/v1/health").body;
    };
    EXPECT_THAT(spoilt("garbage"), StartsWith("<html>"));
    EXPECT_EQ(spoilt("huge").size(), 40u << 20);
    EXPECT_FALSE(is_utf8(spoilt("not-utf8")));
    EXPECT_EQ(spoilt("missing"), "{}");
    EXPECT_THAT(spoilt("wrong-type"), StartsWith("["));
}

TEST_F(Misbehaviour, IsAbsentAndComesBackAtTheSamePort) {
    ASSERT_EQ(sandbox.control("absent"), "ok");
    EXPECT_EQ(client.get("/v1/health").curl_code, CURLE_COULDNT_CONNECT);
    ASSERT_EQ(sandbox.control("back"), "ok");
    EXPECT_EQ(client.get("/v1/health").status, 200);
}

TEST_F(Misbehaviour, AWordThatItDoesNotKnowIsAnErrorAndChangesNothing) {
    for (const char* line : {"", "dance", "slow everything 5", "slow submit", "slow submit soon",
                             "fail submit 200", "lie", "lie about-everything", "pending -1", "hang nobody"})
        EXPECT_THAT(sandbox.control(line), StartsWith("error bad_input")) << line;
    EXPECT_EQ(client.get("/v1/health").status, 200);
}

TEST_F(Misbehaviour, CanBeToldByTheProgramItself) {
    const auto tell = [&](const std::string& line) {
        return run_program({sandbox_program(), "tell", "--control",
                            (sandbox.directory() / "control").string(), "--line", line});
    };
    EXPECT_EQ(tell("fail health 503").output, "ok\n");
    EXPECT_EQ(client.get("/v1/health").status, 503);
    EXPECT_EQ(tell("dance").status, 1);
    EXPECT_THAT(tell("book").output, HasSubstr("\"submissions\":{}"));
    sandbox.kill_hard();
    EXPECT_THAT(tell("book").output, HasSubstr("unreachable"));
}

TEST_F(Misbehaviour, CanBeToldAtTheStart) {
    EXPECT_EQ(sandbox.end(), 0) << "SIGTERM is a good end";
    ASSERT_TRUE(sandbox.start({"--switch", "fail health 503 1"}));
    EXPECT_EQ(client.get("/v1/health").status, 503);
    EXPECT_EQ(client.get("/v1/health").status, 200);
}

}  // namespace
}  // namespace kiosk24::sandbox_test
