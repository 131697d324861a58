// What one can do with the past of a script: look, name, compare, bring back. Bringing something
// back is a new change; nothing that was written is ever removed by it.
#pragma once

#include "base/text_diff.hpp"
#include "script/change_service.hpp"
#include "script/history_store.hpp"
#include "script/script_store.hpp"
#include "script/text_match.hpp"

namespace fabula::script {

enum class SceneChange { Same, Changed, Moved, Come, Gone };

}  // namespace fabula::script

namespace fabula {

template <>
struct EnumNames<script::SceneChange> {
    static constexpr std::array<std::string_view, 5> names{"same", "changed", "moved", "come",
                                                           "gone"};
};

template <>
struct EnumNames<DiffKind> {
    static constexpr std::array<std::string_view, 3> names{"same", "gone", "come"};
};

namespace script {

struct ComparedPart {
    DiffKind kind = DiffKind::Same;
    std::string text;

    static constexpr auto fields =
        FieldList{Field<&ComparedPart::kind>{"kind"},
                  Field<&ComparedPart::text>{"text", {.length_max = 20'000'000}}};
};

// One scene or section in two versions.
struct ComparedScene {
    SceneChange change = SceneChange::Same;
    bool moved = false;
    std::optional<std::int64_t> before;  // Its place among the headings of the old version, from 1;
    std::optional<std::int64_t> after;   // and of the new one. 0: what stands above the first.
    std::string title_before;
    std::string title_after;
    std::vector<ComparedPart> parts;  // Word by word; empty where the scene is the same.

    static constexpr auto fields = FieldList{
        Field<&ComparedScene::change>{"change"},
        Field<&ComparedScene::moved>{"moved", {.help = "it stands elsewhere, changed or not"}},
        Field<&ComparedScene::before>{"before", {.help = "place among the headings, from 1"}},
        Field<&ComparedScene::after>{"after", {.help = "place among the headings, from 1"}},
        Field<&ComparedScene::title_before>{"title_before", {.length_max = 20'000'000}},
        Field<&ComparedScene::title_after>{"title_after", {.length_max = 20'000'000}},
        Field<&ComparedScene::parts>{"parts", {.length_max = 10'000'000}}};
};

struct Comparison {
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t same_count = 0;
    std::vector<ComparedScene> scenes;  // Those that differ, in the order of the new version.
};

// Those that differ in the order of `after`; the gone behind what stood above them. `matches`: as
// match_texts() gives them.
Comparison compare_texts(const CutText& before, const CutText& after,
                         const std::vector<std::optional<std::size_t>>& matches);

class HistoryService {
public:
    HistoryService(store::Store& store, ScriptChangeService& changes)
        : store_(store), changes_(changes) {}

    // Newest first, behind the version `before`; some more than `limit` where several people wrote
    // in one hour.
    std::vector<Session> list_sessions(const Actor& actor, const ScriptId& id, std::int64_t before,
                                       std::int64_t limit);
    std::string text_of(const Actor& actor, const ScriptId& id, std::int64_t version);

    std::vector<Draft> list_drafts(const Actor& actor, const ScriptId& id,
                                   const std::string& before, std::int64_t limit);
    // Without a version: the text as it is now. Throws NotFound for one that is not kept.
    Draft create_draft(const Actor& actor, const ScriptId& id, const std::string& name,
                       std::int64_t version);
    Draft rename_draft(const Actor& actor, const DraftId& id, const std::string& name,
                       std::optional<std::int64_t> expected_rev);
    // The name only; the version stays.
    void delete_draft(const Actor& actor, const DraftId& id);

    // Scenes are matched by identity: as the changes between the versions tell, then by what they
    // say. `to` 0: the text as it is now. Throws Invalid where `to` is before `from`.
    Comparison compare(const Actor& actor, const ScriptId& id, std::int64_t from, std::int64_t to);

    // Brings the text of a version back, or of one heading of it (its place, from 1), as a new
    // change; answers the version that has it.
    std::int64_t restore(const Actor& actor, const ScriptId& id, std::int64_t version,
                         std::optional<std::int64_t> scene);

    // Takes the change that led to `version` back, as a new change behind all that came since;
    // answers the version that has it. Throws NotFound where that change is no longer kept alone.
    std::int64_t undo(const Actor& actor, const ScriptId& id, std::int64_t version);

    // Puts changes from before `time` together, for all scripts.
    void compact_all(Time time);

private:
    store::Store& store_;
    ScriptChangeService& changes_;
};

}  // namespace script
}  // namespace fabula
