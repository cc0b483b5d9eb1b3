#include "drivers/sam_serial/text_block.h"

#include <gtest/gtest.h>
#include <openssl/sha.h>

#include "drivers/sam_serial/protocol.h"
#include "drivers/virtual/sam/sam_peer.h"

namespace kiosk24::drivers::sam_serial {
namespace {

const std::string kCards = std::string(KIOSK24_SOURCE_DIR) + "/drivers/virtual/cards";

virtual_devices::VirtualCard virtual_card(const std::string& name) {
    const auto card = virtual_devices::load_card(name, kCards);
    EXPECT_TRUE(card) << card.error().text();
    return card.value_or(virtual_devices::VirtualCard{});
}
Bytes block_of(const std::string& name) {
    return virtual_devices::text_block_of(virtual_card(name)).value();
}
IdentityCard card_of(const std::string& name) {
    const auto card = read_text_block(block_of(name));
    EXPECT_TRUE(card) << card.error().text();
    return card.value_or(IdentityCard{});
}
std::string refusal_of(const Bytes& block) {
    const auto card = read_text_block(block);
    return card ? "" : card.error().text();
}
void write(Bytes& block, std::size_t offset, std::string_view text) {
    const auto units = virtual_devices::utf16le_of(text).value();
    std::copy(units.begin(), units.end(), block.begin() + static_cast<std::ptrdiff_t>(offset));
}
std::string sha256(const Bytes& bytes) {
    Bytes digest(SHA256_DIGEST_LENGTH);
    ::SHA256(bytes.data(), bytes.size(), digest.data());
    return to_hex(digest);
}

// The two golden vectors were computed apart from this project; they pin the peer's bytes, and through them
// the driver's reading of them.
TEST(SamCard, TheResidentVectorIsTheSameBytes) {
    const auto reply = virtual_devices::sam_read_reply(virtual_card("R1")).value();
    EXPECT_EQ(reply.size(), kReadReply_bytes);
    EXPECT_EQ(to_hex(ByteView(reply).first(21)), "aaaaaa96690508000090010004004e674b6dd58b20");
    EXPECT_EQ(reply.back(), 0x5D);
    EXPECT_EQ(sha256(reply), "a11cda5007beedb31e269b4cf2cc091c8b48957b9074035e7ad24fcf758858d0");
}

TEST(SamCard, ThePermitVectorIsTheSameBytes) {
    const auto reply = virtual_devices::sam_read_reply(virtual_card("J1")).value();
    EXPECT_EQ(reply.back(), 0x5F);
    EXPECT_EQ(sha256(reply), "6a8c4879f0196f119ae4fba1f602639509661b8dee9a3b6c6ba43f99c5183fde");
}

TEST(SamCard, AResidentCardIsRead) {
    const auto card = card_of("R1");
    EXPECT_EQ(card.kind, CardKind::resident);
    EXPECT_EQ(card.name.reveal(), "李测试");
    EXPECT_EQ(card.sex, Sex::male);
    EXPECT_EQ(card.nation_code, "01");
    EXPECT_EQ(card.birth.reveal(), (Date{1949, 12, 31}));
    EXPECT_EQ(card.address.reveal(), "广东省深圳市龙岗区测试路1号");
    EXPECT_EQ(card.number.reveal(), "11010519491231002X");
    EXPECT_EQ(card.issuer.reveal(), "深圳市公安局龙岗分局");
    EXPECT_EQ(card.valid_from.reveal(), (Date{2020, 1, 1}));
    EXPECT_EQ(card.valid_to.reveal(), Date{}) << "long-term";
}

TEST(SamCard, APermitOfHongKongMacaoAndTaiwanResidentsIsRead) {
    const auto card = card_of("J1");
    EXPECT_EQ(card.kind, CardKind::hk_mo_tw_permit);
    EXPECT_EQ(card.name.reveal(), "陈测试");
    EXPECT_EQ(card.sex, Sex::female);
    EXPECT_EQ(card.nation_code, "");
    EXPECT_EQ(card.number.reveal(), "810000199408230021");
    EXPECT_EQ(card.permit_number.reveal(), "H12345678");
    EXPECT_EQ(card.valid_to.reveal(), (Date{2028, 8, 31}));
}

TEST(SamCard, AForeignersCardOf2017IsRead) {
    const auto card = card_of("foreigner_2017");
    EXPECT_EQ(card.kind, CardKind::foreigner_2017);
    EXPECT_EQ(card.english_name.reveal(), "TESTER, JOHN MICHAEL");
    EXPECT_EQ(card.name.reveal(), "张测试");
    EXPECT_EQ(card.number.reveal(), "CAN110075030801");
    EXPECT_EQ(card.country_code, "CAN");
    EXPECT_EQ(card.birth.reveal(), (Date{1975, 3, 8}));
}

TEST(SamCard, AForeignersCardOf2023IsReadWithBothHalvesOfItsEnglishName) {
    const auto card = card_of("foreigner_2023");
    EXPECT_EQ(card.kind, CardKind::foreigner_2023);
    EXPECT_EQ(card.english_name.reveal(), "ZHENGJIAN YANGBEN WITH A VERY LONG NAME INDEED");
    EXPECT_EQ(card.number.reveal(), "911124198108030024");
    EXPECT_EQ(card.country_code, "124");
    EXPECT_EQ(card.sex, Sex::female);
}

TEST(SamCard, RareLongAndPrivateUseNamesStayAsTheyAre) {
    EXPECT_EQ(card_of("rare_name").name.reveal(), "𬱖𫖯");
    EXPECT_EQ(card_of("long_name").name.reveal(), "买买提明·阿卜杜热依木·艾力江");
    EXPECT_EQ(card_of("private_use").name.reveal(), "测\uE81E试");
}

TEST(SamCard, ALoneSurrogateRefusesTheCardAndSaysWhere) {
    auto block = block_of("R1");
    block[4] = 0x73, block[5] = 0xD8;  // a first half, then a space
    EXPECT_EQ(refusal_of(block), "card_refused: name: half a character (a lone surrogate) at unit 2");
    block = block_of("R1");
    block[0] = 0x56, block[1] = 0xDC;  // a second half alone
    EXPECT_EQ(refusal_of(block), "card_refused: name: half a character (a lone surrogate) at unit 0");
    block = block_of("R1");
    block[28] = 0x73, block[29] = 0xD8;  // a first half in the last place: a name cut off inside a character
    EXPECT_EQ(refusal_of(block), "card_refused: name: half a character (a lone surrogate) at unit 14");
}

TEST(SamCard, DatesThatAreNoneRefuseTheCard) {
    auto block = block_of("R1");
    write(block, 36, "19490231");
    EXPECT_EQ(refusal_of(block), "card_refused: birth is no date");
    block = block_of("R1");
    write(block, 188, "2020010 ");
    EXPECT_EQ(refusal_of(block), "card_refused: valid from is no date");
    block = block_of("J1");
    write(block, 204, "20220101");
    EXPECT_EQ(refusal_of(block), "card_refused: valid to lies before valid from");
    block = block_of("R1");
    write(block, 204, "短期");
    EXPECT_EQ(refusal_of(block), "card_refused: valid to is no date");
}

TEST(SamCard, NumbersKindsAndEmptyNamesAreChecked) {
    auto block = block_of("R1");
    write(block, 122, "11010519491231002x");
    EXPECT_EQ(read_text_block(block)->number.reveal(), "11010519491231002X");
    write(block, 122, "1101051949123100 X");
    EXPECT_EQ(refusal_of(block), "card_refused: number is not made of 18 digits or letters");
    block = block_of("R1");
    write(block, 248, "K");
    EXPECT_EQ(refusal_of(block), "card_refused: a kind of card that is not known");
    block = block_of("R1");
    block[248] = 0, block[249] = 0;
    EXPECT_EQ(read_text_block(block)->kind, CardKind::resident);
    block = block_of("R1");
    write(block, 0, "   ");
    EXPECT_EQ(refusal_of(block), "card_refused: no name");
    block = block_of("R1");
    write(block, 32, "汉");
    EXPECT_EQ(refusal_of(block), "card_refused: nation is no code");
    EXPECT_NE(refusal_of(Bytes(255, 0x20)), "");
}

TEST(SamCard, ZerosAsPaddingAreAcceptedAndControlCharactersInsideATextAreNot) {
    auto block = block_of("R1");
    for (std::size_t i = 6; i < 30; ++i)
        block[i] = 0;
    EXPECT_EQ(read_text_block(block)->name.reveal(), "李测试");
    block[2] = 0, block[3] = 0;
    EXPECT_EQ(refusal_of(block), "card_refused: name: a control character at unit 1");
}

}  // namespace
}  // namespace kiosk24::drivers::sam_serial
