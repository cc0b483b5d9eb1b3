// The network thread against the real sandbox platform.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/seal/envelope.h"
#include "kiosk/wire/catalogue.h"
#include "kiosk/wire/envelope.h"
#include "tests/kiosk/net/machine_bench.h"
#include "tests/kiosk/net/sandbox_process.h"
#include "tests/kiosk/net/thread_bench.h"

namespace kiosk24::net {
namespace {

template <typename Kind>
std::optional<Kind> got(const std::optional<Completed>& completed) {
    if (!completed) return std::nullopt;
    if (const auto* failed = std::get_if<result::Failed>(&completed->result))
        ADD_FAILURE() << failed->error.text();
    const auto* kind = std::get_if<Kind>(&completed->result);
    return kind == nullptr ? std::nullopt : std::optional(*kind);
}

class AgainstTheSandbox : public testing::Test {
  protected:
    // An application that the sandbox approves.
    command::SubmitApplication application(const std::string& key) {
        auto what = submission();
        const auto confirmed = got<result::IdentityConfirmed>(bench_.ask(identity()));
        if (confirmed) what.application.person_reference = confirmed->person.reference;
        what.application.key = key;
        what.application.matter_case = matter_.cases.at(0).id;
        what.application.matter_version = matter_.version;
        what.application.consent.version = matter_.consent.version;
        for (const auto& [field, value] : {std::pair("name", "李测试"), std::pair("birth", "1949-12-31"),
                                           std::pair("number", "11010519491231002X")})
            what.application.form.push_back({field, PersonalText(value), Source::card, "身份证"});
        return what;
    }
    const Matter matter_ =
        wire::decode_matter(text_of_file(KIOSK24_SOURCE_DIR "/config/catalogue/SI01.json")).value();
    int filed() {
        const auto book = sandbox_.control("book");
        int count = 0;
        for (auto at = book.find("\"case_number\""); at != std::string::npos;
             at = book.find("\"case_number\"", at + 1))
            ++count;
        return count;
    }
    SandboxProcess sandbox_;
    ThreadBench bench_{sandbox_.transport()};
};

TEST_F(AgainstTheSandbox, SpoiledAnswersAreBadReplies) {
    for (const auto* spoiling : {"garbage", "not-utf8", "missing", "wrong-type"}) {
        ASSERT_EQ(sandbox_.control(std::string(spoiling) + " identity"), "ok");
        const auto failed = bench_.fail(identity());
        ASSERT_TRUE(failed) << spoiling;
        EXPECT_EQ(failed->error.code(), Code::unknown_reply) << failed->error.text();
        EXPECT_EQ(failed->fault, Fault::platform_bad_reply);
    }
    sandbox_.control("huge identity");
    EXPECT_EQ(bench_.fail(identity())->error.code(), Code::too_large);
}

TEST_F(AgainstTheSandbox, AHangingOperationEndsAtItsDeadlineAndHoldsNobodyElseUp) {
    sandbox_.control("hang identity");
    const auto hanging = bench_.release(identity(), Milliseconds(2'000));
    const auto began = monotonic_now();
    EXPECT_TRUE(got<result::Absent>(bench_.ask(command::SettleSubmission{"never-sent"})));
    EXPECT_LT(monotonic_now() - began, Milliseconds(1'500));
    const auto completed = bench_.wait(hanging);
    ASSERT_TRUE(completed);
    EXPECT_EQ(std::get<result::Failed>(completed->result).error.code(), Code::timed_out);
}

TEST_F(AgainstTheSandbox, AFailureThatPassesIsNotNoticed) {
    sandbox_.control("fail identity 500 2");
    EXPECT_TRUE(got<result::IdentityConfirmed>(bench_.ask(identity())));
    sandbox_.control("retry-after identity 1 1");
    const auto began = monotonic_now();
    EXPECT_TRUE(got<result::IdentityConfirmed>(bench_.ask(identity())));
    EXPECT_GE(monotonic_now() - began, Milliseconds(900));
    sandbox_.control("drop-request identity 2");
    EXPECT_TRUE(got<result::IdentityConfirmed>(bench_.ask(identity())));
}

TEST_F(AgainstTheSandbox, ALostReplyFilesOnce) {
    const auto what = application("lost-reply-1");
    sandbox_.control("drop-reply submit 2");
    const auto decided = got<result::Decided>(bench_.ask(what));
    ASSERT_TRUE(decided);
    EXPECT_EQ(decided->decision.verdict, Verdict::approved);
    EXPECT_EQ(filed(), 1);
    const auto again = got<result::Decided>(bench_.ask(command::AskDecision{"lost-reply-1"}));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->decision, decided->decision);
}

TEST_F(AgainstTheSandbox, TheSameKeyWithAnotherContentIsAConflict) {
    auto what = application("conflict-1");
    EXPECT_TRUE(got<result::Decided>(bench_.ask(what)));
    what.application.matter_case = matter_.cases.at(1).id;
    const auto failed = bench_.fail(what);
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::conflict) << failed->error.text();
    EXPECT_EQ(failed->outcome, Outcome::unknown);
}

TEST_F(AgainstTheSandbox, AKeySettledAsAbsentIsVoidForEver) {
    const auto what = application("settled-1");
    EXPECT_TRUE(got<result::Absent>(bench_.ask(command::SettleSubmission{"settled-1"})));
    EXPECT_TRUE(got<result::Absent>(bench_.ask(what)));
    EXPECT_EQ(filed(), 0);
}

TEST_F(AgainstTheSandbox, AnOutageIsToldAndWhatWasAskedMeanwhileGoesThroughAfterIt) {
    const auto what = application("outage-1");
    ASSERT_TRUE(bench_.wait_until(true));
    ASSERT_EQ(sandbox_.control("absent"), "ok");
    const auto id = bench_.release(what, Milliseconds(25'000));
    EXPECT_TRUE(bench_.wait_until(false));
    EXPECT_EQ(bench_.last_fault(), Fault::platform_unreachable);
    ASSERT_EQ(sandbox_.control("back"), "ok");
    EXPECT_TRUE(got<result::Decided>(bench_.wait(id)));
    EXPECT_TRUE(bench_.wait_until(true));
}

TEST_F(AgainstTheSandbox, StoppingCompletesWhatIsOpen) {
    sandbox_.control("hang submit");
    const auto id = bench_.release(application("stopped-1"));
    bench_.thread().stop();
    const auto completed = bench_.wait(id);
    ASSERT_TRUE(completed);
    EXPECT_EQ(std::get<result::Failed>(completed->result).error.code(), Code::cancelled);
}

TEST_F(AgainstTheSandbox, ACallBackIsTaken) {
    EXPECT_TRUE(got<result::Done>(
        bench_.ask(command::RequestCallBack{{"call-1", PersonalText("13800000000"), "help"}})));
}

TEST_F(AgainstTheSandbox, TheCatalogueComesSignedAndUnchangedOnesCostNothing) {
    bench_.release(command::FetchCatalogue{});
    const auto arrived = bench_.wait_for_catalogue();
    ASSERT_TRUE(arrived);
    const auto envelope = wire::decode_envelope(as_text(arrived->bytes));
    ASSERT_TRUE(envelope) << envelope.error().text();
    const seal::TrustedSigner signer{"sandbox-catalogue-1", "Ed25519",
                                     text_of_file(certificates() / "catalogue_signer.pem")};
    const auto payload = seal::verified_payload(*envelope, wire::kEnvelopePurpose_catalogue, {signer});
    ASSERT_TRUE(payload) << payload.error().text();
    const auto catalogue = wire::decode_catalogue(as_text(*payload));
    ASSERT_TRUE(catalogue) << catalogue.error().text();
    EXPECT_NE(catalogue->find("SI01"), nullptr);
    const auto unchanged = got<result::CatalogueFetched>(bench_.ask(command::FetchCatalogue{arrived->etag}));
    ASSERT_TRUE(unchanged);
    EXPECT_EQ(unchanged->catalogue, nullptr);
}

TEST_F(AgainstTheSandbox, ACertificateIsAppliedForAndFetched) {
    const auto what = application("journey-1");
    EXPECT_TRUE(got<result::Prefilled>(bench_.ask(
        command::FetchPrefill{"SI01", what.application.matter_case, what.application.person_reference})));
    const auto decided = got<result::Decided>(bench_.ask(what));
    ASSERT_TRUE(decided);
    ASSERT_EQ(decided->decision.verdict, Verdict::approved);
    const auto fetched = got<result::DocumentFetched>(
        bench_.ask(command::FetchDocument{decided->decision.document_id, decided->decision.pages}));
    ASSERT_TRUE(fetched);
    EXPECT_GT(fetched->document->reveal().size(), 1'000u);
    EXPECT_TRUE(bench_.wait_until(true));
}

}  // namespace
}  // namespace kiosk24::net
