// Search over many passages beside the same questions to a plain full-text table ordered by its
// own rank. Prints seven numbers: passages, then milliseconds: building the index, its p50 and p95,
// building the plain table, its p50 and p95.
//   search_bench FOLDER PASSAGES
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "store/text_index.hpp"

using namespace fabula;

namespace {

constexpr std::size_t kWords = 30'000;  // Of the vocabulary.
constexpr std::size_t kPassageWords = 180;
constexpr std::size_t kQuestions = 300;
constexpr int kKinds = 8;

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// Words as often as in a language: the n-th has 1/n of the first one's share.
class Language {
public:
    Language() {
        double sum = 0;
        for (std::size_t i = 0; i < kWords; ++i) {
            std::string word;
            const std::string_view consonants = "bdfgklmnprstvwz";
            const std::string_view vowels = "aeiou";
            for (auto left = i + 7; left > 0; left /= 75) {
                word.push_back(consonants[left % 15]);
                word.push_back(vowels[left / 15 % 5]);
            }
            words_.push_back(word);
            sum += 1.0 / static_cast<double>(i + 1);
            shares_.push_back(sum);
        }
    }
    const std::string& any(std::mt19937& random) const {
        std::uniform_real_distribution<double> place(0, shares_.back());
        const auto at = std::ranges::lower_bound(shares_, place(random)) - shares_.begin();
        return words_[std::min<std::size_t>(static_cast<std::size_t>(at), kWords - 1)];
    }

private:
    std::vector<std::string> words_;
    std::vector<double> shares_;
};

std::string body_of(const Language& language, std::mt19937& random) {
    std::string out;
    for (std::size_t i = 0; i < kPassageWords; ++i) {
        out += language.any(random);
        out += i % 12 == 11 ? ".\n" : " ";
    }
    return out;
}

std::vector<std::string> questions(const Language& language) {
    std::mt19937 random(7);
    std::uniform_int_distribution<int> count(1, 3);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < kQuestions; ++i) {
        std::string question;
        for (int n = count(random); n > 0; --n) {
            question += (question.empty() ? "" : " ") + language.any(random);
        }
        out.push_back(question);
    }
    return out;
}

struct Times {
    double built = 0;
    std::vector<double> answers;

    [[nodiscard]] double part(double share) {
        std::ranges::sort(answers);
        return answers[static_cast<std::size_t>(share * static_cast<double>(answers.size() - 1))];
    }
};

Times ours(const std::string& folder, std::size_t passages, const Language& language) {
    const WallClock clock;
    store::TextIndex index(folder, clock, {});
    std::mt19937 random(1);
    Times times;
    const auto start = Clock::now();
    std::vector<store::ReadSource> batch;
    for (std::size_t i = 0; i < passages; ++i) {
        const auto kind = std::to_string(i % 10 < 3 ? i % 10 : 0);
        batch.push_back({.source = {.kind = kind, .key = std::to_string(i), .mark = "1"},
                         .passages = {{.part = "",
                                       .title = language.any(random),
                                       .body = body_of(language, random),
                                       .files = {"k" + kind, "o1", "p" + std::to_string(i % 50)},
                                       .extra = "{}"}}});
        if (batch.size() < 200 && i + 1 < passages) continue;
        index.put(batch);
        batch.clear();
    }
    times.built = since(start);
    for (const auto& question : questions(language)) {
        const auto terms = parse_search(question);
        const auto asked = Clock::now();
        // As one request does: the best of each kind, and their texts.
        for (int kind = 0; kind < kKinds; ++kind) {
            const auto found = index.find(
                {.terms = terms, .filed_under = {{"o1"}, {"k" + std::to_string(kind)}}}, 301);
            std::vector<std::int64_t> ids;
            for (const auto& one : found) {
                if (ids.size() < 5) ids.push_back(one.id);
            }
            for (const auto& passage : index.get(ids)) find_hits(passage.body, terms);
        }
        times.answers.push_back(since(asked));
    }
    return times;
}

void run(sqlite3* db, const char* sql) {
    if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        std::fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
        std::exit(1);
    }
}

Times plain(const std::string& folder, std::size_t passages, const Language& language) {
    sqlite3* db = nullptr;
    if (sqlite3_open((folder + "/plain.db").c_str(), &db) != SQLITE_OK) std::exit(1);
    run(db, "PRAGMA journal_mode=WAL");
    run(db, "CREATE VIRTUAL TABLE words USING fts5(title, body)");
    std::mt19937 random(1);
    Times times;
    const auto start = Clock::now();
    run(db, "BEGIN");
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(db, "INSERT INTO words VALUES (?, ?)", -1, &insert, nullptr);
    for (std::size_t i = 0; i < passages; ++i) {
        const auto title = language.any(random);
        const auto body = body_of(language, random);
        sqlite3_bind_text(insert, 1, title.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(insert, 2, body.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run(db, "COMMIT");
    times.built = since(start);
    sqlite3_stmt* ask = nullptr;
    sqlite3_prepare_v2(db,
                       "SELECT title, body FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20",
                       -1, &ask, nullptr);
    for (const auto& question : questions(language)) {
        const auto asked = Clock::now();
        sqlite3_bind_text(ask, 1, question.c_str(), -1, SQLITE_TRANSIENT);
        while (sqlite3_step(ask) == SQLITE_ROW) sqlite3_column_text(ask, 1);
        sqlite3_reset(ask);
        times.answers.push_back(since(asked));
    }
    sqlite3_finalize(ask);
    sqlite3_close(db);
    return times;
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 3) {
        std::fprintf(stderr, "usage: search_bench FOLDER PASSAGES\n");
        return 2;
    }
    const auto passages = static_cast<std::size_t>(std::atoll(arguments[2]));
    const Language language;
    auto mine = ours(arguments[1], passages, language);
    auto peer = plain(arguments[1], passages, language);
    std::printf("%zu %.0f %.2f %.2f %.0f %.2f %.2f\n", passages, mine.built, mine.part(0.5),
                mine.part(0.95), peer.built, peer.part(0.5), peer.part(0.95));
    return 0;
}
