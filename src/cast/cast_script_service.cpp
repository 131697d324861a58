#include "cast/cast_script_service.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/pages_measure.hpp"
#include "screenplay/speech.hpp"
#include "screenplay/statistics.hpp"

namespace fabula::cast {

namespace {

// What the cast of a project is called, folded.
std::set<std::string> names_of_cast(store::Reader& db, const ProjectId& project) {
    std::set<std::string> names;
    for (const auto& character : list_cast(db, project)) {
        names.merge(folded_names(character));
    }
    return names;
}

// The script that a character is looked for in. Throws Invalid where nobody says which.
ProjectId project_for(const Character& character, const std::optional<ProjectId>& asked) {
    if (character.project_id) return *character.project_id;
    if (!asked) invalid("project_id", "Say in which project: they belong to no project alone.");
    return *asked;
}

}  // namespace

std::vector<FoundName> CastScriptService::find_names(const Actor& actor, const ProjectId& project) {
    const auto view = scripts_.view(actor, project);
    return cast::find_names(
        view, store_.read([&](store::Reader& db) { return names_of_cast(db, view.project.id); }));
}

std::vector<CharacterAnswer> CastScriptService::add_found(const Actor& actor,
                                                          const ProjectId& project,
                                                          const std::vector<std::string>& names) {
    constexpr std::size_t kNameMax = 200;
    const auto found = find_names(actor, project);
    std::vector<std::string> wanted;
    if (names.empty()) {
        for (const auto& name : found) wanted.push_back(shorten(name.name, kNameMax));
    }
    for (const auto& name : names) {
        const auto at = std::ranges::find_if(
            found, [&](const FoundName& one) { return fold(one.name) == fold(name); });
        if (at == found.end()) {
            invalid("names", "\"" + name + "\" does not speak in the script, or is in the cast");
        }
        wanted.push_back(shorten(at->name, kNameMax));
    }
    return store_.write([&](store::Tx& tx) {
        const auto owner = story::get_project(tx, actor, Action::Edit, project);
        auto known = names_of_cast(tx, owner.id);
        std::erase_if(wanted,
                      [&](const std::string& name) { return !known.insert(fold(name)).second; });
        const auto by =
            history::part_of_many(tx, actor, history::Act::Create, history::entity_of(owner),
                                  {.of = "character", .created = std::ssize(wanted)});
        std::vector<Character> added;
        for (const auto& name : wanted) {
            Character character;
            character.organization_id = owner.organization_id;
            character.project_id = owner.id;
            character.name = name;
            tx.insert(character);
            history::record(tx, by, history::Act::Create, history::entity_of(character));
            added.push_back(std::move(character));
        }
        return with_pictures(tx, std::move(added));
    });
}

std::vector<SpokenLine> CastScriptService::list_lines(const Actor& actor, const CharacterId& id,
                                                      const std::optional<ProjectId>& project) {
    const auto character = view_character(actor, id);
    const auto view = scripts_.view(actor, project_for(character, project));
    const auto laid_out = script::lay_out(view, {.paper = view.project.paper});
    return cast::list_lines(character, view,
                            screenplay::measure(view.document, laid_out.layout, laid_out.pages));
}

std::vector<ScenePresence> CastScriptService::list_presence(
    const Actor& actor, const CharacterId& id, const std::optional<ProjectId>& project) {
    const auto character = view_character(actor, id);
    const auto view = scripts_.view(actor, project_for(character, project));
    const auto laid_out = script::lay_out(view, {.paper = view.project.paper});
    return cast::list_presence(
        character, view,
        screenplay::count_statistics(view.document, laid_out.layout, laid_out.pages));
}

Character CastScriptService::view_character(const Actor& actor, const CharacterId& id) {
    return store_.read(
        [&](store::Reader& db) { return get_character(db, actor, Action::View, id); });
}

namespace {

struct Uses {
    std::vector<NameUse> uses;
    script::ScriptView view;
};

std::vector<std::string> other_names(store::Reader& db, const Character& character) {
    std::vector<std::string> others;
    if (!character.project_id) return others;
    for (const auto& other : list_cast(db, *character.project_id)) {
        if (other.id == character.id) continue;
        others.push_back(other.name);
        others.insert(others.end(), other.aliases.begin(), other.aliases.end());
    }
    return others;
}

std::string checked_name(const std::string& given) {
    const std::string name(trim(given));
    if (name.empty()) invalid("name", "must not be empty");
    if (name.find_first_of("\n()^@") != std::string::npos) {
        invalid("name", "must be one line without brackets and marks, as cues have it");
    }
    return name;
}

std::int64_t units_before(const std::string& line, std::size_t bytes) {
    return static_cast<std::int64_t>(count_utf16_units(std::string_view(line).substr(0, bytes)));
}

}  // namespace

RenamePreview CastScriptService::preview_rename(const Actor& actor, const CharacterId& id,
                                                const std::string& given) {
    const auto name = checked_name(given);
    std::vector<std::string> others;
    const auto character = store_.read([&](store::Reader& db) {
        auto found = get_character(db, actor, Action::Edit, id);
        others = other_names(db, found);
        return found;
    });
    RenamePreview preview;
    if (!character.project_id) return preview;
    const auto view = scripts_.view(actor, *character.project_id);
    const SceneFinder scenes(view);
    preview.script_id = view.script.id;
    preview.version = view.script.version;
    for (const auto& use : find_name_uses(view.document, view.text, character.name, name, others)) {
        RenamePlace place{.from = use.range.from,
                          .to = use.range.to,
                          .kind = std::string(name_of(use.type)),
                          .before = use.before,
                          .after = use.after,
                          .line = use.line,
                          .line_from = units_before(use.line, use.line_from)};
        if (const auto scene = scenes.at(use.element)) {
            place.scene_number = scenes.number(*scene);
            place.scene_title = scenes.title(*scene);
        }
        preview.places.push_back(std::move(place));
    }
    return preview;
}

Renamed CastScriptService::rename(const Actor& actor, const CharacterId& id, const Rename& in) {
    const auto name = checked_name(in.name);
    const std::set<std::int64_t> left(in.leave.begin(), in.leave.end());
    std::vector<std::string> others;
    const auto before = store_.read([&](store::Reader& db) {
        auto found = get_character(db, actor, Action::Edit, id);
        others = other_names(db, found);
        return found;
    });
    Renamed out;
    if (before.project_id) {
        const auto script = scripts_.view(actor, *before.project_id).script;
        const auto make = [&](const script::StandingScript& standing) {
            if (in.version && *in.version != standing.script.version) {
                throw AppError(Code::Conflict,
                               PublicText{"The script was changed since the preview. Look at the "
                                          "places again."});
            }
            const auto document = screenplay::parse_fountain(
                standing.text, script::to_engine(standing.script.format));
            auto uses = find_name_uses(document, standing.text, before.name, name, others);
            std::erase_if(uses, [&](const NameUse& use) { return left.contains(use.range.from); });
            out.place_count = std::ssize(uses);
            return script::Edit{
                .change = rename_change(uses, static_cast<std::size_t>(standing.script.length)),
                .tag = {{"renamed", {{"before", before.name}, {"after", name}}}}};
        };
        out.version = changes_.edit(actor, script.id, "rename", make);
        if (out.place_count == 0) out.version.reset();
    }
    out.character = store_name(actor, id, name, in.keep_alias, out.place_count);
    return out;
}

CharacterAnswer CastScriptService::store_name(const Actor& actor, const CharacterId& id,
                                              const std::string& name, bool keep_alias,
                                              std::int64_t place_count) {
    return store_.write([&](store::Tx& tx) {
        auto character = get_character(tx, actor, Action::Edit, id);
        const auto before = std::exchange(character.name, name);
        std::erase_if(character.aliases,
                      [&](const std::string& alias) { return fold(alias) == fold(name); });
        if (keep_alias && fold(before) != fold(name)) character.aliases.push_back(before);
        tx.update(character);
        if (character.project_id) on_rename_(tx, *character.project_id, before, name);
        history::record(tx, actor, history::Act::Rename, history::entity_of(character),
                        {{"changes", {{"name", {{"before", before}, {"after", name}}}}},
                         {"count", place_count}});
        return with_pictures(tx, {character}).front();
    });
}

Renamed CastScriptService::undo_rename(const Actor& actor, const CharacterId& id,
                                       std::int64_t version) {
    ScriptId script;
    const auto before = store_.read([&](store::Reader& db) {
        const auto character = get_character(db, actor, Action::Edit, id);
        Json renamed;
        if (character.project_id && version > 0) {
            script = script::get_script_of(db, *character.project_id).id;
            const auto rows = script::list_changes(db, script, version - 1, 1);
            if (!rows.empty() && rows[0].version == version && rows[0].tag.is_object()) {
                renamed = rows[0].tag.value("renamed", Json());
            }
        }
        if (!renamed.is_object() || renamed.value("after", "") != character.name) {
            throw AppError(Code::NotFound,
                           PublicText{"That change of the script did not rename them."});
        }
        return renamed.value("before", "");
    });
    Renamed out;
    out.version = history_.undo(actor, script, version);
    out.character = store_name(actor, id, before, false, 0);
    return out;
}

}  // namespace fabula::cast
