// Suggestions: threads that propose other words for theirs. Who may write takes them over or not.
#pragma once

#include <optional>
#include <vector>

#include "comments/comments_service.hpp"
#include "script/change_service.hpp"

namespace fabula::comments {

inline constexpr std::int64_t kSuggestionsMax = 500;  // Of one script, that are decided at once.

// What became of all open suggestions of a script.
struct Accepted {
    std::vector<ThreadId> accepted;
    std::vector<ThreadId> stale;  // Left open: other words stand there, or overlap.
    std::int64_t version = 0;     // Of the text with the accepted ones in it.

    static constexpr auto fields = FieldList{
        Field<&Accepted::accepted>{"accepted", {.length_max = kSuggestionsMax}},
        Field<&Accepted::stale>{
            "stale", {.length_max = kSuggestionsMax, .help = "left open: other words stand there"}},
        Field<&Accepted::version>{"version", {.help = "of the text with the accepted in it"}}};
};

struct Refused {
    std::vector<ThreadId> refused;

    static constexpr auto fields =
        FieldList{Field<&Refused::refused>{"refused", {.length_max = kSuggestionsMax}}};
};

// An accepted suggestion and the change that it becomes are stored together or not at all. Editors
// decide; one alone is refused by resolving its thread.
class SuggestionsService {
public:
    SuggestionsService(store::Store& store, script::ScriptChangeService& changes,
                       CommentsService& comments)
        : store_(store), changes_(changes), comments_(comments) {}

    // The suggestion becomes a change of the actor's. Throws Conflict, and changes nothing, where
    // it is decided already, where other words stand there, or where the thread is no suggestion.
    ThreadView accept(const Actor& actor, const ThreadId& id,
                      std::optional<std::int64_t> expected_rev);
    // All that are open and not stale, as one change; of two that overlap the first in the text.
    Accepted accept_all(const Actor& actor, const ScriptId& script);
    Refused refuse_all(const Actor& actor, const ScriptId& script);

private:
    store::Store& store_;
    script::ScriptChangeService& changes_;
    CommentsService& comments_;
};

}  // namespace fabula::comments
