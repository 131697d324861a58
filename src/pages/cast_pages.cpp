// The people of a story: all of them, and one.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "cast/in_script.hpp"
#include "pages/found.hpp"
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

constexpr int kCardPortrait = 192;
constexpr int kLargePortrait = 480;
constexpr std::size_t kLinesShown = 400;

std::string role_name(const Sources& from, const Visit& visit,
                      const std::optional<CharacterRole>& role) {
    return role ? text_of(from, visit, "cast.role_" + std::string(name_of(*role))) : "";
}

Json cards_of(const Sources& from, const Visit& visit, const Lens& lens) {
    const auto presence = presence_of_cast(lens);
    Json out = Json::array();
    for (std::size_t i = 0; i < lens.cast.size(); ++i) {
        const auto& character = lens.cast[i];
        out.push_back({{"id", character.id.text},
                       {"name", character.name},
                       {"role_name", role_name(from, visit, character.role)},
                       {"description", character.description},
                       {"pencil", character.pencil},
                       {"line_count", presence[i].speeches},
                       {"scene_count", presence[i].scenes},
                       {"portrait", portrait_of(character, kCardPortrait)}});
    }
    return out;
}

}  // namespace

Json cast_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    Json data = lens_data(lens, visit);
    data["characters"] = cards_of(from, visit, lens);
    data["character_count"] = std::to_string(lens.cast.size());
    std::set<std::string> known;
    for (const auto& [name, index] : lens.cast_by_name) known.insert(name);
    Json found = Json::array();
    for (const auto& name : cast::find_names(lens.view, known)) {
        found.push_back({{"name", name.name}, {"speeches", name.speeches}});
    }
    if (!found.empty()) {
        const auto count = std::to_string(found.size());
        data["found"] = {{"count", count}, {"one", count == "1"}, {"names", std::move(found)}};
    }
    data["may_edit"] = lens.may_write;
    return data;
}

namespace {

Json roles_of(const Sources& from, const Visit& visit, const std::optional<CharacterRole>& chosen) {
    Json out = Json::array();
    for (std::size_t i = 0; i < EnumNames<CharacterRole>::names.size(); ++i) {
        const auto role = static_cast<CharacterRole>(i);
        out.push_back({{"value", name_of(role)},
                       {"name", role_name(from, visit, role)},
                       {"chosen", chosen == role}});
    }
    return out;
}

Json pictures_of(const std::vector<pictures::Picture>& pictures, PictureUse use) {
    Json out = Json::array();
    for (const auto& picture : pictures) {
        if (picture.use != use) continue;
        out.push_back({{"id", picture.id.text},
                       {"url", "/api/v1/assets/" + picture.asset_id.text +
                                   "/thumbnail?width=" + std::to_string(kLargePortrait)},
                       {"full_url", pictures::url_of(picture.asset_id)},
                       {"caption", picture.caption},
                       {"starred", picture.starred}});
    }
    return out;
}

// Scenes of the presence strip, and the scenes with what is said in them.
Json strip_of(const std::vector<cast::ScenePresence>& scenes) {
    Json out = Json::array();
    for (const auto& scene : scenes) {
        out.push_back({{"id", scene.scene_id.text},
                       {"number", scene.scene_number},
                       {"title", scene.title},
                       {"eighths", std::max<std::int64_t>(1, scene.eighths)},
                       {"speaks", scene.speeches > 0},
                       {"named", scene.named && scene.speeches == 0}});
    }
    return out;
}

Json spoken_in(const std::vector<cast::SpokenLine>& lines) {
    Json out = Json::array();
    for (std::size_t i = 0; i < std::min(lines.size(), kLinesShown); ++i) {
        const auto& line = lines[i];
        const auto scene = line.scene_id ? line.scene_id->text : std::string{};
        if (out.empty() || out.back().at("id") != scene) {
            out.push_back({{"id", scene},
                           {"number", line.scene_number},
                           {"title", line.scene_title},
                           {"page", line.page},
                           {"lines", Json::array()}});
        }
        const auto cue = std::string(trim(line.cue));
        out.back().at("lines").push_back({{"cue", cue}, {"text", line.text}});
    }
    return out;
}

Json relations_of(const Sources& from, const Visit& visit, const Lens& lens,
                  const CharacterId& id) {
    const auto name = [&](const CharacterId& other) {
        const auto at = std::ranges::find(lens.cast, other, &cast::CharacterAnswer::id);
        return at == lens.cast.end() ? std::string("?") : at->name;
    };
    Json out = Json::array();
    for (const auto& relation : from.cast.list_relations(visit.actor, id)) {
        const bool own = relation.from_id == id;
        const auto& other = own ? relation.to_id : relation.from_id;
        out.push_back({{"id", relation.id.text},
                       {"from_id", relation.from_id.text},
                       {"to_id", relation.to_id.text},
                       {"own", own},
                       {"kind", relation.kind},
                       {"other_id", other.text},
                       {"other_name", name(other)}});
    }
    return out;
}

}  // namespace

Json character_page(const Sources& from, const Visit& visit, const ProjectId& project,
                    const CharacterId& id) {
    const auto lens = open_lens(from, visit, project);
    const auto character = from.cast.get(visit.actor, id);
    const auto lines = cast::list_lines(character, lens.view, lens.measures);
    Json data = lens_data(lens, visit);
    data["character"] = {{"id", character.id.text},
                         {"rev", character.rev},
                         {"name", character.name},
                         {"aliases", join(character.aliases, ", ")},
                         {"age", character.age},
                         {"traits", join(character.traits, ", ")},
                         {"visual_tags", join(character.visual_tags, ", ")},
                         {"description", character.description},
                         {"wants", character.wants},
                         {"hides", character.hides},
                         {"voice", character.voice},
                         {"personality", character.personality},
                         {"backstory", character.backstory},
                         {"sheet_locked", character.sheet_locked},
                         {"portrait", portrait_of(character, kLargePortrait)}};
    data["roles"] = roles_of(from, visit, character.role);
    const auto pictures = from.cast.list_pictures(visit.actor, id);
    data["portraits"] = pictures_of(pictures, PictureUse::Portrait);
    data["sheets"] = pictures_of(pictures, PictureUse::Sheet);
    data["presence"] = strip_of(cast::list_presence(character, lens.view, lens.statistics()));
    data["line_count"] = std::to_string(lines.size());
    data["spoken"] = spoken_in(lines);
    if (lines.size() > kLinesShown) data["more_lines"] = lines.size() - kLinesShown;
    data["relations"] = relations_of(from, visit, lens, id);
    data["others"] = Json::array();
    for (const auto& other : lens.cast) {
        if (other.id != id) data["others"].push_back({{"id", other.id.text}, {"name", other.name}});
    }
    data["mentions"] = mentions_of(from, visit, from.search.list_mentions(visit.actor, id, {}),
                                   search_for_name(character.name, character.project_id));
    data["mentioned"] = !data["mentions"].empty();
    data["may_edit"] = lens.may_write;
    return data;
}

}  // namespace fabula::pages
