#include "kiosk/settings/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/settings/folder.h"

namespace kiosk24::settings {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Line 12 is `url`, line 24 the reader's tty.
constexpr std::string_view kGood = R"(production = false

[terminal]
id = "LG-0001"
type = "comprehensive"
site = { zh-Hans = "站点", en = "Site" }
district = { zh-Hans = "龙岗区" }
nearest = { zh-Hans = "隔壁" }
languages = ["zh-Hans", "en"]

[platform]
url = "https://localhost:8443"
ca_file = "ca.pem"
client_certificate_file = "/etc/terminal.pem"
client_key_file = "terminal.key"
document_signers_file = "signers.pem"
catalogue_cache_file = "catalogue.json"
catalogue_signer = [{ id = "key1", algorithm = "Ed25519", public_key_file = "catalogue.pem" }]

[[device]]
id = "reader"
class = "id_card_reader"
program = "./drivers/reader"
tty = "/dev/ttyS0"
baud = 115200
shout = true

[[device]]
id = "a4"
class = "document_printer"
program = "/usr/bin/printer-driver"
arguments = ["--calm"]
trust = "./trust.pem"
may_read = ["trust.pem", "/etc/ssl"]

[[device]]
id = "verify"
class = "document_verify"
program = "kiosk24-verify"

[journal]
path = "journal.sqlite"
key_directory = "keys"
)";

constexpr std::string_view kType = R"(name = { zh-Hans = "综合" }
about = { zh-Hans = "都有" }
devices = ["id_card_reader", "document_printer", "document_verify"]
)";

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string result(text);
    const auto at = result.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    result.replace(at, from.size(), to);
    return result;
}

class SettingsFile : public testing::Test {
  protected:
    void SetUp() override { folder_.write("types/comprehensive.toml", kType); }
    Result<Settings> read(std::string_view text, const std::vector<std::string>& overrides = {}) {
        return read_settings(folder_.write("kiosk.toml", text), overrides);
    }
    // The complaint about a file in which `from` stands as `to`.
    std::string complaint(std::string_view from, std::string_view to) {
        const auto settings = read(replaced(kGood, from, to));
        if (settings) return "nothing was wrong";
        EXPECT_EQ(settings.error().code(), Code::bad_setting);
        return settings.error().detail();
    }
    Folder folder_;
};

TEST_F(SettingsFile, AFileThatIsNotThereIsNotFound) {
    const auto settings = read_settings(folder_.path() / "absent.toml");
    ASSERT_FALSE(settings);
    EXPECT_EQ(settings.error().code(), Code::not_found);
}

TEST_F(SettingsFile, AFileThatIsNotTomlSaysLineAndColumn) {
    EXPECT_THAT(complaint("url = \"https", "url = https"), HasSubstr("kiosk.toml:12:"));
}

TEST_F(SettingsFile, AnEmptyFileNamesEverythingThatIsMissing) {
    const auto settings = read("");
    ASSERT_FALSE(settings);
    EXPECT_THAT(settings.error().detail(), HasSubstr("production: missing"));
    EXPECT_THAT(settings.error().detail(), HasSubstr("terminal.id: missing, expected a text"));
    EXPECT_THAT(settings.error().detail(), HasSubstr("platform.url: missing"));
    EXPECT_THAT(settings.error().detail(), HasSubstr("device: missing"));
}

TEST_F(SettingsFile, ATypoInAKeyIsRefusedWithItsPlaceAndTheKeyThatWasMeant) {
    const auto text = complaint("client_key_file", "client_keyfile");
    EXPECT_THAT(text, HasSubstr("kiosk.toml:15:1: unknown key 'platform.client_keyfile', did you mean "
                                "'client_key_file'?"));
    EXPECT_THAT(text, HasSubstr("platform.client_key_file: missing"));
}

TEST_F(SettingsFile, AnUnknownTableIsRefused) {
    EXPECT_THAT(complaint("[journal]", "[[devices]]\nid = \"x\"\n[journal]"),
                HasSubstr("unknown key 'devices', did you mean 'device'?"));
    EXPECT_THAT(complaint("[journal]", "[weather]\n[journal]"),
                HasSubstr("unknown key 'weather', expected one of: production"));
}

TEST_F(SettingsFile, ATypoInADevicesOwnKeysIsNotTakenForTheDriversSetting) {
    EXPECT_THAT(complaint("arguments = ", "argument = "), HasSubstr("did you mean 'arguments'?"));
}

TEST_F(SettingsFile, AWrongTypeSaysWhatIsExpected) {
    EXPECT_THAT(complaint("id = \"LG-0001\"", "id = 17"),
                HasSubstr("kiosk.toml:4:6: terminal.id: is a whole number, expected a text"));
    EXPECT_THAT(complaint("production = false", "production = \"no\""),
                HasSubstr("production: is a text, expected true or false"));
    EXPECT_THAT(complaint("baud = 115200", "baud = [1, 2]"), HasSubstr("device.baud: is a list"));
}

TEST_F(SettingsFile, AValueOutOfRangeSaysTheRange) {
    EXPECT_THAT(complaint("[platform]", "[timers]\ndraft_ms = 999999999\n[platform]"),
                HasSubstr("timers.draft_ms: is 999999999, expected 0 to 604800000"));
    EXPECT_THAT(complaint("[platform]", "[timers]\nidle_ms = 7\n[platform]"),
                HasSubstr("timers.idle_ms: is 7, expected 100 to 600000"));
    EXPECT_THAT(complaint("[journal]\n", "[journal]\nretention_days = 0\n"),
                HasSubstr("journal.retention_days: is 0, expected 1 to 3650"));
    EXPECT_THAT(complaint("[journal]\n", "[panel]\ndiagonal_inch = 1.5\n[journal]\n"),
                HasSubstr("panel.diagonal_inch: is 1.5, expected 7 to 110"));
    EXPECT_THAT(complaint("[journal]\n", "[panel]\nkeys = \"some\"\n[journal]\n"),
                HasSubstr("panel.keys: 'some', expected none, navigation or all"));
}

TEST_F(SettingsFile, AnUnsafeUrlIsRefused) {
    for (const auto* url :
         {"http://localhost", "https://", "https://host/path", "https://user@host", "ftp://x"})
        EXPECT_THAT(complaint("https://localhost:8443", url), HasSubstr("expected https://host")) << url;
}

TEST_F(SettingsFile, APinThatIsNotADigestIsRefused) {
    EXPECT_THAT(complaint("ca_file", "pins = [\"sha256//abc=\"]\nca_file"), HasSubstr("platform.pins"));
    EXPECT_THAT(complaint("ca_file", "pins = [\"\"]\nca_file"), HasSubstr("not empty"));
}

TEST_F(SettingsFile, ACatalogueSignerOfAnUnknownAlgorithmIsRefused) {
    EXPECT_THAT(complaint("Ed25519", "RSA"),
                HasSubstr("platform.catalogue_signer.algorithm: 'RSA', expected Ed25519 or SM2-SM3"));
}

TEST_F(SettingsFile, WithoutAPinThereIsNoServiceMode) {
    const auto none = read_settings(folder_.write("kiosk.toml", kGood));
    ASSERT_TRUE(none) << none.error().detail();
    EXPECT_FALSE(none->terminal.service.is_offered);
    const auto offered = read_settings(folder_.write(
        "kiosk.toml", std::string(kGood) + "[service]\npin_hash = \"$scrypt$...\"\nfirst_lock_ms = 60000\n"));
    ASSERT_TRUE(offered) << offered.error().detail();
    EXPECT_TRUE(offered->terminal.service.is_offered);
    EXPECT_EQ(offered->service.pin_hash, "$scrypt$...");
    EXPECT_EQ(offered->terminal.service.first_lock, Milliseconds{60'000});
}

TEST_F(SettingsFile, ALockThatShrinksIsRefused) {
    EXPECT_THAT(complaint("[journal]", "[service]\nfirst_lock_ms = 5000\nlongest_lock_ms = 4000\n[journal]"),
                HasSubstr("service.longest_lock_ms: is shorter than first_lock_ms"));
}

TEST_F(SettingsFile, TheDemonstrationsPinIsRefusedInProduction) {
    const auto sample = "[service]\npin_hash = \"" + std::string(kSamplePinHash) + "\"\n";
    EXPECT_TRUE(read_settings(folder_.write("kiosk.toml", std::string(kGood) + sample)));
    EXPECT_THAT(complaint("production = false", "production = true\n" + sample),
                HasSubstr("service.pin_hash: is the demonstration's"));
}

TEST_F(SettingsFile, WithoutAHubOrWithoutItsUrlThereIsNone) {
    const auto none = read_settings(folder_.write("kiosk.toml", kGood));
    ASSERT_TRUE(none) << none.error().detail();
    EXPECT_FALSE(none->hub.is_used());
    const auto prepared =
        read_settings(folder_.write("kiosk.toml", std::string(kGood) + "[hub]\nurl = \"\"\n"));
    ASSERT_TRUE(prepared) << prepared.error().detail();
    EXPECT_FALSE(prepared->hub.is_used());
}

TEST_F(SettingsFile, AHubNeedsWhatAPlatformNeeds) {
    constexpr std::string_view kHub = R"([hub]
url = "https://hub:9443"
ca_file = "hub_ca.pem"
client_certificate_file = "hub_terminal.pem"
client_key_file = "hub_terminal.key"
command_signer = [{ id = "hub-command-1", algorithm = "Ed25519", public_key_file = "signer.pem" }]
heartbeat_every_ms = 5000
)";
    const auto settings = read_settings(folder_.write("kiosk.toml", std::string(kGood) + std::string(kHub)));
    ASSERT_TRUE(settings) << settings.error().detail();
    EXPECT_TRUE(settings->hub.is_used());
    EXPECT_EQ(settings->hub.client_key_file, folder_.path() / "hub_terminal.key");
    EXPECT_EQ(settings->hub.heartbeat_every, Milliseconds(5'000));
    ASSERT_EQ(settings->hub.command_signers.size(), 1u);
    EXPECT_EQ(settings->hub.command_signers[0].id, "hub-command-1");
    const auto incomplete =
        read_settings(folder_.write("kiosk.toml", std::string(kGood) + "[hub]\nurl = \"http://hub\"\n"));
    ASSERT_FALSE(incomplete);
    EXPECT_THAT(incomplete.error().detail(), HasSubstr("hub.url"));
    EXPECT_THAT(incomplete.error().detail(), HasSubstr("hub.client_key_file: missing"));
    EXPECT_THAT(incomplete.error().detail(), HasSubstr("hub.command_signer: missing"));
}

TEST_F(SettingsFile, TextWithoutChineseOrInAnUnknownLanguageIsRefused) {
    EXPECT_THAT(complaint("{ zh-Hans = \"龙岗区\" }", "{ en = \"Longgang\" }"), HasSubstr("zh-Hans"));
    EXPECT_THAT(complaint("{ zh-Hans = \"龙岗区\" }", "{ zh-Hans = \"龙岗区\", fr = \"x\" }"),
                HasSubstr("'fr' is not a language"));
}

TEST_F(SettingsFile, LanguagesMustBeginWithChineseAndStandOnce) {
    EXPECT_THAT(complaint("[\"zh-Hans\", \"en\"]", "[\"en\"]"), HasSubstr("the first must be zh-Hans"));
    EXPECT_THAT(complaint("[\"zh-Hans\", \"en\"]", "[\"zh-Hans\", \"zh-Hans\"]"), HasSubstr("twice"));
    EXPECT_THAT(complaint("[\"zh-Hans\", \"en\"]", "[\"zh\"]"), HasSubstr("'zh' is not a language"));
}

TEST_F(SettingsFile, DevicesMustBeOfAKnownClassUniqueAndOfTheType) {
    EXPECT_THAT(complaint("\"id_card_reader\"", "\"card_reader\""),
                HasSubstr("'card_reader' is not a device class, expected id_card_reader, document_printer"));
    EXPECT_THAT(complaint("id = \"a4\"", "id = \"reader\""), HasSubstr("already a device 'reader'"));
    EXPECT_THAT(complaint("class = \"document_printer\"", "class = \"document_verify\""),
                HasSubstr("has a device of class 'document_printer', but no [[device]] is one"));
    folder_.write("types/light.toml",
                  "name = {zh-Hans = \"轻\"}\nabout = {zh-Hans = \"轻\"}\n"
                  "devices = [\"id_card_reader\"]\n");
    EXPECT_THAT(complaint("\"comprehensive\"", "\"light\""),
                HasSubstr("device 'a4': a terminal of type 'light' has no 'document_printer'"));
}

TEST_F(SettingsFile, WhatSomeTerminalsOfATypeHaveNeedNotBeThere) {
    folder_.write("types/comprehensive.toml", std::string(kType) + "may_have = [\"face_matcher\"]\n");
    EXPECT_TRUE(read(kGood));
    folder_.write("types/comprehensive.toml", std::string(kType) + "may_have = [\"id_card_reader\"]\n");
    EXPECT_THAT(complaint("LG-0001", "LG-0002"), HasSubstr("may_have: 'id_card_reader' stands twice"));
}

TEST_F(SettingsFile, AnUnknownTerminalTypeIsRefusedAtItsPlace) {
    EXPECT_THAT(complaint("\"comprehensive\"", "\"comprehensiv\""),
                HasSubstr("kiosk.toml:5:8: terminal.type: there is no type 'comprehensiv'"));
    EXPECT_THAT(complaint("\"comprehensive\"", "\"../kiosk\""), HasSubstr("terminal.type"));
}

TEST_F(SettingsFile, AMistakeInTheTypesFileIsReportedThere) {
    folder_.write("types/comprehensive.toml", replaced(kType, "devices", "device"));
    EXPECT_THAT(complaint("LG-0001", "LG-0002"), HasSubstr("comprehensive.toml:3:1: unknown key 'device'"));
}

TEST_F(SettingsFile, ProductionAsksForPinsAccountsAndALongCountdown) {
    const auto text = complaint("production = false", "production = true\n[timers]\nwarning_ms = 5000");
    EXPECT_THAT(text, HasSubstr("platform.pins: a terminal in production"));
    EXPECT_THAT(text, HasSubstr("device.user: in production"));
    EXPECT_THAT(text, HasSubstr("timers.warning_ms: is 5000, expected 20000"));
}

TEST_F(SettingsFile, LargeTextNeverGetsLessTime) {
    EXPECT_THAT(complaint("[platform]", "[timers]\nidle_ms = 200000\n[platform]"),
                HasSubstr("timers.idle_large_ms: is shorter"));
}

TEST_F(SettingsFile, AGoodFileBecomesSettings) {
    const auto settings = read(kGood);
    ASSERT_TRUE(settings) << settings.error().text();
    EXPECT_EQ(settings->site, Site::rehearsal);
    EXPECT_EQ(settings->terminal.id, "LG-0001");
    EXPECT_EQ(settings->terminal.site.get(Language::en), "Site");
    EXPECT_EQ(settings->terminal.timers, Timers{});
    EXPECT_EQ(settings->type.id, "comprehensive");
    EXPECT_EQ(settings->platform.ca_file, folder_.path() / "ca.pem");
    EXPECT_EQ(settings->platform.client_certificate_file, "/etc/terminal.pem");
    EXPECT_EQ(settings->platform.catalogue_signers[0].public_key_file, folder_.path() / "catalogue.pem");
    ASSERT_EQ(settings->devices.size(), 3u);
    EXPECT_EQ(settings->terminal.devices[1].id, "a4");
}

TEST_F(SettingsFile, ADriversOwnKeysStandOnItsCommandLine) {
    const auto settings = read(kGood);
    ASSERT_TRUE(settings) << settings.error().text();
    EXPECT_EQ(settings->devices[0].program, folder_.path() / "drivers/reader");
    EXPECT_THAT(settings->devices[0].command_line,
                ElementsAre("--set", "tty=/dev/ttyS0", "--set", "baud=115200", "--set", "shout=true"));
    EXPECT_THAT(settings->devices[1].command_line,
                ElementsAre("--calm", "--set", "trust=" + (folder_.path() / "trust.pem").string()));
    EXPECT_THAT(settings->devices[1].may_read,
                ElementsAre((folder_.path() / "trust.pem").string(), "/etc/ssl"));
    EXPECT_EQ(settings->devices[2].program.filename(), "kiosk24-verify");
    EXPECT_TRUE(settings->devices[2].program.is_absolute());
}

TEST_F(SettingsFile, OverridesReplaceValuesBeforeAnythingIsChecked) {
    const auto settings = read(
        replaced(kGood, "https://localhost:8443", "to be set"),
        {"platform.url=https://localhost:9", "timers.idle_ms=500", "device.reader.tty=/dev/pts/3",
         "terminal.id=0017", "platform.pins=[\"sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"]"});
    ASSERT_TRUE(settings) << settings.error().text();
    EXPECT_EQ(settings->platform.url, "https://localhost:9");
    EXPECT_EQ(settings->terminal.timers.idle, Milliseconds(500));
    EXPECT_EQ(settings->terminal.id, "0017");
    EXPECT_EQ(settings->platform.pins.size(), 1u);
    EXPECT_EQ(settings->device("reader")->command_line[1], "tty=/dev/pts/3");
}

TEST_F(SettingsFile, AMistakeInAnOverrideIsNamedAsOne) {
    const auto wrong = [&](const std::string& assignment) {
        const auto settings = read(kGood, {assignment});
        return settings ? std::string("nothing was wrong") : settings.error().detail();
    };
    EXPECT_THAT(wrong("timers.idle_ms=soon"), HasSubstr("--set timers.idle_ms: timers.idle_ms: is a text"));
    EXPECT_THAT(wrong("timers.idle=5"), HasSubstr("did you mean 'idle_ms'?"));
    EXPECT_THAT(wrong("device.nobody.tty=x"), HasSubstr("there is no table 'nobody'"));
    EXPECT_THAT(wrong("platform"), HasSubstr("expected key=value"));
    EXPECT_THAT(wrong("platform..url=x"), HasSubstr("a part of the key is empty"));
    EXPECT_THAT(wrong("platform.url.port=1"), HasSubstr("not a table"));
}

TEST_F(SettingsFile, FilesThatAreNotThereAreNamedWhenAsked) {
    const auto settings = read(kGood);
    ASSERT_TRUE(settings) << settings.error().text();
    const auto status = check_files(*settings);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code(), Code::bad_setting);
    EXPECT_THAT(status.error().detail(), HasSubstr("ca.pem: platform.ca_file is not there"));
    EXPECT_THAT(status.error().detail(), HasSubstr("the driver of 'reader'"));
}

TEST(ShippedSettings, TheSampleIsRight) {
    const auto settings = read_settings(KIOSK24_SOURCE_DIR "/config/kiosk.toml");
    ASSERT_TRUE(settings) << settings.error().text();
    EXPECT_EQ(settings->terminal.timers, Timers{});
    EXPECT_EQ(settings->platform.catalogue_check, Platform{}.catalogue_check);
}

TEST(ShippedSettings, TheSevenTypesAreRightAndOnlyTheLightOneHasNoPrinter) {
    std::vector<std::string> without_printer;
    int types = 0;
    for (const auto& file : std::filesystem::directory_iterator(KIOSK24_SOURCE_DIR "/config/types")) {
        if (file.path().extension() != ".toml") continue;
        const auto type = read_terminal_type(file.path());
        ASSERT_TRUE(type) << type.error().text();
        ++types;
        EXPECT_FALSE(type->name.get(Language::en).empty()) << type->id;
        if (std::find(type->devices.begin(), type->devices.end(), DeviceClass::document_printer) ==
            type->devices.end())
            without_printer.push_back(type->id);
    }
    EXPECT_EQ(types, 7);
    EXPECT_THAT(without_printer, ElementsAre("light"));
}

}  // namespace
}  // namespace kiosk24::settings
