#include "store/text_index.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "rows.hpp"

using namespace fabula;
using namespace fabula::test;

namespace {

struct Indexed {
    TempFolder folder;
    FakeClock clock;
    store::TextIndex index{folder.path(), clock, {}};

    void put(const std::string& key, const std::string& title, const std::string& body,
             std::vector<std::string> files = {}) {
        index.put({{.source = {.kind = "note", .key = key, .mark = "1"},
                    .passages = {{.part = "",
                                  .title = title,
                                  .body = body,
                                  .files = std::move(files),
                                  .extra = {}}}}});
    }
    // The keys of what is found, best first.
    std::string find(const std::string& question,
                     std::vector<std::vector<std::string>> filed_under = {},
                     std::vector<std::string> not_filed_under = {}) {
        const auto terms = parse_search(question);
        std::vector<std::int64_t> ids;
        for (const auto& one : index.find({.terms = terms,
                               .filed_under = std::move(filed_under),
                               .not_filed_under = std::move(not_filed_under)},
                                          100)) {
            ids.push_back(one.id);
        }
        std::string out;
        for (const auto& one : index.get(ids)) out += (out.empty() ? "" : " ") + one.key;
        return out;
    }
};

}  // namespace

TEST_CASE("an index finds words, their beginnings and phrases, and leaves out what must not be") {
    Indexed in;
    in.put("a", "", "Frau Müller kauft ein Messer auf dem Markt.");
    in.put("b", "", "Der Markt schläft. Kein Messer weit und breit.");
    CHECK(in.find("mess") == "a b");
    CHECK(in.find("\"dem markt\"") == "a");
    CHECK(in.find("messer -schläft") == "a");
    CHECK(in.find("Mueller") == "a");
    CHECK(in.find("muller") == "a");
    CHECK(in.find("MÜLL") == "a");
    CHECK(in.find("\"mess\"").empty());
}

TEST_CASE("a hit in the title comes first, and the whole title before a part of it") {
    Indexed in;
    in.put("body", "Scene", "Marie Marie Marie");
    in.put("part", "Marie at the window", "");
    in.put("whole", "Marie", "");
    CHECK(in.find("marie") == "whole part body");
}

TEST_CASE("a question keeps to what its passages are filed under") {
    Indexed in;
    in.put("a", "", "a knife", {"kshot", "p1"});
    in.put("b", "", "a knife", {"kscene", "p1"});
    in.put("c", "", "a knife", {"kscene", "p2"});
    CHECK(in.find("knife", {{"kscene"}}) == "b c");
    CHECK(in.find("knife", {{"kscene"}, {"p2", "p3"}}) == "c");
    CHECK(in.find("knife", {}, {"p1"}) == "c");
    CHECK(in.find("kscene").empty());
    CHECK(in.find("\uE000kscene").empty());
}

TEST_CASE("what a source says anew replaces what it said") {
    Indexed in;
    in.put("a", "", "a knife");
    in.put("a", "", "a spoon");
    CHECK(in.find("knife").empty());
    CHECK(in.find("spoon") == "a");
    in.index.put({{.source = {.kind = "note", .key = "a", .mark = ""}, .passages = {}}});
    CHECK(in.find("spoon").empty());
    CHECK(in.index.list("note").empty());
}

TEST_CASE("an index that is no database is made anew") {
    TempFolder folder;
    const FakeClock clock;
    {
        store::TextIndex index(folder.path(), clock, {});
        index.put({{.source = {.kind = "note", .key = "a", .mark = "7"}, .passages = {}}});
    }
    {
        store::TextIndex index(folder.path(), clock, {});
        CHECK(index.list("note").at(0).mark == "7");
    }
    std::ofstream(folder.path() / "search-1.db", std::ios::trunc) << "no database at all, but text";
    store::TextIndex index(folder.path(), clock, {});
    CHECK(index.list("note").empty());
}

TEST_CASE("no question is an error, however it is written") {
    Indexed in;
    in.put("a", "Near the (title): NOT *", "AND OR \"quoted\" {body} ^x -y +z ' ; --", {"kshot"});
    // Pieces of the engine's own grammar, of SQL, and bytes that are no text.
    const std::vector<std::string> pieces{
        "AND",    "OR",   "NOT",  "NEAR(", ")",     "(",     "\"", "*",  "^",      "{title}",
        ":",      "-",    "+",    "'",     ";--",   "\xFF",  "ü",  "東", "\uE000", "title",
        "body",   "word", "\\",   "%",     "\n",    "rowid", ",",  " ",  "“",      "a",
        "\u0301", "0",    "x\0y", "words", "files", "''",    "„",  "?1", "/*",     "ß"};
    std::mt19937 random(20261121);
    std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1);
    std::uniform_int_distribution<int> length(1, 12);
    int found = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string question;
        for (int i = length(random); i > 0; --i) question += pieces.at(piece(random));
        CAPTURE(question);
        const auto terms = parse_search(question);
        if (!asks_for_something(terms)) continue;
        CHECK_NOTHROW(found += static_cast<int>(in.index.find({.terms = terms}, 10).size()));
    }
    CHECK(found > 100);
}

TEST_CASE("a watcher is told of every row of its tables once it is on disk") {
    NoteStore notes;
    std::vector<std::string> told;
    notes.store.watch({{"note", "id"}, {"reply", "note_id"}},
                      [&](const std::vector<store::ChangedRow>& rows) {
                          for (const auto& row : rows) told.push_back(row.table + " " + row.key);
                      });
    auto note = notes.store.write([](store::Tx& tx) {
        auto row = Note{.title = "one"};
        tx.insert(row);
        return row;
    });
    const auto id = note.id.text;
    CHECK(told == std::vector{"note " + id});
    told.clear();
    notes.store.write([&](store::Tx& tx) {
        tx.run("INSERT INTO reply VALUES (?, 'hello')", note.id);
        tx.run("UPDATE note SET title = 'two' WHERE id = ?", note.id);
        tx.run("DELETE FROM reply WHERE note_id = ?", note.id);
    });
    CHECK(told == std::vector{"reply " + id, "note " + id, "reply " + id});
    told.clear();
    notes.store.watch({}, {});
    notes.store.write([&](store::Tx& tx) { tx.run("DELETE FROM note WHERE id = ?", note.id); });
    CHECK(told.empty());
}
