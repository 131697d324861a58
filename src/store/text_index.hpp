// Full-text search over passages of text: an index in a file of its own beside the database, made
// of it and made again from it. Losing the file costs time, never words.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/search_words.hpp"
#include "store/store.hpp"

namespace fabula::store {

// A stretch of text that is found as one.
struct Passage {
    std::string part;   // Which of its source's: nobody else's there.
    std::string title;  // Hits here count more.
    std::string body;
    // What it is filed under, for the filters of a question: words of letters and digits.
    std::vector<std::string> files;
    std::string extra;  // Kept with it, not searched.
};

// Where passages come from: a script, a character, …
struct IndexedSource {
    std::string kind;
    std::string key;   // Within its kind.
    std::string mark;  // Which state of it was read.

    static constexpr auto fields =
        FieldList{Field<&IndexedSource::kind>{"kind"}, Field<&IndexedSource::key>{"key"},
                  Field<&IndexedSource::mark>{"mark"}};
};

// A source as it was read.
struct ReadSource {
    IndexedSource source;  // Without a mark it is gone.
    std::vector<Passage> passages;
};

struct TextQuestion {
    const std::vector<SearchTerm>& terms;  // At least one that is not excluded.
    // Of each of these groups at least one.
    std::vector<std::vector<std::string>> filed_under{};
    std::vector<std::string> not_filed_under{};
    bool titles_only = false;
    bool bodies_only = false;
    bool any = false;  // One of the terms is enough.
};

struct RankedPassage {
    std::int64_t id = 0;
    double score = 0;

    static constexpr auto fields =
        FieldList{Field<&RankedPassage::id>{"id"}, Field<&RankedPassage::score>{"score"}};
};

struct FoundPassage {
    std::int64_t id = 0;
    std::string kind;
    std::string key;
    std::string part;
    std::string title;
    std::string body;
    std::string extra;

    static constexpr auto fields =
        FieldList{Field<&FoundPassage::id>{"id"},       Field<&FoundPassage::kind>{"kind"},
                  Field<&FoundPassage::key>{"key"},     Field<&FoundPassage::part>{"part"},
                  Field<&FoundPassage::title>{"title"}, Field<&FoundPassage::body>{"body"},
                  Field<&FoundPassage::extra>{"extra"}};
};

class TextIndex {
public:
    // Opens or makes the index in that folder. One that is damaged, or was made by another program
    // version, is dropped: it then has no sources.
    TextIndex(const std::filesystem::path& folder, const Clock& clock,
              std::function<void(std::string_view)> report);

    // Of the kind, by key.
    std::vector<IndexedSource> list(const std::string& kind);
    // Stores what sources say, all or none; of one that was there only what differs is written. One
    // without passages is known all the same.
    void put(const std::vector<ReadSource>& read);

    // Best first among the first `limit` that are found, or all where they are fewer.
    std::vector<RankedPassage> find(const TextQuestion& question, std::int64_t limit);
    // Those of the ids that are still there, in their order.
    std::vector<FoundPassage> get(const std::vector<std::int64_t>& ids);

private:
    void open(const std::filesystem::path& file, const Clock& clock,
              const std::function<void(std::string_view)>& report);

    std::unique_ptr<Store> store_;
};

}  // namespace fabula::store
