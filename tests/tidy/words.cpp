#include "tidy/words.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace fabula::tidy {

namespace {

constexpr std::string_view kSqlHome = "SQL lives in a *_store.cpp file or in store/";
constexpr std::string_view kPortable = "SQLite alone knows this; the second engine is PostgreSQL";
constexpr std::string_view kLibraryHome = "this library's header stays in its module";
constexpr std::string_view kOwner = "one owner: a value or unique_ptr; else a line here saying why";

// clang-format off
const std::array kRules{
    WordRule{"sqlite3_*", Where::Code, "only store/ talks to SQLite", {"src/store/*"}},
    WordRule{"sqlite3.h", Where::Include, kLibraryHome, {"src/store/*"}},
    WordRule{"lmdb.h", Where::Include, kLibraryHome, {"src/store/*"}},
    WordRule{"httplib.h", Where::Include, kLibraryHome, {"src/http/*"}},
    WordRule{"boost/*", Where::Include, kLibraryHome, {"src/http/live/*"}},
    WordRule{"mustache.hpp", Where::Include, kLibraryHome, {"src/http/*"}},
    WordRule{"cairo*", Where::Include, kLibraryHome, {"src/drawing/*"}},
    WordRule{"hb*", Where::Include, kLibraryHome, {"src/drawing/*", "src/typeset/*"}},
    WordRule{"ft2build.h", Where::Include, kLibraryHome, {"src/drawing/*", "src/typeset/*"}},
    WordRule{"pugixml.hpp", Where::Include, kLibraryHome, {"src/screenplay/*", "src/source/*"}},
    WordRule{"CLI/*", Where::Include, kLibraryHome, {"src/app/*"}},
    WordRule{"openssl/*", Where::Include, kLibraryHome, {"src/accounts/*"}},
    WordRule{"curl/*", Where::Include, kLibraryHome, {"src/net/*"}},
    WordRule{"qrcodegen.hpp", Where::Include, kLibraryHome, {"src/accounts/*"}},
    WordRule{"iostream", Where::Include, "slow to compile and a global: take a stream or a log"},
    WordRule{"regex", Where::Include, "slow and recursive: see base/text.hpp"},

    WordRule{"SELECT", Where::Sql, kSqlHome, {"src/store/*", "src/*_store.cpp"}},
    WordRule{"INSERT", Where::Sql, kSqlHome, {"src/store/*", "src/*_store.cpp"}},
    WordRule{"UPDATE", Where::Sql, kSqlHome, {"src/store/*", "src/*_store.cpp"}},
    WordRule{"DELETE", Where::Sql, kSqlHome, {"src/store/*", "src/*_store.cpp"}},
    WordRule{"INSERT OR", Where::Literals, kPortable},
    WordRule{"REPLACE INTO", Where::Literals, kPortable},
    WordRule{"AUTOINCREMENT", Where::Literals, kPortable},
    WordRule{"rowid", Where::Literals, kPortable, {"src/store/*"}},
    WordRule{"COLLATE NOCASE", Where::Literals, kPortable},
    WordRule{"GLOB", Where::Literals, kPortable},
    WordRule{"IFNULL(", Where::Literals, kPortable},
    WordRule{"group_concat(", Where::Literals, kPortable},
    WordRule{"instr(", Where::Literals, kPortable},
    WordRule{"strftime(", Where::Literals, kPortable},
    WordRule{"datetime(", Where::Literals, kPortable},
    WordRule{"julianday(", Where::Literals, kPortable},
    WordRule{"json_extract(", Where::Literals, kPortable, {"src/store/*"}},
    WordRule{"json_each(", Where::Literals, kPortable, {"src/store/*"}},
    WordRule{"PRAGMA", Where::Literals, kPortable, {"src/store/*"}},

    WordRule{"system_clock", Where::Code, "take a time: tests must be able to set it",
             {"src/base/time.cpp", "src/base/time.hpp"}},
    // A decoded picture is in several drawing lists at once.
    WordRule{"shared_ptr", Where::Code, kOwner,
             {"src/drawing/*", "src/typeset/*", "src/comic/*", "src/takeout/sheets.hpp",
              "src/panels/comic_service.*",  // A book is read while a newer one replaces it.
              "src/http/live/*", "src/http/message.hpp", "src/http/dispatch.cpp",
              "src/net/lookup.cpp",  // The system may answer when nobody waits any more.
              "src/http/server.cpp", "src/script/writing_room.cpp"}},  // Ends with its last word.
    WordRule{"make_shared", Where::Code, kOwner,
             {"src/drawing/*", "src/typeset/*", "src/comic/*", "src/takeout/sheets.hpp",
              "src/panels/comic_service.*", "src/http/live/*", "src/http/dispatch.cpp",
              "src/net/lookup.cpp", "src/script/writing_room.cpp"}},
    WordRule{"catch", Where::Code, "errors are mapped once: let it pass, or name the boundary here",
             {"src/http/server.cpp", "src/http/dispatch.cpp",  // One request ends, not the server.
              "src/http/gate/*",                               // One connection ends.
              "src/http/live/*",                               // One message is refused.
              "src/script/change_service.cpp",                 // One change is, or its batch.
              "src/http/templates.cpp",                        // A library's error to one of ours.
              "src/accounts/supabase_tokens.cpp",   // The old keys hold on; a setting is named.
              "src/accounts/supabase_service.cpp",  // What is no token is a wrong field here.
              "src/net/fetcher.cpp",           // A wrong setting is named.
              "src/net/transfer.cpp",          // Thrown on behind the library.
              "src/providers/caller.cpp",  // The way out's error becomes that of a call.
              "src/providers/connections_asked.cpp",  // A test that fails is an answer.
              "src/providers/json_answer.cpp",  // A form that a model refuses is asked in another.
              "src/spending/paid_work.cpp",  // A call's error is the end of its row.
              "src/search/indexer.cpp",    // What cannot be read is read later.
              "src/jobs/jobs_service.cpp", "src/jobs/job_run.cpp",  // One item fails, not the job.
              "src/app/commands.cpp",            // The end of every command.
              "src/app/transfer_commands.cpp",   // One file of several cannot be imported.
              "src/app/control_server.cpp",      // One command's connection ends.
              "src/app/daily_care.cpp",          // One duty fails, the others are done.
              "src/app/doctor_command.cpp",      // What cannot be read is a finding.
              "src/store/*",                     // Undone, and thrown on to who asked.
              "src/files/*",                     // A half-written file is removed, thrown on.
              "src/base/rows.hpp",               // A refused row is named, thrown on.
              "src/base/json.cpp", "src/base/log.cpp"}},
    WordRule{"new", Where::Code, "make_unique, or a container"},
    WordRule{"goto", Where::Code, "return early"},
    WordRule{"getenv", Where::Code, "settings come through base/settings", {"src/app/config.cpp"}},
    WordRule{"FIXME", Where::Anywhere, "known gaps are issues"},
    WordRule{"TODO", Where::Anywhere, "known gaps are issues"},
    WordRule{"XXX", Where::Anywhere, "known gaps are issues"},
};
// clang-format on

bool is_word_part(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Whether `word`, which may end with *, stands at `at` on its own.
bool stands_at(std::string_view text, std::size_t at, std::string_view word, bool open_end) {
    if (text.substr(at, word.size()) != word) return false;
    if (at > 0 && is_word_part(word.front()) && is_word_part(text[at - 1])) return false;
    const std::size_t end = at + word.size();
    return open_end || end >= text.size() || !is_word_part(word.back()) || !is_word_part(text[end]);
}

// Whether the byte at `at` is in an `#include` line: <new> makes nothing.
bool in_include(std::string_view text, std::size_t at) {
    const std::size_t start = text.rfind('\n', at);
    return text.substr(start == std::string_view::npos ? 0 : start + 1).starts_with("#include");
}

std::vector<std::size_t> places_of(std::string_view text, std::string_view word) {
    const bool open_end = word.ends_with('*');
    if (open_end) word.remove_suffix(1);
    std::vector<std::size_t> places;
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        if (stands_at(text, at, word, open_end) && !in_include(text, at)) places.push_back(at);
    }
    return places;
}

// Literals that begin with the word: "SELECT …", R"(DELETE …)".
std::vector<std::size_t> sql_places(std::string_view text, const CppText& parts,
                                    std::string_view word) {
    std::vector<std::size_t> places = places_of(parts.literals, word);
    std::erase_if(places, [&](std::size_t at) {
        const std::size_t end = at + word.size();
        const std::size_t quote = parts.code.rfind('"', at);
        if (quote == std::string::npos || end >= text.size() || text[end] != ' ') return true;
        const std::size_t before = parts.literals.find_last_not_of(" \n", at - 1);
        return before != std::string::npos && before > quote;
    });
    return places;
}

// The line starts of `#include <name>` and `#include "name"`.
std::vector<std::size_t> include_places(std::string_view text, std::string_view name) {
    std::vector<std::size_t> places;
    for (const std::string_view line : lines_of(text)) {
        if (!line.starts_with("#include ") || line.size() < 11) continue;
        std::string_view file = line.substr(10);
        file = file.substr(0, file.find_first_of(">\""));
        if (matches(name, file))
            places.push_back(static_cast<std::size_t>(line.data() - text.data()));
    }
    return places;
}

std::vector<std::size_t> places(const SourceFile& file, const CppText& parts,
                                const WordRule& rule) {
    switch (rule.where) {
        case Where::Code: return places_of(parts.code, rule.word);
        case Where::Literals: return places_of(parts.literals, rule.word);
        case Where::Sql: return sql_places(file.text, parts, rule.word);
        case Where::Include: return include_places(file.text, rule.word);
        case Where::Anywhere: return places_of(file.text, rule.word);
    }
    return {};
}

}  // namespace

std::span<const WordRule> source_rules() {
    return kRules;
}

Findings check_words(const std::vector<SourceFile>& files, std::span<const WordRule> rules) {
    Findings findings;
    for (const SourceFile& file : files) {
        const CppText parts = part_cpp(file.text);
        for (const WordRule& rule : rules) {
            const bool allowed = std::ranges::any_of(rule.allowed, [&](std::string_view pattern) {
                return matches(pattern, file.path);
            });
            if (allowed) continue;
            for (const std::size_t at : places(file, parts, rule)) {
                findings.push_back({file.path, line_at(file.text, at),
                                    std::string(rule.word) + ": " + std::string(rule.message)});
            }
        }
    }
    return findings;
}

}  // namespace fabula::tidy
