// How one asks for shots.
#pragma once

#include "http/route.hpp"
#include "pictures/upload.hpp"
#include "shots/shots_service.hpp"

namespace fabula::shots {

struct ListShots {
    ProjectId project_id;
    NodeId scene_id;
    bool deleted = false;

    static constexpr auto fields =
        FieldList{Field<&ListShots::project_id>{"project_id"},
                  Field<&ListShots::scene_id>{"scene_id", {.help = "only those of this scene"}},
                  Field<&ListShots::deleted>{"deleted", {.help = "those in the project's bin"}}};
};

struct ShotOrder {
    ShotId shot_id;
    std::int64_t order = 0;

    static constexpr auto fields =
        FieldList{Field<&ShotOrder::shot_id>{"shot_id", {.required = true}},
                  Field<&ShotOrder::order>{"order"}};
};

struct ReorderShots {
    NodeId scene_id;
    std::vector<ShotId> shot_ids;
    std::vector<ShotOrder> shot_orders;

    static constexpr auto fields = FieldList{
        Field<&ReorderShots::scene_id>{"scene_id", {.required = true}},
        Field<&ReorderShots::shot_ids>{"shot_ids", {.length_max = 2000}},
        Field<&ReorderShots::shot_orders>{
            "shot_orders", {.length_max = 2000, .help = "the same with a number for each"}}};
};

struct WriteShots {
    NodeId scene_id;
    Json shots = Json::array();

    static constexpr auto fields = FieldList{
        Field<&WriteShots::scene_id>{"scene_id", {.required = true}},
        Field<&WriteShots::shots>{
            "shots",
            {.required = true,
             .help = "rows as of POST /shots; one with an `id` (and a `rev`) changes that shot"}}};
};

struct ShotCast {
    CharacterId character_id;

    static constexpr auto fields =
        FieldList{Field<&ShotCast::character_id>{"character_id", {.required = true}}};
};

// The usual words for the camera; any others may be written.
struct ShotValues {
    std::vector<std::string> framings;
    std::vector<std::string> camera_angles;
    std::vector<std::string> camera_movements;
    std::vector<std::string> lenses;
    std::vector<std::string> statuses;

    static constexpr auto fields =
        FieldList{Field<&ShotValues::framings>{"framings"},
                  Field<&ShotValues::camera_angles>{"camera_angles"},
                  Field<&ShotValues::camera_movements>{"camera_movements"},
                  Field<&ShotValues::lenses>{"lenses"}, Field<&ShotValues::statuses>{"statuses"}};
};
const ShotValues& shot_values();

using UploadPicture = pictures::UploadPicture<PictureUse::View>;

class ShotsRoutes {
public:
    explicit ShotsRoutes(ShotsService& shots) : shots_(shots) {}

    http::RouteTable table();

private:
    http::Page<ShotAnswer> list(http::Call& call, const ListShots& in);
    ShotValues values(http::Call& call);
    // A shot, or the list where the id names a scene, as two of the documented systems have it.
    Json get(http::Call& call);
    ShotAnswer create(http::Call& call, const New<ShotWish>& in);
    ShotAnswer update(http::Call& call, const fabula::Patch<ShotWish>& in);
    void remove(http::Call& call);
    ShotAnswer restore(http::Call& call);
    http::Page<ShotAnswer> write(http::Call& call, const WriteShots& in);
    http::Page<ShotAnswer> reorder(http::Call& call, const ReorderShots& in);
    ShotAnswer add_character(http::Call& call, const ShotCast& in);
    ShotAnswer remove_character(http::Call& call);
    pictures::UploadedPicture upload(http::Call& call, const UploadPicture& in, http::Upload& file);
    http::Page<pictures::Picture> list_pictures(http::Call& call);

    ShotsService& shots_;
};

}  // namespace fabula::shots
