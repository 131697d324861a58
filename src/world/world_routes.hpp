// How one asks for worlds and places.
#pragma once

#include "http/route.hpp"
#include "pictures/upload.hpp"
#include "world/world_service.hpp"

namespace fabula::world {

struct ListLocations {
    ProjectId project_id;

    static constexpr auto fields =
        FieldList{Field<&ListLocations::project_id>{"project_id", {.required = true}}};
};

struct ListWorlds {
    bool deleted = false;

    static constexpr auto fields =
        FieldList{Field<&ListWorlds::deleted>{"deleted", {.help = "those in the bin"}}};
};

struct ListItems {
    std::optional<WorldCategoryId> category_id;
    std::optional<WorldItemKind> kind;
    bool deleted = false;

    static constexpr auto fields =
        FieldList{Field<&ListItems::category_id>{"category_id"}, Field<&ListItems::kind>{"kind"},
                  Field<&ListItems::deleted>{"deleted", {.help = "those in the bin"}}};
};

using UploadPicture = pictures::UploadPicture<PictureUse::View>;

class WorldRoutes {
public:
    explicit WorldRoutes(WorldService& worlds) : worlds_(worlds) {}

    http::RouteTable table();

private:
    http::RouteTable world_rows();
    http::RouteTable item_rows();

    http::Page<WorldAnswer> list(http::Call& call, const ListWorlds& in);
    WorldAnswer get(http::Call& call);
    WorldAnswer get_of_project(http::Call& call);
    WorldAnswer create(http::Call& call, const New<World>& in);
    WorldAnswer update(http::Call& call, const fabula::Patch<World>& in);
    void remove(http::Call& call);
    WorldAnswer restore(http::Call& call);
    pictures::UploadedPicture upload(http::Call& call, const UploadPicture& in, http::Upload& file);
    http::Page<pictures::Picture> list_pictures(http::Call& call);

    http::Page<WorldCategory> list_categories(http::Call& call);
    WorldCategory create_category(http::Call& call, const New<WorldCategory>& in);
    WorldCategory update_category(http::Call& call, const fabula::Patch<WorldCategory>& in);
    void remove_category(http::Call& call);

    http::Page<ItemAnswer> list_items(http::Call& call, const ListItems& in);
    http::Page<ItemAnswer> list_items_of_category(http::Call& call);
    ItemAnswer get_item(http::Call& call);
    ItemAnswer create_item(http::Call& call, const New<WorldItem>& in);
    ItemAnswer create_item_in_category(http::Call& call, const New<WorldItem>& in);
    ItemAnswer update_item(http::Call& call, const fabula::Patch<WorldItem>& in);
    void remove_item(http::Call& call);
    ItemAnswer restore_item(http::Call& call);
    pictures::UploadedPicture upload_of_item(http::Call& call, const UploadPicture& in,
                                             http::Upload& file);
    http::Page<pictures::Picture> list_pictures_of_item(http::Call& call);
    http::Page<WorldItem> list_locations(http::Call& call, const ListLocations& in);
    http::Page<WorldLink> list_links(http::Call& call);
    WorldLink link(http::Call& call, const New<WorldLink>& in);
    void remove_link(http::Call& call);

    WorldService& worlds_;
};

}  // namespace fabula::world
