// Rows of the activity log, and what they are about.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/rights.hpp"
#include "history/activity.hpp"
#include "store/store.hpp"

namespace fabula::history {

// What is known of a thing as it stands.
struct Standing {
    std::optional<ProjectId> project_id;
    std::optional<OrganizationId> organization_id;
    std::string name;
    std::optional<std::string> parent_type;  // What it stands in.
    std::optional<std::string> parent_id;
    std::optional<Time> deleted_at;

    static constexpr auto fields = FieldList{Field<&Standing::project_id>{"project_id"},
                                             Field<&Standing::organization_id>{"organization_id"},
                                             Field<&Standing::name>{"name"},
                                             Field<&Standing::parent_type>{"parent_type"},
                                             Field<&Standing::parent_id>{"parent_id"},
                                             Field<&Standing::deleted_at>{"deleted_at"}};
};

// Nothing where it is gone for good, or its type is none that is recorded.
std::optional<Standing> find_standing(store::Reader& db, std::string_view type,
                                      const std::string& id);
// The types that are recorded, by their house names.
const std::vector<std::string_view>& entity_types();

// An entry with who it was.
struct ActivityRow : Activity {
    std::optional<std::string> user_name;
    std::optional<std::string> user_login;

    static constexpr auto fields =
        join_fields(Activity::fields, FieldList{Field<&ActivityRow::user_name>{"user_name"},
                                                Field<&ActivityRow::user_login>{"user_login"}});
};

// Empty members ask for nothing.
struct ActivityFilter {
    std::string entity_type;
    std::optional<Act> action;
    std::optional<UserId> user;
};

// Newest first, behind the entry `before`; parts of larger acts are not among them.
std::vector<ActivityRow> list_of_project(store::Reader& db, const ProjectId& project,
                                         const ActivityFilter& filter, const std::string& before,
                                         std::int64_t limit);
// What that person did, in the organization and in its projects.
std::vector<ActivityRow> list_of_user(store::Reader& db, const UserId& user,
                                      const OrganizationId& organization, const std::string& before,
                                      std::int64_t limit);
// Parts of larger acts too.
std::vector<ActivityRow> list_of_entity(store::Reader& db, std::string_view type,
                                        const std::string& id, const std::string& before,
                                        std::int64_t limit);

// Who has entries in the project, by name.
struct Person {
    UserId id;
    std::string name;

    static constexpr auto fields =
        FieldList{Field<&Person::id>{"id"}, Field<&Person::name>{"name"}};
};
std::vector<Person> list_people(store::Reader& db, const ProjectId& project);

// The newest of the thing, which is no part of a larger act.
std::optional<Activity> find_newest(store::Reader& db, const Activity& like);
// The newest of that act by that person.
std::optional<Activity> find_newest_of(store::Reader& db, const Activity& like);
void put_details(store::Tx& tx, const Activity& entry);
void delete_entry(store::Tx& tx, const ActivityId& id);
// Answers how many; at most `limit`, the oldest first.
std::int64_t delete_older(store::Tx& tx, Time before, std::int64_t limit);

}  // namespace fabula::history
