// A script as a list shows it: what is stored of it and of its project, without its text.
#pragma once

#include "script/script.hpp"

namespace fabula::script {

struct ScriptRecord {
    ScriptId id;
    ProjectId project_id;
    std::string title;  // The project's.
    ProjectKind kind = ProjectKind::Film;
    ScriptFormat format = ScriptFormat::Screenplay;
    std::optional<FormatId> format_id;
    std::int64_t version = 0;
    std::int64_t length = 0;
    std::optional<Time> deleted_at;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr auto fields = FieldList{
        Field<&ScriptRecord::id>{"id"},
        Field<&ScriptRecord::project_id>{"project_id"},
        Field<&ScriptRecord::title>{"title",
                                    {.visibility = Visibility::Patch,
                                     .required = true,
                                     .length_min = 1,
                                     .length_max = 200,
                                     .help = "that of its project"}},
        Field<&ScriptRecord::kind>{"kind"},
        Field<&ScriptRecord::format>{"format"},
        Field<&ScriptRecord::format_id>{
            "format_id",
            {.visibility = Visibility::Patch, .help = "a format of your own, of the same kind"}},
        Field<&ScriptRecord::version>{"version", {.help = "counts changes"}},
        Field<&ScriptRecord::length>{"length", {.help = "UTF-16 units"}},
        Field<&ScriptRecord::deleted_at>{"deleted_at", {.help = "in the bin since then"}},
        Field<&ScriptRecord::rev>{"rev"},
        Field<&ScriptRecord::created_at>{"created_at"},
        Field<&ScriptRecord::updated_at>{"updated_at"}};
};

}  // namespace fabula::script
