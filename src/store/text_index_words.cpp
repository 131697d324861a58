#include "store/text_index_words.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/search_words.hpp"

namespace fabula::store {

namespace {

// The engine wants an object per table; ours has no state.
int create_tokenizer(void*, const char**, int, Fts5Tokenizer** out) {
    static char none = 0;
    *out = reinterpret_cast<Fts5Tokenizer*>(&none);
    return SQLITE_OK;
}

void delete_tokenizer(Fts5Tokenizer*) {}

using Token = int (*)(void*, int, const char*, int, int, int);

int tokenize(Fts5Tokenizer*, void* context, int, const char* text, int size, Token token) {
    if (text == nullptr || size <= 0) return SQLITE_OK;
    SearchWordReader reader(std::string_view(text, static_cast<std::size_t>(size)));
    const auto give = [&](const std::string& word, const SearchWord& at, int flags) {
        return token(context, flags, word.data(), static_cast<int>(word.size()),
                     static_cast<int>(at.from), static_cast<int>(at.to));
    };
    for (SearchWord word; reader.next(word);) {
        int result = give(word.text, word, 0);
        if (result == SQLITE_OK && !word.also.empty()) {
            result = give(word.also, word, FTS5_TOKEN_COLOCATED);  // The same place.
        }
        if (result != SQLITE_OK) return result;
    }
    return SQLITE_OK;
}

constexpr int kTitle = 0;  // Columns of the table.
constexpr int kBody = 1;

// A hit in the title counts by its share of it; in the body each counts less than the one before.
// What a word's share in all passages is worth is left out: it would have to be counted through
// the whole index, and where every word must be found it changes little.
void rank(const Fts5ExtensionApi* api, Fts5Context* query, sqlite3_context* out, int,
          sqlite3_value**) {
    constexpr double kWholeTitle = 8;
    constexpr double kInTitle = 4;
    constexpr double kFurtherHit = 0.1;
    constexpr int kHitsMax = 200;
    double score = 0;
    int hits = 0;
    if (api->xInstCount(query, &hits) != SQLITE_OK) hits = 0;
    int title_words = 1;
    if (api->xColumnSize(query, kTitle, &title_words) != SQLITE_OK) title_words = 1;
    double in_title = 0;
    std::array<bool, 2 * kTermsMax + 8> seen{};
    for (int i = 0; i < std::min(hits, kHitsMax); ++i) {
        int phrase = 0;
        int column = 0;
        int offset = 0;
        if (api->xInst(query, i, &phrase, &column, &offset) != SQLITE_OK) break;
        if (column == kTitle) in_title += 1;
        if (column != kBody) continue;
        const auto index = static_cast<std::size_t>(phrase);
        const bool first = index < seen.size() && !seen.at(index);
        if (first) seen.at(index) = true;
        score += first ? 1 : kFurtherHit;
    }
    if (in_title > 0) score += kInTitle + kWholeTitle * std::min(1.0, in_title / title_words);
    sqlite3_result_double(out, score);
}

fts5_api* full_text_of(sqlite3* database) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

}  // namespace

void add_search_words(sqlite3* database) {
    auto* api = full_text_of(database);
    if (api == nullptr) return;  // The first use of the table says so.
    fts5_tokenizer tokenizer{create_tokenizer, delete_tokenizer, tokenize};
    api->xCreateTokenizer(api, "fabula", nullptr, &tokenizer, nullptr);
    api->xCreateFunction(api, "fabula_rank", nullptr, rank, nullptr);
}

}  // namespace fabula::store
