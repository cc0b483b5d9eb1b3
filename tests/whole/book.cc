#include "tests/whole/book.h"

#include <sqlite3.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace kiosk24::whole_test {

using nlohmann::json;

Book parse_book(const std::string& text) {
    Book book;
    const json all = json::parse(text, nullptr, false);
    if (!all.is_object()) return book;
    book.is_read = true;
    for (const auto& [key, filing] : all["submissions"].items())
        book.filings.push_back({key, filing.value("decision", ""), filing.value("case_number", ""),
                                filing.value("document", ""), filing.value("posts", 0),
                                filing.value("pages", 0)});
    for (const auto& key : all["void_keys"])
        book.void_keys.push_back(key.get<std::string>());
    for (const auto& [key, call_back] : all["call_backs"].items())
        book.call_backs.push_back({key, call_back.value("telephone", ""), call_back.value("posts", 0)});
    book.drafts = all["drafts"].size();
    for (const auto& [number, rating] : all["ratings"].items())
        book.ratings.push_back({number, rating.value("stars", 0), rating.value("posts", 0)});
    return book;
}

std::map<std::string, std::string> documents_of(const std::filesystem::path& sandbox_directory) {
    std::map<std::string, std::string> documents;
    sqlite3* opened = nullptr;
    const auto file = sandbox_directory / "sandbox.db";
    const int status = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, sqlite3_close);
    if (status != SQLITE_OK) return documents;
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v2(opened, "SELECT id, pdf FROM documents", -1, &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(prepared, sqlite3_finalize);
    while (prepared != nullptr && sqlite3_step(prepared) == SQLITE_ROW) {
        const auto* id = reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
        const auto* pdf = static_cast<const char*>(sqlite3_column_blob(prepared, 1));
        documents[id].assign(pdf, static_cast<std::size_t>(sqlite3_column_bytes(prepared, 1)));
    }
    return documents;
}

bool is_well_formed_json(const std::string& text) {
    return json::accept(text);
}

std::string json_member(const std::string& text, const std::string& name) {
    const json all = json::parse(text, nullptr, false);
    if (!all.is_object() || !all.contains(name)) return {};
    return all[name].is_string() ? all[name].get<std::string>() : all[name].dump();
}

}  // namespace kiosk24::whole_test
