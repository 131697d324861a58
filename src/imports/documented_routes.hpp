// The addresses of the documented screenplay platform, with their meaning: what they name by title
// goes by id here, lists answer 200, and what is not there is not found.
#pragma once

#include "http/route.hpp"
#include "imports/imports_service.hpp"
#include "script/edit_service.hpp"
#include "script/record_service.hpp"

namespace fabula::imports {

struct NewProjectMetadata {
    Json metadata;

    static constexpr auto fields = FieldList{Field<&NewProjectMetadata::metadata>{
        "metadata", {.required = true, .help = "any fields; title is required"}}};
};

struct NewScreenplay {
    std::string template_name;
    std::string screenplay_name;
    std::vector<script::ScriptLine> screenplay_content;
    std::optional<ProjectId> project_id;

    static constexpr auto fields = FieldList{
        Field<&NewScreenplay::template_name>{
            "template_name",
            {.required = true,
             .help = "a built-in format, american_screenplay, arabic_screenplay, feature_film or "
                     "tv_pilot, or the id of a format of your own"}},
        Field<&NewScreenplay::screenplay_name>{
            "screenplay_name", {.required = true, .length_min = 1, .length_max = 200}},
        Field<&NewScreenplay::screenplay_content>{"screenplay_content",
                                                  {.required = true, .length_max = 2'000'000}},
        Field<&NewScreenplay::project_id>{
            "project_id", {.help = "a project whose script is empty; absent: a new one"}}};
};

struct NamedScreenplay {
    ScriptId screenplay_id;

    static constexpr auto fields =
        FieldList{Field<&NamedScreenplay::screenplay_id>{"screenplay_id", {.required = true}}};
};

struct SavedScreenplay {
    ScriptId screenplay_id;
    std::vector<script::ScriptLine> screenplay;

    static constexpr auto fields =
        FieldList{Field<&SavedScreenplay::screenplay_id>{"screenplay_id", {.required = true}},
                  Field<&SavedScreenplay::screenplay>{"screenplay",
                                                      {.required = true, .length_max = 2'000'000}}};
};

struct ProjectOfScreenplays {
    ProjectId project_id;

    static constexpr auto fields =
        FieldList{Field<&ProjectOfScreenplays::project_id>{"project_id", {.required = true}}};
};

class DocumentedRoutes {
public:
    DocumentedRoutes(ImportService& imports, story::StoryService& stories,
                     script::ScriptRecordService& records, script::ScriptService& scripts,
                     script::ScriptEditService& edits)
        : imports_(imports),
          stories_(stories),
          records_(records),
          scripts_(scripts),
          edits_(edits) {}

    http::RouteTable table();

private:
    story::Project create_project(http::Call& call, const NewProjectMetadata& in);
    http::Page<Json> list_projects(http::Call& call);
    Json get_metadata(http::Call& call);
    Json put_metadata(http::Call& call, const NewProjectMetadata& in);
    script::ScriptRecord create(http::Call& call, const NewScreenplay& in);
    http::Page<script::ScriptLine> open(http::Call& call, const NamedScreenplay& in);
    script::ScriptRecord save(http::Call& call, const SavedScreenplay& in);
    void remove(http::Call& call, const NamedScreenplay& in);
    http::Page<script::ScriptRecord> list(http::Call& call);
    void remove_project(http::Call& call, const ProjectOfScreenplays& in);

    ImportService& imports_;
    story::StoryService& stories_;
    script::ScriptRecordService& records_;
    script::ScriptService& scripts_;
    script::ScriptEditService& edits_;
};

}  // namespace fabula::imports
