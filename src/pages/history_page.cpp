// The past of a script, and the bin.
#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "pages/compared.hpp"
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

constexpr std::int64_t kSessionsShown = 60;
constexpr std::int64_t kDraftsShown = 200;
constexpr std::size_t kScenesCompared = 100;
constexpr std::int64_t kBinShown = 200;

using script::ComparedScene;

std::string link_to(const ProjectId& project, std::int64_t from, std::int64_t to) {
    return "/p/" + project.text + "/history?from=" + std::to_string(from) +
           (to > 0 ? "&to=" + std::to_string(to) : "");
}

std::string tag_text(const Sources& from, const Visit& visit, const Json& tag) {
    if (!tag.is_object()) return {};
    for (const auto* known : {"restored", "imported", "moved", "copied", "accepted"}) {
        if (!tag.contains(known)) continue;
        auto text = text_of(from, visit, "history.tag_" + std::string(known));
        if (tag[known].is_number_integer()) {
            text += " " + std::to_string(tag[known].get<std::int64_t>());
        } else if (tag[known].is_string() && std::string_view(known) == "imported") {
            text += " " + tag[known].get<std::string>();
        }
        return text;
    }
    return {};
}

// [{day, sessions: […]}], newest first.
Json days_of(const Sources& from, const Visit& visit, const ProjectId& project,
             const std::vector<script::Session>& sessions) {
    Json days = Json::array();
    for (const auto& session : sessions) {
        const auto day = date_text(session.ended_at);
        if (days.empty() || days.back().at("day") != day) {
            days.push_back(
                {{"day", day}, {"date", to_iso(session.ended_at)}, {"sessions", Json::array()}});
        }
        Json row = {
            {"author", session.author_name},
            {"started_at", to_iso(session.started_at)},
            {"started_on", to_iso(session.started_at).substr(11, 5)},
            {"count", session.change_count},
            {"steps",
             text_of(from, visit, session.change_count == 1 ? "history.step" : "history.steps")},
            {"version", session.version},
            {"url",
             link_to(project, std::max<std::int64_t>(1, session.from_version), session.version)}};
        set_if(row, "tag",
               tag_text(from, visit, session.tag).empty()
                   ? Json(nullptr)
                   : Json(tag_text(from, visit, session.tag)));
        days.back().at("sessions").push_back(std::move(row));
    }
    return days;
}

// `nodes`: those of the newer text where that is the script as it stands, else none.
Json scene_row(const Sources& from, const Visit& visit, const ComparedScene& scene, bool side,
               const std::vector<script::Node>& nodes) {
    Json row = compared_head(from, visit, scene);
    if (scene.before) row["restorable"] = {{"place", *scene.before}};
    const auto place = static_cast<std::size_t>(scene.after.value_or(0));
    if (place > 0 && place <= nodes.size()) row["node"] = nodes[place - 1].id.text;
    if (scene.parts.empty()) return row;
    if (side) {
        row["side"] = {{"old", parts_of(scene, true, false)},
                       {"now", parts_of(scene, false, true)}};
    } else {
        row["inline"] = {{"parts", parts_of(scene, true, true)}};
    }
    return row;
}

std::string version_name(const Sources& from, const Visit& visit,
                         const std::vector<script::Draft>& drafts, std::int64_t version,
                         std::int64_t newest) {
    for (const auto& draft : drafts) {
        if (draft.version == version) return draft.name;
    }
    if (version == newest) return text_of(from, visit, "history.now");
    return text_of(from, visit, "history.version") + " " + std::to_string(version);
}

struct Chosen {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

Json comparison_of(const Sources& from, const Visit& visit, const Lens& lens,
                   const std::vector<script::Draft>& drafts, const Chosen& chosen) {
    const auto& record = lens.view.script;
    const auto compared = from.history.compare(visit.actor, record.id, chosen.from, chosen.to);
    const bool side = visit.mode == "side";
    const bool to_newest = compared.to == record.version;
    const auto nodes = to_newest ? lens.view.nodes : std::vector<script::Node>();
    Json scenes = Json::array();
    for (const auto& scene : compared.scenes) {
        if (scenes.size() < kScenesCompared) {
            scenes.push_back(scene_row(from, visit, scene, side, nodes));
        }
    }
    const auto here = link_to(record.project_id, compared.from, chosen.to);
    Json out = {{"from", compared.from},
                {"to", compared.to},
                {"from_name", version_name(from, visit, drafts, compared.from, record.version)},
                {"to_name", version_name(from, visit, drafts, compared.to, record.version)},
                {"by_side", side},
                {"inline_url", here},
                {"side_url", here + "&mode=side"},
                {"same_count", compared.same_count},
                {"scenes", std::move(scenes)},
                {"nothing", compared.scenes.empty()}};
    if (compared.scenes.size() > kScenesCompared) {
        out["more_count"] = compared.scenes.size() - kScenesCompared;
    }
    return out;
}

}  // namespace

Json history_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    const auto& project = lens.view.project;
    const auto& record = lens.view.script;
    const auto sessions = from.history.list_sessions(
        visit.actor, record.id,
        parse_integer(visit.before).value_or(std::numeric_limits<std::int64_t>::max()),
        kSessionsShown);
    const auto drafts = from.history.list_drafts(visit.actor, record.id, "", kDraftsShown);
    Chosen chosen{.from = parse_integer(visit.from).value_or(0),
                  .to = parse_integer(visit.to).value_or(0)};
    // Where nothing is chosen: what the last session did.
    if (chosen.from < 1 && !sessions.empty()) {
        chosen.from = std::max<std::int64_t>(1, sessions.front().from_version);
    }
    chosen.from = std::max<std::int64_t>(1, chosen.from);
    Json draft_rows = Json::array();
    for (const auto& draft : drafts) {
        draft_rows.push_back({{"id", draft.id.text},
                              {"name", draft.name},
                              {"version", draft.version},
                              {"created_at", to_iso(draft.created_at)},
                              {"created_on", date_text(draft.created_at)},
                              {"url", link_to(project.id, draft.version, 0)}});
    }
    Json data = lens_data(lens, visit);
    data["script"] = {{"id", record.id.text}, {"version", record.version}};
    data["days"] = days_of(from, visit, project.id, sessions);
    data["drafts"] = std::move(draft_rows);
    data["has_drafts"] = !drafts.empty();
    data["comparison"] = comparison_of(from, visit, lens, drafts, chosen);
    if (std::ssize(sessions) >= kSessionsShown) {
        data["older_url"] =
            "/p/" + project.id.text + "/history?before=" + std::to_string(sessions.back().version);
    }
    return data;
}

Json bin_page(const Sources& from, const Visit& visit) {
    Json rows = Json::array();
    for (const auto& entry : from.stories.list_bin(visit.actor, "", kBinShown)) {
        rows.push_back(
            {{"id", entry.project_id.text},
             {"title", entry.title},
             {"kind_name", text_of(from, visit, "kind." + std::string(name_of(entry.kind)))},
             {"deleted_at", to_iso(entry.deleted_at)},
             {"deleted_on", date_text(entry.deleted_at)},
             {"deleted_by", entry.deleted_by_name},
             {"purged_on", date_text(entry.purged_at)}});
    }
    return {{"entries", std::move(rows)}};
}

}  // namespace fabula::pages
