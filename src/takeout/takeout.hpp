// What leaves: one file made of a project.
#pragma once

#include "files/asset.hpp"
#include "jobs/jobs.hpp"
#include "story/story.hpp"

namespace fabula {

using ExportId = Id<struct ExportTag>;

enum class ExportFormat {
    Pdf,
    Fountain,
    FinalDraft,
    Storyboard,
    Comic,
    Cbz,
    Document,
    ShotList,
    CastSheets,
    LocationSheets,
    ComicPrint,
    Webtoon,
    ComicPages
};

template <>
struct EnumNames<ExportFormat> {
    static constexpr std::array<std::string_view, 13> names{
        "pdf",         "fountain", "fdx",        "storyboard",  "comic",
        "cbz",         "json",     "shot_list",  "cast_sheets", "location_sheets",
        "comic_print", "webtoon",  "comic_pages"};
};

namespace takeout {

struct Export {
    ExportId id;
    ProjectId project_id;
    ExportFormat format = ExportFormat::Pdf;
    Paper paper = Paper::Letter;
    std::string file_name;
    std::optional<AssetId> asset_id;  // Null until the job has made it.
    std::optional<JobId> job_id;
    std::int64_t pencil_left_out = 0;
    std::vector<std::string> losses;  // What the file does not say or show, one sentence each.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "export";
    static constexpr auto fields = FieldList{
        Field<&Export::id>{"id"},
        Field<&Export::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Export::format>{"format"},
        Field<&Export::paper>{"paper"},
        Field<&Export::file_name>{"file_name"},
        Field<&Export::asset_id>{
            "asset_id", {.references = "asset", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Export::job_id>{
            "job_id", {.references = "job", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Export::pencil_left_out>{"pencil_left_out"},
        Field<&Export::losses>{"losses"},
        Field<&Export::rev>{"rev"},
        Field<&Export::created_at>{"created_at"},
        Field<&Export::updated_at>{"updated_at"}};
};

}  // namespace takeout
}  // namespace fabula
