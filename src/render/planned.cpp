#include "render/planned.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cast/cast_store.hpp"
#include "cast/in_script.hpp"
#include "files/asset_store.hpp"
#include "generate/frame_request.hpp"
#include "providers/builtin.hpp"
#include "render/built_in_prompts.hpp"
#include "render/frame_prompt.hpp"
#include "render/render_store.hpp"
#include "script/script_store.hpp"
#include "shots/shots_store.hpp"

namespace fabula::render {

namespace {

// "how they look; tag, tag"
std::string clause_of(const cast::Character& character) {
    auto out = in_one_line(character.description);
    for (const auto& tag : character.visual_tags) {
        if (!out.empty()) out += out.ends_with('.') ? " " : "; ";
        out += tag;
    }
    return out;
}

// Somebody of the cast, and what models are told and shown of them.
struct Person {
    std::set<std::string> names;  // Folded.
    std::string clause;
    std::optional<AssetId> picture;  // The reference sheet, else the portrait.
};

std::vector<Person> people_of(store::Reader& db, const ProjectId& project) {
    std::vector<Person> out;
    for (const auto& one : cast::with_pictures(db, cast::list_cast(db, project))) {
        const auto picture = one.sheet_id ? one.sheet_id : one.image_id;
        out.push_back(
            {.names = cast::folded_names(one), .clause = clause_of(one), .picture = picture});
    }
    return out;
}

// All that prompts of a project are made of.
struct Wording {
    std::string text;
    std::vector<Person> people;
};

std::string prompt_text(store::Reader& db, const ProjectId& project, std::string_view name) {
    const auto own = find_prompt(db, project, name);
    return own ? own->text : built_in_prompt(name);
}

PlannedPicture planned(const Wording& wording, const shots::Shot& shot, const script::Node& scene,
                       std::int64_t references_max) {
    const auto request = generate::request_of(shot, scene);
    PlannedPicture out{.shot_id = shot.id, .shot_number = shot.shot_number};
    std::vector<Anchor> anchors;
    for (const auto& name : request.characters) {
        const auto folded = fold(name);
        const auto found = std::ranges::find_if(
            wording.people, [&](const Person& one) { return one.names.contains(folded); });
        if (found == wording.people.end()) {
            anchors.push_back({.name = name, .clause = {}});
            continue;
        }
        anchors.push_back({.name = name, .clause = found->clause});
        if (found->picture && std::ssize(out.references) < references_max) {
            out.references.push_back({.name = name, .asset_id = *found->picture});
        }
    }
    out.prompt = frame_prompt(wording.text, request, anchors);
    return out;
}

bool has_own_picture(store::Reader& db, const shots::Shot& shot) {
    const auto asset = shot.image_id ? files::find_asset(db, *shot.image_id) : std::nullopt;
    return asset && (!providers::is_builtin(asset->provenance) || asset->state == ArtState::Ink);
}

}  // namespace

std::vector<shots::Shot> wanted_shots(store::Reader& db, const Actor& actor,
                                      const ProjectId& project, const RenderWish& wish) {
    std::vector<shots::Shot> out;
    if (wish.shot_ids.empty()) {
        for (auto& shot : shots::list_shots_of_project(db, project)) {
            if (!has_own_picture(db, shot)) out.push_back(std::move(shot));
        }
    }
    for (const auto& id : wish.shot_ids) {
        auto shot = shots::get_shot(db, actor, Action::Edit, id);
        if (shot.project_id != project) invalid("shot_ids", "holds a shot of another project");
        out.push_back(std::move(shot));
    }
    if (std::ssize(out) > RenderWish::kShotsMax) {
        invalid("shot_ids", "At most " + std::to_string(RenderWish::kShotsMax) + " at a time.");
    }
    if (wish.prompt && out.size() != 1) invalid("prompt", "is for one shot alone");
    return out;
}

std::vector<PlannedPicture> plan_pictures(store::Reader& db, const Actor& actor,
                                          const ProjectId& project, const RenderWish& wish,
                                          std::int64_t references_max, std::string_view prompt) {
    const Wording wording{.text = prompt_text(db, project, prompt),
                          .people = people_of(db, project)};
    std::vector<PlannedPicture> out;
    std::map<std::string, script::Node> scenes;
    for (const auto& shot : wanted_shots(db, actor, project, wish)) {
        auto& scene = scenes[shot.scene_id.text];
        if (scene.id.empty()) scene = script::get_node(db, actor, Action::View, shot.scene_id);
        out.push_back(planned(wording, shot, scene, references_max));
        if (wish.prompt) out.back().prompt = *wish.prompt;
    }
    return out;
}

}  // namespace fabula::render
