// How one asks for characters. The same is answered under /timeline-characters.
#pragma once

#include "cast/cast_script_service.hpp"
#include "http/route.hpp"
#include "pictures/upload.hpp"

namespace fabula {

template <>
struct EnumNames<cast::Order> {
    static constexpr std::array<std::string_view, 2> names{"appearance", "name"};
};

namespace cast {

struct ListCharacters {
    std::optional<ProjectId> project_id;
    std::optional<WorldId> world_id;
    std::optional<OrganizationId> organization_id;
    Order sort = Order::Appearance;
    bool deleted = false;

    static constexpr auto fields =
        FieldList{Field<&ListCharacters::project_id>{"project_id"},
                  Field<&ListCharacters::world_id>{"world_id"},
                  Field<&ListCharacters::organization_id>{
                      "organization_id", {.help = "those who belong to no project and no world"}},
                  Field<&ListCharacters::sort>{"sort"},
                  Field<&ListCharacters::deleted>{"deleted", {.help = "those in the bin"}}};
};

struct InProject {
    std::optional<ProjectId> project_id;

    static constexpr auto fields = FieldList{Field<&InProject::project_id>{
        "project_id", {.help = "for who belongs to no project alone"}}};
};

using UploadPicture = pictures::UploadPicture<PictureUse::Portrait>;

struct AddFound {
    std::vector<std::string> names;

    static constexpr auto fields = FieldList{Field<&AddFound::names>{
        "names", {.length_max = 10'000, .help = "none: all that were found"}}};
};

struct NewName {
    std::string name;

    static constexpr auto fields = FieldList{
        Field<&NewName::name>{"name", {.required = true, .length_min = 1, .length_max = 200}}};
};

class CastRoutes {
public:
    CastRoutes(CastService& cast, CastScriptService& in_script)
        : cast_(cast), in_script_(in_script) {}

    http::RouteTable table();

private:
    http::Page<CharacterAnswer> list(http::Call& call, const ListCharacters& in);
    CharacterAnswer get(http::Call& call);
    CharacterAnswer create(http::Call& call, const New<Character>& in);
    CharacterAnswer update(http::Call& call, const fabula::Patch<Character>& in);
    void remove(http::Call& call);
    CharacterAnswer restore(http::Call& call);
    pictures::UploadedPicture upload(http::Call& call, const UploadPicture& in, http::Upload& file);
    http::Page<pictures::Picture> list_pictures(http::Call& call);
    http::Page<Relation> list_relations(http::Call& call);
    Relation relate(http::Call& call, const New<Relation>& in);
    Relation update_relation(http::Call& call, const fabula::Patch<Relation>& in);
    void remove_relation(http::Call& call);
    http::Page<SpokenLine> list_lines(http::Call& call, const InProject& in);
    http::Page<ScenePresence> list_presence(http::Call& call, const InProject& in);
    http::Page<FoundName> find_names(http::Call& call);
    http::Page<CharacterAnswer> add_found(http::Call& call, const AddFound& in);
    RenamePreview preview_rename(http::Call& call, const NewName& in);
    Renamed rename(http::Call& call, const Rename& in);
    Renamed undo_rename(http::Call& call, const UndoRename& in);

    CastService& cast_;
    CastScriptService& in_script_;
};

}  // namespace cast
}  // namespace fabula
