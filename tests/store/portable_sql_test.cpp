// The second database engine is PostgreSQL. What only SQLite understands is refused in SQL from
// the first day; what must differ goes through functions of src/store.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace {

namespace fs = std::filesystem;

// A word that ends in "(" is a function of SQLite's own; the others are its clauses.
constexpr std::array kSqliteOnly{
    "insert or",     "replace into",   "update or",  "glob",        "rowid",
    "autoincrement", "pragma",         "indexed by", "not indexed", "without rowid",
    "sqlite_",       "datetime(",      "strftime(",  "julianday(",  "unixepoch(",
    "json_extract(", "json_each(",     "json_set(",  "json_array(", "json_object(",
    "json_valid(",   "json_group_",    "->>",        "ifnull(",     "iif(",
    "instr(",        "group_concat(",  "printf(",    "typeof(",     "total(",
    "hex(",          "randomblob(",    "char(",      "likely(",     "last_insert_rowid",
    "changes(",      "collate nocase", "limit -1",   "match ",      "is not ?",
};

bool is_word(char c) {
    return fabula::is_letter(static_cast<unsigned char>(c)) || c == '_';
}

// The SQLite-only words of one SQL text.
std::vector<std::string> sqlite_only_words(const std::string& sql) {
    const auto lower = fabula::to_lower_ascii(sql);
    std::vector<std::string> out;
    for (const std::string word : kSqliteOnly) {
        for (auto at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1)) {
            const bool begins = at == 0 || !is_word(lower[at - 1]) || !is_word(word.front());
            const auto end = at + word.size();
            const bool ends = end == lower.size() || !is_word(word.back()) || word.back() == '_' ||
                              !is_word(lower[end]);
            if (begins && ends) {
                out.push_back(word);
                break;
            }
        }
    }
    return out;
}

// The string literals of a C++ file, those that follow one another joined.
std::vector<std::string> literals_of(const std::string& source) {
    std::vector<std::string> out;
    bool joins = false;
    for (std::size_t at = 0; at < source.size(); ++at) {
        if (source.compare(at, 2, "//") == 0) {
            at = std::min(source.find('\n', at), source.size());
        } else if (source.compare(at, 2, "/*") == 0) {
            at = std::min(source.find("*/", at), source.size() - 1) + 1;
        } else if (source[at] == '\'' && at > 0 && !is_word(source[at - 1])) {
            at += source.compare(at, 2, "'\\") == 0 ? 3 : 2;
        } else if (source[at] == '"') {
            std::string text;
            for (++at; at < source.size() && source[at] != '"'; ++at) {
                if (source[at] == '\\') ++at;
                text.push_back(source[at]);
            }
            if (joins)
                out.back() += text;
            else
                out.push_back(text);
            joins = true;
        } else if (source[at] != ' ' && source[at] != '\n' && source[at] != '+') {
            joins = false;
        }
    }
    return out;
}

bool is_sql(const std::string& text) {
    constexpr std::array kBeginnings{"SELECT ",      "INSERT ",       "UPDATE ",
                                     "DELETE FROM ", "WITH ",         "REPLACE ",
                                     "PRAGMA ",      "CREATE TABLE ", "ALTER TABLE "};
    return std::ranges::any_of(kBeginnings,
                               [&](const char* beginning) { return text.starts_with(beginning); });
}

std::string content_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string without_comments(const std::string& sql) {
    std::string out;
    for (const auto line : fabula::split(sql, '\n')) {
        out += line.substr(0, line.find("--"));
        out += '\n';
    }
    return out;
}

// Sources outside src/store, with their path from src/.
std::vector<std::pair<std::string, fs::path>> sources() {
    const fs::path root = fs::path(FABULA_SOURCE_DIR) / "src";
    std::vector<std::pair<std::string, fs::path>> out;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const auto name = fs::relative(entry.path(), root).string();
        const auto ending = entry.path().extension();
        if ((ending == ".cpp" || ending == ".hpp") && !name.starts_with("store/")) {
            out.emplace_back(name, entry.path());
        }
    }
    return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("the search for SQLite's own words finds them and nothing else") {
    CHECK(sqlite_only_words("INSERT OR REPLACE INTO t VALUES (ifnull(?, 1))") ==
          Words{"insert or", "replace into", "ifnull("});
    CHECK(sqlite_only_words("SELECT ROWID FROM t WHERE a GLOB 'x*'") == Words{"glob", "rowid"});
    CHECK(sqlite_only_words("SELECT datetime('now'), json_extract(a, '$.b') FROM t") ==
          Words{"datetime(", "json_extract("});
    CHECK(sqlite_only_words("SELECT count(*) FROM sqlite_master") == Words{"sqlite_"});
    CHECK(sqlite_only_words("SELECT global, growid FROM character WHERE subtotal = ? ORDER BY x")
              .empty());
    CHECK(sqlite_only_words("INSERT INTO t (a) VALUES (?) ON CONFLICT (a) DO NOTHING").empty());
}

TEST_CASE("SQL is found in the string literals of a source") {
    const std::string source =
        "// \"SELECT no\"\n"
        "const char c = '\"'; run(\"SELECT a \"\n    \"FROM \\\"t\\\"\" + x, \"other\");\n";
    CHECK(literals_of(source) == Words{"SELECT a FROM \"t\"", "other"});
}

TEST_CASE("SQL has no words that only SQLite understands") {
    for (const auto& [name, path] : sources()) {
        for (const auto& text : literals_of(content_of(path))) {
            const bool in_store_role = name.ends_with("_store.cpp");
            if (!in_store_role && !is_sql(text)) continue;
            for (const auto& word : sqlite_only_words(text)) {
                FAIL_CHECK(name << ": \"" << word << "\" in " << text);
            }
        }
    }
}

TEST_CASE("migrations have no words that only SQLite understands") {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(FABULA_SOURCE_DIR) / "migrations")) {
        if (entry.path().extension() != ".sql") continue;
        ++count;
        for (const auto& word : sqlite_only_words(without_comments(content_of(entry.path())))) {
            FAIL_CHECK(entry.path().filename().string() << ": \"" << word << "\"");
        }
    }
    CHECK(count >= 2);
}

TEST_CASE("SQL stands only in the store role of a feature") {
    for (const auto& [name, path] : sources()) {
        if (name.ends_with("_store.cpp")) continue;
        for (const auto& text : literals_of(content_of(path))) {
            if (is_sql(text)) FAIL_CHECK(name << ": " << text);
        }
    }
}
