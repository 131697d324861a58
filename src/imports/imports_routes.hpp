// How one brings a story in.
#pragma once

#include "http/route.hpp"
#include "imports/imports_service.hpp"

namespace fabula::imports {

struct NewImport {
    std::string name;

    static constexpr auto fields = FieldList{Field<&NewImport::name>{
        "name", {.length_max = 1000, .help = "file name, where the body is the bare file"}}};
};

struct CompareImport {
    ProjectId project_id;

    static constexpr auto fields =
        FieldList{Field<&CompareImport::project_id>{"project_id", {.required = true}}};
};

struct ApplyImport {
    ProjectId project_id;
    std::vector<std::int64_t> accept;
    std::vector<std::int64_t> refuse;
    std::optional<std::int64_t> version;
    std::vector<std::int64_t> keep;
    std::vector<std::int64_t> leave_out;

    static constexpr auto fields = FieldList{
        Field<&ApplyImport::project_id>{"project_id", {.required = true}},
        Field<&ApplyImport::accept>{"accept",
                                    {.length_max = 100'000, .help = "ids of doubts to write in"}},
        Field<&ApplyImport::refuse>{"refuse",
                                    {.length_max = 100'000, .help = "ids of doubts to drop"}},
        Field<&ApplyImport::version>{
            "version",
            {.min = 1, .help = "of the script that was compared; refused where it has moved on"}},
        Field<&ApplyImport::keep>{
            "keep",
            {.length_max = 1'000'000,
             .help = "scenes of the script, by their place `before`, that stay as they "
                     "are: not changed, not moved, not taken out"}},
        Field<&ApplyImport::leave_out>{
            "leave_out",
            {.length_max = 1'000'000,
             .help = "new scenes of the file, by their place `after`, not to take"}}};
};

struct CopyScript {
    std::string title;

    static constexpr auto fields = FieldList{Field<&CopyScript::title>{
        "title", {.length_max = 200, .help = "absent: that of the original"}}};
};

class ImportRoutes {
public:
    explicit ImportRoutes(ImportService& imports) : imports_(imports) {}

    http::RouteTable table();

private:
    Import create(http::Call& call, const NewImport& in, http::Upload& upload);
    Import get(http::Call& call);
    // A page of the script as it would be, so that the preview shows what will be stored.
    http::Reply sheet(http::Call& call);
    void discard(http::Call& call);
    // {"version", "same_count", "scene_count", "scenes": […]}, as comparing two versions answers.
    Json compare(http::Call& call, const CompareImport& in);
    script::ScriptRecord apply(http::Call& call, const ApplyImport& in);
    story::Project confirm(http::Call& call, const Decisions& in);
    story::Project create_project(http::Call& call, const New<story::Project>& in);
    script::ScriptRecord create_script(http::Call& call, const NewScript& in);
    script::ScriptRecord copy_script(http::Call& call, const CopyScript& in);

    ImportService& imports_;
};

}  // namespace fabula::imports
