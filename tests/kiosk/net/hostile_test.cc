// Bytes that no decent server sends, and certificates that are not right.
#include <gtest/gtest.h>

#include "tests/kiosk/net/machine_bench.h"
#include "tests/kiosk/net/raw_server.h"
#include "tests/kiosk/net/sandbox_process.h"
#include "tests/kiosk/net/thread_bench.h"

namespace kiosk24::net {
namespace {

using Peer = RawServer::Peer;
constexpr Milliseconds kShort{1'500};

std::optional<result::Failed> failure_against(std::function<void(Peer&)> script, What what = identity(),
                                              Milliseconds within = kShort,
                                              RawServer::Version version = RawServer::Version::tls_1_3) {
    RawServer server(std::move(script), version);
    ThreadBench bench(transport_to(server.port()));
    return bench.fail(std::move(what), within);
}

TEST(HostileBytes, WhatIsNotHttpIsABadReply) {
    const auto failed = failure_against([](Peer& peer) { peer.send("SSH-2.0-OpenSSH_9.2\r\n\r\n"); });
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::unknown_reply) << failed->error.text();
    EXPECT_EQ(failed->fault, Fault::platform_bad_reply);
}

TEST(HostileBytes, ATruncatedAnswerIsALostConnection) {
    const auto failed = failure_against([](Peer& peer) {
        peer.send(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"refer");
    });
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::unreachable) << failed->error.text();
}

TEST(HostileBytes, AResetLeavesASubmissionUnknown) {
    const auto failed = failure_against([](Peer& peer) { peer.reset(); }, submission());
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::unreachable) << failed->error.text();
    EXPECT_EQ(failed->outcome, Outcome::unknown);
}

TEST(HostileBytes, AnAnnouncedFloodIsRefusedBeforeItComes) {
    const auto failed = failure_against([](Peer& peer) {
        peer.send(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{");
        peer.wait_until_gone();
    });
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::too_large) << failed->error.text();
}

TEST(HostileBytes, AFloodInChunksIsCutOffAtTheLimit) {
    std::atomic<std::size_t> sent_bytes = 0;
    const auto failed = failure_against(
        [&](Peer& peer) {
            const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
            bool goes_on = peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (goes_on && sent_bytes < (64u << 20)) {
                goes_on = peer.send(chunk);
                sent_bytes += chunk.size();
            }
        },
        identity(), Milliseconds(10'000));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::too_large) << failed->error.text();
    EXPECT_LT(sent_bytes, 16u << 20);
}

TEST(HostileBytes, HeadersWithoutEndAreCutOff) {
    const auto failed = failure_against(
        [](Peer& peer) {
            bool goes_on = peer.send("HTTP/1.1 200 OK\r\n");
            for (int i = 0; goes_on && i < 1'000'000; ++i)
                goes_on = peer.send("X-More: " + std::string(1000, 'y') + "\r\n");
        },
        identity(), Milliseconds(10'000));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::too_large) << failed->error.text();
}

TEST(HostileBytes, ASlowDripEndsAtTheDeadline) {
    const auto failed = failure_against([](Peer& peer) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
        peer.wait_until_gone();
    });
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::timed_out) << failed->error.text();
    EXPECT_EQ(failed->fault, Fault::platform_slow);
}

TEST(HostileBytes, ARedirectIsNotFollowed) {
    RawServer elsewhere([](Peer& peer) { peer.send("HTTP/1.1 204 No Content\r\n\r\n"); });
    const auto failed = failure_against([&](Peer& peer) {
        peer.send("HTTP/1.1 307 Temporary Redirect\r\nLocation: https://localhost:" +
                  std::to_string(elsewhere.port()) + "/\r\nContent-Length: 0\r\n\r\n");
    });
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::unknown_reply) << failed->error.text();
    EXPECT_EQ(elsewhere.connections(), 0);
}

TEST(HostileBytes, AnOlderTlsAndNoTlsAreRefused) {
    for (const auto version : {RawServer::Version::tls_1_2, RawServer::Version::none}) {
        const auto failed = failure_against([](Peer& peer) { peer.send("HTTP/1.1 204 No Content\r\n\r\n"); },
                                            submission(), kShort, version);
        ASSERT_TRUE(failed);
        EXPECT_EQ(failed->error.code(), Code::certificate_refused) << failed->error.text();
        EXPECT_EQ(failed->outcome, Outcome::not_done);
    }
}

TEST(HostileBytes, NobodyListeningIsUnreachableAndNotDone) {
    std::uint16_t port = 0;
    {
        RawServer gone([](Peer&) {});
        port = gone.port();
    }
    ThreadBench bench(transport_to(port));
    const auto failed = bench.fail(submission(), kShort);
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::unreachable) << failed->error.text();
    EXPECT_EQ(failed->outcome, Outcome::not_done);
    EXPECT_TRUE(bench.wait_until(false));
    EXPECT_EQ(bench.last_fault(), Fault::platform_unreachable);
}

class Certificate : public testing::Test {
  protected:
    Error error_of(const Transport& transport) {
        ThreadBench bench(transport);
        const auto failed = bench.fail(submission(), Milliseconds(5'000));
        if (!failed) return Error(Code::bad_argument, "it did not fail");
        EXPECT_EQ(failed->fault, Fault::platform_certificate) << failed->error.text();
        EXPECT_EQ(failed->outcome, Outcome::not_done);
        EXPECT_TRUE(bench.wait_until(false));
        EXPECT_EQ(bench.last_fault(), Fault::platform_certificate);
        return failed->error;
    }
    static Transport with_client(const Transport& transport, const std::string& name) {
        auto changed = transport;
        changed.client_certificate_file = certificates() / (name + ".pem");
        changed.client_key_file = certificates() / (name + ".key");
        return changed;
    }
};

TEST_F(Certificate, OfTheirsThatIsExpired) {
    SandboxProcess sandbox({"--server-identity", "bad/expired_server"});
    const auto error = error_of(sandbox.transport());
    EXPECT_EQ(error.code(), Code::certificate_expired) << error.text();
}

TEST_F(Certificate, OfTheirsFromAnotherAuthority) {
    SandboxProcess sandbox;
    auto transport = sandbox.transport();
    transport.ca_file = certificates() / "bad/rogue_document_ca.pem";
    const auto error = error_of(transport);
    EXPECT_EQ(error.code(), Code::certificate_refused) << error.text();
}

TEST_F(Certificate, OfTheirsForAnotherName) {
    SandboxProcess sandbox;
    auto transport = sandbox.transport();
    transport.url = "https://kiosk24.localhost:" + std::to_string(sandbox.port());
    const auto error = error_of(transport);
    EXPECT_EQ(error.code(), Code::certificate_refused) << error.text();
}

TEST_F(Certificate, OfTheirsWithAnotherKeyThanThePinnedOne) {
    SandboxProcess sandbox;
    auto transport = sandbox.transport();
    transport.pins = {"sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="};
    const auto error = error_of(transport);
    EXPECT_EQ(error.code(), Code::certificate_refused) << error.text();
}

TEST_F(Certificate, OfOursFromAnAuthorityTheyDoNotKnow) {
    SandboxProcess sandbox;
    const auto error = error_of(with_client(sandbox.transport(), "bad/rogue_terminal"));
    EXPECT_EQ(error.code(), Code::certificate_refused) << error.text();
}

TEST_F(Certificate, OfOursThatIsExpired) {
    SandboxProcess sandbox;
    const auto error = error_of(with_client(sandbox.transport(), "bad/expired_terminal"));
    EXPECT_EQ(error.code(), Code::certificate_expired) << error.text();
}

TEST_F(Certificate, OfOursThatIsNotThere) {
    SandboxProcess sandbox;
    const auto error = error_of(with_client(sandbox.transport(), "absent"));
    EXPECT_EQ(error.code(), Code::certificate_refused) << error.text();
}

}  // namespace
}  // namespace kiosk24::net
