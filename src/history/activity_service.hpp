// What one can ask the activity log.
#pragma once

#include <string>
#include <vector>

#include "history/activity_store.hpp"

namespace fabula::history {

// Who did it. The e-mail address is shown to those who see it among the members too.
struct ActivityUser {
    UserId id;
    std::string name;
    std::optional<std::string> email;

    static constexpr auto fields =
        FieldList{Field<&ActivityUser::id>{"id"}, Field<&ActivityUser::name>{"name"},
                  Field<&ActivityUser::email>{
                      "email", {.help = "what they sign in with; for admins, and of oneself"}}};
};

struct ActivityView {
    ActivityId id;
    Time timestamp{};   // When it was done, or the first of it.
    Time updated_at{};  // When the last of it was done.
    std::optional<ActivityUser> user;
    std::optional<ProjectId> project_id;
    std::string entity_type;
    std::string entity_id;
    std::string name;
    Act action = Act::Update;
    Json details;
    Json names = Json::object();  // What the things are called whose ids stand in the details.
    std::string parent_id;        // What the thing stands in: scene, world.
    std::string parent_path;      // What the thing stands in as it is now: "Act 1 / INT. MILL".
    bool standing = false;        // It is there still, be it in the bin.
    bool in_bin = false;

    static constexpr auto fields = FieldList{
        Field<&ActivityView::id>{"id"},
        Field<&ActivityView::timestamp>{"timestamp", {.help = "when it, or the first of it, was"}},
        Field<&ActivityView::updated_at>{"updated_at", {.help = "when the last of it was"}},
        Field<&ActivityView::user>{"user", {.help = "null: the program, or who is gone"}},
        Field<&ActivityView::project_id>{"project_id"},
        Field<&ActivityView::entity_type>{"entity_type"},
        Field<&ActivityView::entity_id>{"entity_id"},
        Field<&ActivityView::name>{"name", {.help = "what it was called then"}},
        Field<&ActivityView::action>{"action"},
        Field<&ActivityView::details>{
            "details",
            {.help = "{changes: {field: {before, after}}, count, …}; of a long value "
                     "{text, from, length}"}},
        Field<&ActivityView::names>{"names", {.help = "{id: name} of ids in the details"}},
        Field<&ActivityView::parent_id>{"parent_id", {.help = "the scene, world, … it stands in"}},
        Field<&ActivityView::parent_path>{"parent_path", {.help = "what it stands in"}},
        Field<&ActivityView::standing>{"standing", {.help = "it is there still"}},
        Field<&ActivityView::in_bin>{"in_bin"}};
};

class ActivityService {
public:
    explicit ActivityService(store::Store& store) : store_(store) {}

    // Newest first, behind the entry `before`; at most kActivityPageMax + 1.
    std::vector<ActivityView> list_of_project(const Actor& actor, const ProjectId& project,
                                              const ActivityFilter& filter,
                                              const std::string& before, std::int64_t limit);
    // `type` is one of entity_types(), or "act", "sequence" or "scene" for a node. Throws NotFound
    // for what is not there, unless it left entries that the actor may see.
    std::vector<ActivityView> list_of_entity(const Actor& actor, const std::string& type,
                                             const std::string& id, const std::string& before,
                                             std::int64_t limit);
    // What the actor did, where they may still look.
    std::vector<ActivityView> list_own(const Actor& actor, const std::string& before,
                                       std::int64_t limit);
    std::vector<Person> list_people(const Actor& actor, const ProjectId& project);

    // Deletes what is older than kActivityKept; answers how many.
    std::int64_t forget_old(Time now);

private:
    store::Store& store_;
};

}  // namespace fabula::history
