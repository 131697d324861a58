// What the script knows of its people: who speaks and is in no list yet, every line they say, where
// they are, and how they are called.
#pragma once

#include "cast/cast_service.hpp"
#include "cast/in_script.hpp"
#include "cast/name_uses.hpp"
#include "script/history_service.hpp"
#include "script/script_service.hpp"

namespace fabula::cast {

// A place where the name stands.
struct RenamePlace {
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::string kind;  // Of the element: "character", "action", …
    std::string scene_number;
    std::string scene_title;
    std::string before;
    std::string after;
    std::string line;
    std::int64_t line_from = 0;

    static constexpr auto fields = FieldList{
        Field<&RenamePlace::from>{"from", {.help = "UTF-16 units of the script's text"}},
        Field<&RenamePlace::to>{"to"},
        Field<&RenamePlace::kind>{"kind"},
        Field<&RenamePlace::scene_number>{"scene_number"},
        Field<&RenamePlace::scene_title>{"scene_title", {.length_max = 20'000'000}},
        Field<&RenamePlace::before>{"before", {.length_max = 2000}},
        Field<&RenamePlace::after>{"after", {.length_max = 2000}},
        Field<&RenamePlace::line>{"line", {.length_max = 20'000'000}},
        Field<&RenamePlace::line_from>{"line_from", {.help = "UTF-16 units of the line"}}};
};

struct RenamePreview {
    std::optional<ScriptId> script_id;
    std::int64_t version = 0;  // Of the text that was looked at; send it with the renaming.
    std::vector<RenamePlace> places;

    static constexpr auto fields = FieldList{
        Field<&RenamePreview::script_id>{"script_id"}, Field<&RenamePreview::version>{"version"},
        Field<&RenamePreview::places>{"places", {.length_max = 10'000'000}}};
};

struct Rename {
    std::string name;
    std::optional<std::int64_t> version;  // Of the preview that `leave` is of.
    std::vector<std::int64_t> leave;      // RenamePlace::from of those that stay as they are.
    bool keep_alias = false;              // The old name stays one of their aliases.

    static constexpr auto fields = FieldList{
        Field<&Rename::name>{"name", {.required = true, .length_min = 1, .length_max = 200}},
        Field<&Rename::version>{"version", {.help = "of the preview that `leave` is of"}},
        Field<&Rename::leave>{
            "leave", {.length_max = 1'000'000, .help = "`from` of places that stay as they are"}},
        Field<&Rename::keep_alias>{"keep_alias"}};
};

struct Renamed {
    CharacterAnswer character;
    std::optional<std::int64_t> version;  // The change of the script; POST …/undo takes it back.
    std::int64_t place_count = 0;

    static constexpr auto fields =
        FieldList{Field<&Renamed::character>{"character"}, Field<&Renamed::version>{"version"},
                  Field<&Renamed::place_count>{"place_count"}};
};

struct UndoRename {
    std::int64_t version = 0;

    static constexpr auto fields = FieldList{Field<&UndoRename::version>{
        "version", {.required = true, .min = 1, .help = "that the renaming answered"}}};
};

class CastScriptService {
public:
    // Told in the transaction that renames a character of a project, so that rooms above which
    // keep names keep the new one.
    using OnRename = std::function<void(store::Tx&, const ProjectId&, const std::string& before,
                                        const std::string& after)>;

    CastScriptService(store::Store& store, script::ScriptService& scripts,
                      script::ScriptChangeService& changes, script::HistoryService& history,
                      OnRename on_rename)
        : store_(store),
          scripts_(scripts),
          changes_(changes),
          history_(history),
          on_rename_(std::move(on_rename)) {}

    // Most speeches first.
    std::vector<FoundName> find_names(const Actor& actor, const ProjectId& project);
    // Makes characters of these names; of all that are found where there are none. Throws Invalid
    // for a name that does not speak or is a character's already.
    std::vector<CharacterAnswer> add_found(const Actor& actor, const ProjectId& project,
                                           const std::vector<std::string>& names);

    // In story order; of a character without a project those in the script of `project`.
    std::vector<SpokenLine> list_lines(const Actor& actor, const CharacterId& id,
                                       const std::optional<ProjectId>& project);
    std::vector<ScenePresence> list_presence(const Actor& actor, const CharacterId& id,
                                             const std::optional<ProjectId>& project);

    RenamePreview preview_rename(const Actor& actor, const CharacterId& id,
                                 const std::string& name);
    // The character's name, and one change of the script. Throws Conflict where the script is no
    // longer at `version`.
    Renamed rename(const Actor& actor, const CharacterId& id, const Rename& in);
    // Takes the renaming that made `version` of the script back, in the text and in the list.
    // Throws NotFound where that change renamed nobody to the character's name.
    Renamed undo_rename(const Actor& actor, const CharacterId& id, std::int64_t version);

private:
    Character view_character(const Actor& actor, const CharacterId& id);
    CharacterAnswer store_name(const Actor& actor, const CharacterId& id, const std::string& name,
                               bool keep_alias, std::int64_t place_count);

    store::Store& store_;
    script::ScriptService& scripts_;
    script::ScriptChangeService& changes_;
    script::HistoryService& history_;
    OnRename on_rename_;
};

}  // namespace fabula::cast
