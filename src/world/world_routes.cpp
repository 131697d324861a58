#include "world/world_routes.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "http/page_of.hpp"

namespace fabula::world {

namespace {

constexpr auto kPatch = http::Method::Patch;

}  // namespace

http::RouteTable WorldRoutes::table() {
    auto rows = world_rows();
    auto items = item_rows();
    std::move(items.begin(), items.end(), std::back_inserter(rows));
    return rows;
}

http::RouteTable WorldRoutes::world_rows() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/worlds",                       "list_worlds",   Member, "List the worlds of the organization, newest first.", &WorldRoutes::list, this),
        route(Post,   "/api/v1/worlds",                       "create_world",  Member, "Begin a world, with the categories that worlds usually have.", &WorldRoutes::create, this, {.status = 201}),
        route(Get,    "/api/v1/projects/{project_id}/world",  "get_project_world", Viewer, "The world of a project's own, which holds its places.", &WorldRoutes::get_of_project, this),
        route(Get,    "/api/v1/worlds/{world_id}",            "get_world",     Viewer, "Read one world.",                       &WorldRoutes::get,      this),
        route(kPatch, "/api/v1/worlds/{world_id}",            "update_world",  Editor, "Change fields of a world.",             &WorldRoutes::update,   this),
        route(Put,    "/api/v1/worlds/{world_id}",            "put_world",     Editor, "Change fields of a world, as PATCH.",   &WorldRoutes::update,   this),
        route(Delete, "/api/v1/worlds/{world_id}",            "delete_world",  Editor, "Put a world into the bin.",             &WorldRoutes::remove,   this),
        route(Post,   "/api/v1/worlds/{world_id}/restore",    "restore_world", Editor, "Take a world out of the bin.",          &WorldRoutes::restore,  this),
        route(Post,   "/api/v1/worlds/{world_id}/upload-image", "upload_world_image", Editor, "Add a picture or map of a world: a PNG or JPEG file.", &WorldRoutes::upload, this, {.status = 201, .body_bytes_max = pictures::kUploadBytesMax}),
        route(Get,    "/api/v1/worlds/{world_id}/pictures",   "list_world_pictures", Viewer, "Pictures and maps of a world.",   &WorldRoutes::list_pictures, this),
        route(Get,    "/api/v1/worlds/{world_id}/categories", "list_world_categories", Viewer, "The categories of a world, in order.", &WorldRoutes::list_categories, this),
        route(Post,   "/api/v1/worlds/{world_id}/categories", "create_world_category", Editor, "Add a category to a world.",    &WorldRoutes::create_category, this, {.status = 201}),
        route(kPatch, "/api/v1/worlds/{world_id}/categories/{category_id}", "update_world_category", Editor, "Change a category or its place.", &WorldRoutes::update_category, this),
        route(Put,    "/api/v1/worlds/{world_id}/categories/{category_id}", "put_world_category", Editor, "Change a category, as PATCH.", &WorldRoutes::update_category, this),
        route(Delete, "/api/v1/worlds/{world_id}/categories/{category_id}", "delete_world_category", Editor, "Delete a category; its entries stay.", &WorldRoutes::remove_category, this),
    };
    // clang-format on
}

http::RouteTable WorldRoutes::item_rows() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/worlds/{world_id}/items",      "list_world_items",  Viewer, "List the entries of a world, by name.",      &WorldRoutes::list_items,   this),
        route(Post,   "/api/v1/worlds/{world_id}/items",      "create_world_item", Editor, "Add an entry to a world.",                   &WorldRoutes::create_item,  this, {.status = 201}),
        route(Get,    "/api/v1/worlds/{world_id}/categories/{category_id}/items", "list_category_items", Viewer, "List the entries of a category, by name.", &WorldRoutes::list_items_of_category, this),
        route(Post,   "/api/v1/worlds/{world_id}/categories/{category_id}/items", "create_category_item", Editor, "Add an entry to a category.", &WorldRoutes::create_item_in_category, this, {.status = 201}),
        route(Put,    "/api/v1/worlds/{world_id}/categories/{category_id}/items/{item_id}", "put_category_item", Editor, "Change an entry, as PATCH.", &WorldRoutes::update_item, this),
        route(Delete, "/api/v1/worlds/{world_id}/categories/{category_id}/items/{item_id}", "delete_category_item", Editor, "Put an entry into the bin.", &WorldRoutes::remove_item, this),
        route(Get,    "/api/v1/world-items/{item_id}",        "get_world_item",    Viewer, "Read one entry.",                            &WorldRoutes::get_item,     this),
        route(kPatch, "/api/v1/world-items/{item_id}",        "update_world_item", Editor, "Change fields of an entry.",                 &WorldRoutes::update_item,  this),
        route(Delete, "/api/v1/world-items/{item_id}",        "delete_world_item", Editor, "Put an entry into the bin.",                 &WorldRoutes::remove_item,  this),
        route(Post,   "/api/v1/world-items/{item_id}/restore", "restore_world_item", Editor, "Take an entry out of the bin.",            &WorldRoutes::restore_item, this),
        route(Post,   "/api/v1/world-items/{item_id}/upload-image", "upload_world_item_image", Editor, "Add a picture or map of an entry: a PNG or JPEG file.", &WorldRoutes::upload_of_item, this, {.status = 201, .body_bytes_max = pictures::kUploadBytesMax}),
        route(Get,    "/api/v1/world-items/{item_id}/pictures", "list_world_item_pictures", Viewer, "Pictures and maps of an entry.",   &WorldRoutes::list_pictures_of_item, this),
        route(Get,    "/api/v1/world-items/{item_id}/links",  "list_world_links",  Viewer, "What an entry is to others, and others to it.", &WorldRoutes::list_links, this),
        route(Post,   "/api/v1/world-items/{item_id}/links",  "create_world_link", Editor, "Link an entry to another.",                  &WorldRoutes::link,         this, {.status = 201}),
        route(Delete, "/api/v1/world-links/{link_id}",        "delete_world_link", Editor, "Delete a link.",                             &WorldRoutes::remove_link,  this),
        route(Get,    "/api/v1/locations",                    "list_locations",    Viewer, "List the places of a project.",              &WorldRoutes::list_locations, this),
    };
    // clang-format on
}

http::Page<WorldAnswer> WorldRoutes::list(http::Call& call, const ListWorlds& in) {
    auto found = worlds_.list(call.actor, call.paging.cursor, call.paging.limit + 1,
                              in.deleted ? Bin::Only : Bin::Without);
    return http::page_of(std::move(found), call.paging,
                         [](const WorldAnswer& last) { return last.id.text; });
}

WorldAnswer WorldRoutes::get(http::Call& call) {
    return worlds_.get(call.actor, call.id<WorldId>("world_id"));
}

WorldAnswer WorldRoutes::get_of_project(http::Call& call) {
    return worlds_.get_of_project(call.actor, call.id<ProjectId>("project_id"));
}

WorldAnswer WorldRoutes::create(http::Call& call, const New<World>& in) {
    return worlds_.create(call.actor, in);
}

WorldAnswer WorldRoutes::update(http::Call& call, const fabula::Patch<World>& in) {
    return worlds_.update(call.actor, call.id<WorldId>("world_id"), in, call.expected_rev);
}

void WorldRoutes::remove(http::Call& call) {
    worlds_.remove(call.actor, call.id<WorldId>("world_id"));
}

WorldAnswer WorldRoutes::restore(http::Call& call) {
    return worlds_.restore(call.actor, call.id<WorldId>("world_id"));
}

pictures::UploadedPicture WorldRoutes::upload(http::Call& call, const UploadPicture& in,
                                              http::Upload& file) {
    return pictures::uploaded(worlds_.add_picture(call.actor, call.id<WorldId>("world_id"), in.use,
                                                  file.read_all(pictures::kUploadBytesMax)));
}

http::Page<pictures::Picture> WorldRoutes::list_pictures(http::Call& call) {
    return http::page_by_position(worlds_.list_pictures(call.actor, call.id<WorldId>("world_id")),
                                  call.paging);
}

http::Page<WorldCategory> WorldRoutes::list_categories(http::Call& call) {
    return http::page_by_position(worlds_.list_categories(call.actor, call.id<WorldId>("world_id")),
                                  call.paging);
}

WorldCategory WorldRoutes::create_category(http::Call& call, const New<WorldCategory>& in) {
    return worlds_.create_category(call.actor, call.id<WorldId>("world_id"), in);
}

WorldCategory WorldRoutes::update_category(http::Call& call,
                                           const fabula::Patch<WorldCategory>& in) {
    return worlds_.update_category(call.actor, call.id<WorldCategoryId>("category_id"), in,
                                   call.expected_rev);
}

void WorldRoutes::remove_category(http::Call& call) {
    worlds_.remove_category(call.actor, call.id<WorldCategoryId>("category_id"));
}

http::Page<ItemAnswer> WorldRoutes::list_items(http::Call& call, const ListItems& in) {
    auto found = worlds_.list_items(
        call.actor, call.id<WorldId>("world_id"),
        {.category = in.category_id, .kind = in.kind, .bin = in.deleted ? Bin::Only : Bin::Without},
        NamePlace::of_cursor(call.paging.cursor), call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging, [](const ItemAnswer& last) {
        return NamePlace{last.name, last.id.text}.cursor();
    });
}

http::Page<ItemAnswer> WorldRoutes::list_items_of_category(http::Call& call) {
    return list_items(call, {.category_id = call.id<WorldCategoryId>("category_id")});
}

ItemAnswer WorldRoutes::get_item(http::Call& call) {
    return worlds_.get_item(call.actor, call.id<WorldItemId>("item_id"));
}

ItemAnswer WorldRoutes::create_item(http::Call& call, const New<WorldItem>& in) {
    return worlds_.create_item(call.actor, call.id<WorldId>("world_id"), in);
}

ItemAnswer WorldRoutes::create_item_in_category(http::Call& call, const New<WorldItem>& in) {
    auto placed = in;
    placed.value.category_id = call.id<WorldCategoryId>("category_id");
    return create_item(call, placed);
}

ItemAnswer WorldRoutes::update_item(http::Call& call, const fabula::Patch<WorldItem>& in) {
    return worlds_.update_item(call.actor, call.id<WorldItemId>("item_id"), in, call.expected_rev);
}

void WorldRoutes::remove_item(http::Call& call) {
    worlds_.remove_item(call.actor, call.id<WorldItemId>("item_id"));
}

ItemAnswer WorldRoutes::restore_item(http::Call& call) {
    return worlds_.restore_item(call.actor, call.id<WorldItemId>("item_id"));
}

pictures::UploadedPicture WorldRoutes::upload_of_item(http::Call& call, const UploadPicture& in,
                                                      http::Upload& file) {
    return pictures::uploaded(worlds_.add_picture(call.actor, call.id<WorldItemId>("item_id"),
                                                  in.use,
                                                  file.read_all(pictures::kUploadBytesMax)));
}

http::Page<pictures::Picture> WorldRoutes::list_pictures_of_item(http::Call& call) {
    return http::page_by_position(
        worlds_.list_pictures(call.actor, call.id<WorldItemId>("item_id")), call.paging);
}

http::Page<WorldItem> WorldRoutes::list_locations(http::Call& call, const ListLocations& in) {
    auto found = worlds_.list_locations(call.actor, in.project_id, call.paging.cursor,
                                        call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging,
                         [](const WorldItem& last) { return last.id.text; });
}

http::Page<WorldLink> WorldRoutes::list_links(http::Call& call) {
    return http::page_by_position(worlds_.list_links(call.actor, call.id<WorldItemId>("item_id")),
                                  call.paging);
}

WorldLink WorldRoutes::link(http::Call& call, const New<WorldLink>& in) {
    return worlds_.link(call.actor, call.id<WorldItemId>("item_id"), in);
}

void WorldRoutes::remove_link(http::Call& call) {
    worlds_.remove_link(call.actor, call.id<WorldLinkId>("link_id"));
}

}  // namespace fabula::world
