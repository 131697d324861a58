// A named set of print switches: one's own in every project, or a project's for all in it.
#pragma once

#include "takeout/print_switches.hpp"
#include "takeout/takeout.hpp"

namespace fabula {

using PresetId = Id<struct PresetTag>;

namespace takeout {

struct Preset : PrintSwitches {
    PresetId id;
    OrganizationId organization_id;
    std::optional<ProjectId> project_id;  // Whose presets all in it see; else only its maker.
    std::optional<UserId> user_id;        // Its maker.
    std::string name;
    ExportFormat format = ExportFormat::Pdf;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "export_preset";
    static constexpr auto fields = join_fields(
        FieldList{
            Field<&Preset::id>{"id"},
            Field<&Preset::organization_id>{
                "organization_id",
                {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
            Field<&Preset::project_id>{"project_id",
                                       {.visibility = Visibility::Create,
                                        .references = "project",
                                        .on_delete = OnDelete::Cascade,
                                        .indexed = true,
                                        .help = "for all in this project; absent: one's own, in "
                                                "every project"}},
            Field<&Preset::user_id>{
                "user_id",
                {.references = "app_user", .on_delete = OnDelete::Cascade, .indexed = true}},
            Field<&Preset::name>{"name",
                                 {.visibility = Visibility::Patch,
                                  .required = true,
                                  .length_min = 1,
                                  .length_max = 100}},
            Field<&Preset::format>{"format", {.visibility = Visibility::Patch}},
            Field<&Preset::rev>{"rev"}, Field<&Preset::created_at>{"created_at"},
            Field<&Preset::updated_at>{"updated_at"}},
        PrintSwitches::fields);
};

}  // namespace takeout
}  // namespace fabula
