#include "history/activity_service.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "store/in_parts.hpp"

namespace fabula::history {

namespace {

constexpr std::string_view kNoProject = "There is no such project.";

accounts::Object object_of(const Activity& entry) {
    return accounts::object_of(entry.project_id, entry.organization_id.value_or(OrganizationId{}));
}

accounts::Object object_of(const Standing& standing) {
    return accounts::object_of(standing.project_id,
                               standing.organization_id.value_or(OrganizationId{}));
}

// What a field of references names; empty for other fields.
std::string type_named_by(std::string_view field, const std::string& of) {
    if (field == "parent_id") return of;
    if (field == "scene_id" || field == "from_container_id" || field == "to_container_id") {
        return "node";
    }
    if (field == "category_id") return "world_category";
    if (field == "linked_project_id") return "project";
    if (field == "shot_id") return "shot";
    if (field == "character_id") return "character";
    return {};
}

// Asks once for each object and each thing, however many entries are about it.
class Viewer {
public:
    Viewer(store::Reader& db, const Actor& actor) : db_(db), actor_(actor) {}

    bool may(Action action, const accounts::Object& object) {
        const auto key = std::pair(action, key_of(object));
        const auto known = rights_.find(key);
        if (known != rights_.end()) return known->second;
        return rights_.emplace(key, accounts::can(db_, actor_, action, object)).first->second;
    }

    ActivityView view(const ActivityRow& row) {
        ActivityView out{.id = row.id,
                         .timestamp = row.created_at,
                         .updated_at = row.updated_at,
                         .user = user_of(row),
                         .project_id = row.project_id,
                         .entity_type = row.entity_type,
                         .entity_id = row.entity_id,
                         .name = row.name,
                         .action = row.action,
                         .details = row.details};
        if (const auto& standing = find(row.entity_type, row.entity_id)) {
            out.standing = true;
            out.in_bin = standing->deleted_at.has_value();
            out.parent_id = standing->parent_id.value_or("");
            out.parent_path = path_of(*standing);
        }
        if (row.details.contains("changes")) add_names(row, out.names);
        return out;
    }

    std::vector<ActivityView> view_all(const std::vector<ActivityRow>& rows) {
        std::vector<ActivityView> out;
        for (const auto& row : rows) {
            if (may(Action::View, object_of(row))) out.push_back(view(row));
        }
        return out;
    }

private:
    static std::string key_of(const accounts::Object& object) {
        const auto* project = std::get_if<ProjectId>(&object);
        return project != nullptr ? project->text : std::get<OrganizationId>(object).text;
    }

    std::optional<ActivityUser> user_of(const ActivityRow& row) {
        if (!row.user_id) return std::nullopt;
        ActivityUser user{.id = *row.user_id, .name = row.user_name.value_or(""), .email = {}};
        const bool own = *row.user_id == actor_.user;
        if (own || may(Action::ManagePeople, object_of(row))) user.email = row.user_login;
        return user;
    }

    const std::optional<Standing>& find(const std::string& type, const std::string& id) {
        const auto key = std::pair(type, id);
        const auto known = standings_.find(key);
        if (known != standings_.end()) return known->second;
        return standings_.emplace(key, find_standing(db_, type, id)).first->second;
    }

    void add_names(const ActivityRow& row, Json& names) {
        for (const auto& [field, change] : row.details.at("changes").items()) {
            const auto type = type_named_by(field, row.entity_type);
            if (type.empty()) continue;
            for (const auto* side : {"before", "after"}) {
                const auto id = change.find(side);
                if (id == change.end() || !id->is_string()) continue;
                const auto& named = find(type, id->get<std::string>());
                if (!named || !may(Action::View, object_of(*named))) continue;
                names[id->get<std::string>()] = named->name;
            }
        }
    }

    std::string path_of(const Standing& standing) {
        constexpr int kDeepest = 16;
        std::string path;
        auto type = standing.parent_type;
        auto id = standing.parent_id;
        for (int depth = 0; depth < kDeepest && type && id; ++depth) {
            const auto& parent = find(*type, *id);
            if (!parent) break;
            path = parent->name + (path.empty() ? "" : " / ") + path;
            type = parent->parent_type;
            id = parent->parent_id;
        }
        return path;
    }

    store::Reader& db_;
    const Actor& actor_;
    std::map<std::pair<Action, std::string>, bool> rights_;
    std::map<std::pair<std::string, std::string>, std::optional<Standing>> standings_;
};

std::string house_name(const std::string& type) {
    if (type == "act" || type == "sequence" || type == "scene") return "node";
    return type;
}

}  // namespace

std::vector<ActivityView> ActivityService::list_of_project(const Actor& actor,
                                                           const ProjectId& project,
                                                           const ActivityFilter& filter,
                                                           const std::string& before,
                                                           std::int64_t limit) {
    return store_.read([&](store::Reader& db) {
        accounts::require(db, actor, Action::View, project, kNoProject);
        auto asked = filter;
        asked.entity_type = house_name(filter.entity_type);
        return Viewer(db, actor).view_all(history::list_of_project(
            db, project, asked, before, std::min(limit, kActivityPageMax + 1)));
    });
}

std::vector<ActivityView> ActivityService::list_of_entity(const Actor& actor,
                                                          const std::string& type,
                                                          const std::string& id,
                                                          const std::string& before,
                                                          std::int64_t limit) {
    constexpr std::string_view missing = "There is nothing here.";
    return store_.read([&](store::Reader& db) {
        const auto kind = house_name(type);
        const auto standing = find_standing(db, kind, id);
        if (standing) accounts::require(db, actor, Action::View, object_of(*standing), missing);
        auto views = Viewer(db, actor).view_all(
            history::list_of_entity(db, kind, id, before, std::min(limit, kActivityPageMax + 1)));
        // What is gone for good is known to those who may see what it left.
        if (!standing && views.empty() && before.empty()) {
            throw AppError(Code::NotFound, PublicText{std::string(missing)});
        }
        return views;
    });
}

std::vector<ActivityView> ActivityService::list_own(const Actor& actor, const std::string& before,
                                                    std::int64_t limit) {
    return store_.read([&](store::Reader& db) {
        Viewer viewer(db, actor);
        std::vector<ActivityView> out;
        auto last = before;
        while (std::ssize(out) < limit) {
            const auto rows = list_of_user(db, actor.user, actor.organization, last, limit);
            for (auto& view : viewer.view_all(rows)) out.push_back(std::move(view));
            if (std::ssize(rows) < limit) break;
            last = rows.back().id.text;
        }
        return out;
    });
}

std::vector<Person> ActivityService::list_people(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        accounts::require(db, actor, Action::View, project, kNoProject);
        return history::list_people(db, project);
    });
}

std::int64_t ActivityService::forget_old(Time now) {
    return store::write_in_parts(store_, 500, [&](store::Tx& tx, std::int64_t limit) {
        return delete_older(tx, now - kActivityKept, limit);
    });
}

}  // namespace fabula::history
