// How one asks for scripts as records, and for script formats.
#pragma once

#include "http/route.hpp"
#include "script/format_service.hpp"
#include "script/record_service.hpp"

namespace fabula::script {

struct ListScripts {
    std::optional<ProjectId> project_id;
    std::optional<ScriptFormat> format;
    std::string q;
    bool deleted = false;

    static constexpr auto fields = FieldList{
        Field<&ListScripts::project_id>{"project_id", {.help = "the one script of a project"}},
        Field<&ListScripts::format>{"format"},
        Field<&ListScripts::q>{"q", {.length_max = 200, .help = "words of the title"}},
        Field<&ListScripts::deleted>{"deleted", {.help = "those in the bin instead"}}};
};

class RecordRoutes {
public:
    RecordRoutes(ScriptRecordService& records, FormatService& formats)
        : records_(records), formats_(formats) {}

    http::RouteTable table();

private:
    http::Page<ScriptRecord> list(http::Call& call, const ListScripts& in);
    http::Page<ScriptRecord> list_of_project(http::Call& call);
    ScriptRecord get(http::Call& call);
    ScriptRecord update(http::Call& call, const Patch<ScriptRecord>& in);
    void remove(http::Call& call);
    ScriptRecord restore(http::Call& call);

    http::Page<Format> list_formats(http::Call& call);
    Format get_format(http::Call& call);
    Format create_format(http::Call& call, const New<Format>& in);
    Format update_format(http::Call& call, const Patch<Format>& in);
    void delete_format(http::Call& call);
    http::Page<BuiltInFormat> list_built_in(http::Call& call);
    // Format files as they lie on a disk.
    Format upload_format(http::Call& call, http::Upload& upload);
    Format replace_format(http::Call& call, http::Upload& upload);
    http::Reply format_file(http::Call& call);
    http::Reply built_in_file(http::Call& call);

    ScriptRecordService& records_;
    FormatService& formats_;
};

}  // namespace fabula::script
