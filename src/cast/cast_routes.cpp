#include "cast/cast_routes.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "http/page_of.hpp"

namespace fabula::cast {

http::RouteTable CastRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const auto patch = http::Method::Patch;
    // clang-format off
    http::RouteTable rows = {
        route(Get,    "/api/v1/characters",                         "list_characters",   Viewer, "List the characters of a project, a world or the organization.", &CastRoutes::list, this),
        route(Post,   "/api/v1/characters",                         "create_character",  Editor, "Add a character to a project, a world or the organization.", &CastRoutes::create, this, {.status = 201}),
        route(Get,    "/api/v1/characters/{character_id}",          "get_character",     Viewer, "Read one character.",                              &CastRoutes::get,     this),
        route(patch,  "/api/v1/characters/{character_id}",          "update_character",  Editor, "Change fields of a character.",                    &CastRoutes::update,  this),
        route(Put,    "/api/v1/characters/{character_id}",          "put_character",     Editor, "Change fields of a character, as PATCH.",          &CastRoutes::update,  this),
        route(Delete, "/api/v1/characters/{character_id}",          "delete_character",  Editor, "Put a character into the bin.",                    &CastRoutes::remove,  this),
        route(Post,   "/api/v1/characters/{character_id}/upload-image", "upload_character_image", Editor, "Add a portrait or another picture of a character: a PNG or JPEG file.", &CastRoutes::upload, this, {.status = 201, .body_bytes_max = pictures::kUploadBytesMax}),
    };
    // clang-format on
    // The documented second name of the same.
    const auto count = rows.size();
    constexpr std::string_view kPlain = "/api/v1/characters";
    for (std::size_t i = 0; i < count; ++i) {
        auto row = rows[i];
        row.path.replace(0, kPlain.size(), "/api/v1/timeline-characters");
        row.name.insert(row.name.find("character"), "timeline_");
        row.options.plural = "characters";
        rows.push_back(std::move(row));
    }
    // clang-format off
    http::RouteTable more = {
        route(Post,   "/api/v1/characters/{character_id}/restore",  "restore_character", Editor, "Take a character out of the bin.",                 &CastRoutes::restore, this),
        route(Get,    "/api/v1/characters/{character_id}/pictures", "list_character_pictures", Viewer, "The portraits, reference sheets and other pictures of a character.", &CastRoutes::list_pictures, this),
        route(Get,    "/api/v1/characters/{character_id}/relations", "list_relations",   Viewer, "What a character is to others, and others to them.", &CastRoutes::list_relations, this),
        route(Post,   "/api/v1/characters/{character_id}/relations", "create_relation",  Editor, "Say what a character is to another.",              &CastRoutes::relate,  this, {.status = 201}),
        route(patch,  "/api/v1/relations/{relation_id}",            "update_relation",   Editor, "Change a relation.",                               &CastRoutes::update_relation, this),
        route(Delete, "/api/v1/relations/{relation_id}",            "delete_relation",   Editor, "Delete a relation.",                               &CastRoutes::remove_relation, this),
        route(Get,    "/api/v1/characters/{character_id}/lines",    "list_character_lines", Viewer, "Every line that a character says, in story order.", &CastRoutes::list_lines, this),
        route(Get,    "/api/v1/characters/{character_id}/presence", "list_character_presence", Viewer, "The scenes of the script, and whether a character is in them.", &CastRoutes::list_presence, this, {.plural = "scenes"}),
        route(Get,    "/api/v1/projects/{project_id}/cast/found",   "list_found_names",  Viewer, "Names that speak in the script and are no characters yet.", &CastRoutes::find_names, this, {.plural = "names"}),
        route(Post,   "/api/v1/projects/{project_id}/cast/found",   "add_found_names",   Editor, "Make characters of names that speak in the script.", &CastRoutes::add_found, this, {.status = 201, .plural = "characters"}),
        route(Post,   "/api/v1/characters/{character_id}/rename/preview", "preview_rename", Editor, "Where the script names a character, and what would stand there.", &CastRoutes::preview_rename, this),
        route(Post,   "/api/v1/characters/{character_id}/rename",   "rename_character",  Editor, "Rename a character, in the script as one change.", &CastRoutes::rename, this),
        route(Post,   "/api/v1/characters/{character_id}/rename/undo", "undo_rename",    Editor, "Take a renaming back.",                            &CastRoutes::undo_rename, this),
    };
    // clang-format on
    std::move(more.begin(), more.end(), std::back_inserter(rows));
    return rows;
}

namespace {

NamePlace read_cursor(const std::string& cursor, Order order) {
    if (order == Order::Name) return NamePlace::of_cursor(cursor);
    return {.name = {}, .id = cursor};
}

}  // namespace

http::Page<CharacterAnswer> CastRoutes::list(http::Call& call, const ListCharacters& in) {
    const int given =
        in.project_id.has_value() + in.world_id.has_value() + in.organization_id.has_value();
    if (given != 1) {
        invalid("project_id", "Say whose: one of project_id, world_id and organization_id.");
    }
    auto found = cast_.list(call.actor, {in.project_id, in.world_id, in.organization_id}, in.sort,
                            read_cursor(call.paging.cursor, in.sort), call.paging.limit + 1,
                            in.deleted ? Bin::Only : Bin::Without);
    return http::page_of(std::move(found), call.paging, [&](const CharacterAnswer& last) {
        return in.sort == Order::Name ? NamePlace{last.name, last.id.text}.cursor() : last.id.text;
    });
}

CharacterAnswer CastRoutes::get(http::Call& call) {
    return cast_.get(call.actor, call.id<CharacterId>("character_id"));
}

CharacterAnswer CastRoutes::create(http::Call& call, const New<Character>& in) {
    return cast_.create(call.actor, in);
}

CharacterAnswer CastRoutes::update(http::Call& call, const fabula::Patch<Character>& in) {
    return cast_.update(call.actor, call.id<CharacterId>("character_id"), in, call.expected_rev);
}

void CastRoutes::remove(http::Call& call) {
    cast_.remove(call.actor, call.id<CharacterId>("character_id"));
}

CharacterAnswer CastRoutes::restore(http::Call& call) {
    return cast_.restore(call.actor, call.id<CharacterId>("character_id"));
}

pictures::UploadedPicture CastRoutes::upload(http::Call& call, const UploadPicture& in,
                                             http::Upload& file) {
    return pictures::uploaded(cast_.add_picture(call.actor, call.id<CharacterId>("character_id"),
                                                in.use, file.read_all(pictures::kUploadBytesMax)));
}

http::Page<pictures::Picture> CastRoutes::list_pictures(http::Call& call) {
    return http::page_by_position(
        cast_.list_pictures(call.actor, call.id<CharacterId>("character_id")), call.paging);
}

http::Page<Relation> CastRoutes::list_relations(http::Call& call) {
    return http::page_by_position(
        cast_.list_relations(call.actor, call.id<CharacterId>("character_id")), call.paging);
}

Relation CastRoutes::relate(http::Call& call, const New<Relation>& in) {
    return cast_.relate(call.actor, call.id<CharacterId>("character_id"), in);
}

Relation CastRoutes::update_relation(http::Call& call, const fabula::Patch<Relation>& in) {
    return cast_.update_relation(call.actor, call.id<RelationId>("relation_id"), in,
                                 call.expected_rev);
}

void CastRoutes::remove_relation(http::Call& call) {
    cast_.remove_relation(call.actor, call.id<RelationId>("relation_id"));
}

http::Page<SpokenLine> CastRoutes::list_lines(http::Call& call, const InProject& in) {
    return http::page_by_position(
        in_script_.list_lines(call.actor, call.id<CharacterId>("character_id"), in.project_id),
        call.paging);
}

http::Page<ScenePresence> CastRoutes::list_presence(http::Call& call, const InProject& in) {
    return http::page_by_position(
        in_script_.list_presence(call.actor, call.id<CharacterId>("character_id"), in.project_id),
        call.paging);
}

http::Page<FoundName> CastRoutes::find_names(http::Call& call) {
    return http::page_by_position(
        in_script_.find_names(call.actor, call.id<ProjectId>("project_id")), call.paging);
}

http::Page<CharacterAnswer> CastRoutes::add_found(http::Call& call, const AddFound& in) {
    return {.items = in_script_.add_found(call.actor, call.id<ProjectId>("project_id"), in.names),
            .next_cursor = {}};
}

RenamePreview CastRoutes::preview_rename(http::Call& call, const NewName& in) {
    return in_script_.preview_rename(call.actor, call.id<CharacterId>("character_id"), in.name);
}

Renamed CastRoutes::rename(http::Call& call, const Rename& in) {
    return in_script_.rename(call.actor, call.id<CharacterId>("character_id"), in);
}

Renamed CastRoutes::undo_rename(http::Call& call, const UndoRename& in) {
    return in_script_.undo_rename(call.actor, call.id<CharacterId>("character_id"), in.version);
}

}  // namespace fabula::cast
