// Script formats of an organization's own: files of the shape of templates/screenplay/*.json.
#pragma once

#include "script/script.hpp"

namespace fabula::script {

struct Format {
    FormatId id;
    OrganizationId organization_id;
    ScriptFormat format = ScriptFormat::Screenplay;  // The kind of script it is for.
    std::string title;
    Json definition;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "script_format";
    static constexpr auto fields = FieldList{
        Field<&Format::id>{"id"},
        Field<&Format::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Format::format>{"format", {.help = "the kind of script it is for"}},
        Field<&Format::title>{"title", {.length_max = 200}},
        Field<&Format::definition>{"definition",
                                   {.visibility = Visibility::Patch,
                                    .required = true,
                                    .help = "a format file, as docs/formats.md describes"}},
        Field<&Format::rev>{"rev"},
        Field<&Format::created_at>{"created_at"},
        Field<&Format::updated_at>{"updated_at"}};
};

// A format that the program brings along.
struct BuiltInFormat {
    ScriptFormat name = ScriptFormat::Screenplay;
    std::string title;
    Json definition;

    static constexpr auto fields =
        FieldList{Field<&BuiltInFormat::name>{"name"}, Field<&BuiltInFormat::title>{"title"},
                  Field<&BuiltInFormat::definition>{
                      "definition", {.help = "a format file, to begin one of your own"}}};
};

}  // namespace fabula::script
