// How one asks the activity log.
#pragma once

#include "history/activity_service.hpp"
#include "http/route.hpp"

namespace fabula::history {

struct AskActivity {
    std::string entity_type;
    std::string action;
    UserId user_id;

    static constexpr auto fields = FieldList{
        Field<&AskActivity::entity_type>{
            "entity_type",
            {.help = "project, script, node, beat, character, world, world_item, "
                     "world_category, shot, sound, provider_connection or member"}},
        Field<&AskActivity::action>{"action", {.help = "create, update, move, delete, …"}},
        Field<&AskActivity::user_id>{"user_id", {.help = "only what this person did"}}};
};

class ActivityRoutes {
public:
    explicit ActivityRoutes(ActivityService& activity) : activity_(activity) {}

    http::RouteTable table();

private:
    http::Page<ActivityView> of_project(http::Call& call, const AskActivity& in);
    http::Page<ActivityView> of_entity(http::Call& call);
    http::Page<ActivityView> of_section(http::Call& call);
    http::Page<ActivityView> of_scene(http::Call& call);
    http::Page<ActivityView> of_shot(http::Call& call);
    http::Page<ActivityView> own(http::Call& call);

    http::Page<ActivityView> of_thing(http::Call& call, const std::string& type,
                                      const std::string& id);

    ActivityService& activity_;
};

}  // namespace fabula::history
