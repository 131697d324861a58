#include "script/written.hpp"

#include <map>

#include "base/text.hpp"
#include "history/record.hpp"

namespace fabula::script {

namespace {

// Of a ChangeSet as the log has it: a number stays, [deleted, lines…] is replaced.
history::Written count_change(const Json& changes) {
    history::Written written{.changes = 1};
    for (const auto& section : changes) {
        if (!section.is_array() || section.empty()) continue;
        written.deleted += section[0].get<std::int64_t>();
        for (std::size_t line = 1; line < section.size(); ++line) {
            const auto units = count_utf16_units(section[line].get_ref<const std::string&>());
            written.added += static_cast<std::int64_t>(units) + (line > 1 ? 1 : 0);
        }
    }
    return written;
}

// True where the tag says more than that somebody wrote.
bool recorded_by_tag(store::Tx& tx, const Actor& author, const Script& script, const Json& tag) {
    if (!tag.is_object()) return false;
    const auto entity = history::entity_of(script);
    if (const auto version = tag.find("restored"); version != tag.end()) {
        Json details{{"version", *version}};
        if (const auto scene = tag.find("scene"); scene != tag.end()) details["scene"] = *scene;
        history::record(tx, author, history::Act::Restore, entity, std::move(details));
        return true;
    }
    if (const auto file = tag.find("imported"); file != tag.end()) {
        history::record(tx, author, history::Act::Import, entity, {{"file", *file}});
        return true;
    }
    return tag.contains("renamed");  // Recorded with the character.
}

}  // namespace

void record_steps(store::Tx& tx, const Script& script, const std::vector<const Step*>& steps) {
    std::map<UserId, history::Written> by_author;
    for (const auto* step : steps) {
        const Actor author{step->log.author_id.value_or(UserId{}), {}, false};
        if (step->also || recorded_by_tag(tx, author, script, step->log.tag)) continue;
        const auto more = count_change(step->log.changes);
        auto& written = by_author[author.user];
        written.changes += more.changes;
        written.added += more.added;
        written.deleted += more.deleted;
    }
    for (const auto& [user, written] : by_author) {
        const Actor author{user, {}, false};
        history::record_writing(tx, author, history::entity_of(script), written);
    }
}

}  // namespace fabula::script
