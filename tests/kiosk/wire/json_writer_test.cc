#include "kiosk/wire/json_writer.h"

#include <gtest/gtest.h>

namespace kiosk24::wire {
namespace {

TEST(JsonWriter, KeepsTheOrderAndIndents) {
    JsonWriter writer;
    writer.begin_object()
        .field("matter", "SI01")
        .field("pages", 2)
        .field("took_ms", 1.5)
        .field("printed", true);
    writer.begin_list("steps").value("home").value(7).begin_object().field("a", "b").end().end();
    writer.begin_list("none").end().begin_object("empty").end().end();
    EXPECT_EQ(writer.text(),
              "{\n"
              "  \"matter\": \"SI01\",\n"
              "  \"pages\": 2,\n"
              "  \"took_ms\": 1.5,\n"
              "  \"printed\": true,\n"
              "  \"steps\": [\n"
              "    \"home\",\n"
              "    7,\n"
              "    {\n"
              "      \"a\": \"b\"\n"
              "    }\n"
              "  ],\n"
              "  \"none\": [],\n"
              "  \"empty\": {}\n"
              "}\n");
}

TEST(JsonWriter, WritesOneLineWhenCompact) {
    JsonWriter writer(JsonWriter::Style::compact);
    writer.begin_object().field("z", 1).field("a", "x").begin_list("l").value("y").end().end();
    EXPECT_EQ(writer.text(), R"({"z":1,"a":"x","l":["y"]})");
}

TEST(JsonWriter, EscapesWhatJsonCannotHoldAndKeepsTheRest) {
    JsonWriter writer(JsonWriter::Style::compact);
    writer.begin_list().value("a\"b\\c\nd\te\x01").value("𬱖𫖯 / é").value("\xFFx\xE4\xBD").end();
    EXPECT_EQ(writer.text(),
              "[\"a\\\"b\\\\c\\nd\\u0009e\\u0001\",\"𬱖𫖯 / é\",\"\uFFFDx\uFFFD\uFFFD\"]");
}

TEST(JsonWriter, ClosesWhatWasLeftOpenAndNamesWhatHasNoName) {
    JsonWriter writer(JsonWriter::Style::compact);
    writer.begin_object().value("x").begin_list("l").field("name", 0.1).field("n", 1.0 / 0.0);
    EXPECT_EQ(writer.text(), R"({"unnamed":"x","l":[0.1,null]})");
    EXPECT_EQ(JsonWriter(JsonWriter::Style::compact).end().text(), "");
}

}  // namespace
}  // namespace kiosk24::wire
