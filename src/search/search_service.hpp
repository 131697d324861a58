// Finding things: what is asked for, in all that the actor may read.
#pragma once

#include "search/indexer.hpp"

namespace fabula::search {

struct SearchQuestion {
    std::string words;
    std::optional<SearchKind> kind;
    std::optional<ProjectId> project;
    std::optional<CharacterId> speaker;  // What they say, under any of their names.
    std::optional<SearchSetting> setting;
    // Instead of words: where one of these stands in a text as it is, titles and cues aside.
    std::vector<std::string> names;
    std::string but_not;    // The id of the thing that is called so.
    std::int64_t from = 0;  // Of one kind: behind so many.
    std::int64_t limit = static_cast<std::int64_t>(kShownOfEach);
};

// Of all that names a thing: the first of each kind, or a part of one kind.
struct MentionsPart {
    std::optional<SearchKind> kind;
    std::int64_t from = 0;  // Of one kind: behind so many.
    std::int64_t limit = static_cast<std::int64_t>(kShownOfEach);
};

class SearchService {
public:
    // With its index in that folder. `store` and `clock` must outlive this.
    SearchService(store::Store& store, const std::filesystem::path& folder,
                  const fabula::Clock& clock, const std::function<void(std::string_view)>& report)
        : store_(store),
          index_(folder, clock, report),
          indexer_(store, index_, {.report = report}) {}

    // From then on what is stored is found.
    void start() { indexer_.start(); }
    // Waits until what is stored by now can be found. Only after start().
    void settle() { indexer_.settle(); }

    // Without a kind the best of each, in the order of the kinds. Throws NotFound for a project or
    // a character that is not the actor's.
    SearchAnswer find(const Actor& actor, const SearchQuestion& question);

    // Where texts call them by their name or an alias: in their project, or, of those who belong to
    // none, in all that the actor may read. Throws NotFound.
    SearchAnswer list_mentions(const Actor& actor, const CharacterId& id, const MentionsPart& part);
    SearchAnswer list_mentions(const Actor& actor, const WorldItemId& id, const MentionsPart& part);

private:
    struct Asked;

    Asked understand(const Actor& actor, const SearchQuestion& question);
    std::vector<store::RankedPassage> rank(const Asked& asked, SearchKind kind, std::int64_t limit);
    // Those behind `from`, at most `limit`, of which the rows say today that the actor may see
    // them. Answers at which of `ranked` it ended.
    std::size_t show(const Asked& asked, SearchKind kind,
                     const std::vector<store::RankedPassage>& ranked, std::size_t from,
                     std::size_t limit, std::vector<SearchResult>& out);

    store::Store& store_;
    store::TextIndex index_;
    Indexer indexer_;
};

}  // namespace fabula::search
