// Making the files that leave, as jobs.
#pragma once

#include <string_view>
#include <vector>

#include "files/asset_service.hpp"
#include "generate/frames.hpp"
#include "panels/comic_service.hpp"
#include "providers/builtin.hpp"
#include "takeout/print_switches.hpp"
#include "takeout/sheets.hpp"
#include "takeout/takeout.hpp"
#include "typeset/fact_sheets.hpp"
#include "typeset/script_pdf.hpp"

namespace fabula::takeout {

inline constexpr std::string_view kExportKind = "export";

// What a caller wants. The switches are of the script as PDF, but for the paper.
struct ExportWish : PrintSwitches {
    ExportFormat format = ExportFormat::Pdf;
    bool by_place = false;  // A shot list with the scenes of each place together.
    std::string language;   // Of a comic's lettering; empty: as it was written.

    static constexpr auto fields = join_fields(
        FieldList{Field<&ExportWish::format>{"format", {.required = true}},
                  Field<&ExportWish::by_place>{
                      "by_place", {.help = "a shot list by places, not in story order"}},
                  Field<&ExportWish::language>{
                      "language", {.length_max = 35, .help = "of a comic's lettering; BCP 47"}}},
        PrintSwitches::fields);
};

// Whether the format shows frames, so that missing ones are drawn first.
bool needs_frames(ExportFormat format);
std::string_view extension_of(ExportFormat format);

class TakeoutService {
public:
    // Registers the kind of job; the job service must not have started.
    TakeoutService(store::Store& store, script::ScriptService& scripts, files::AssetService& assets,
                   jobs::JobService& jobs, generate::Frames& frames, panels::ComicService& comics,
                   const providers::BuiltinProvider& builtin);

    // The script as PDF, at once and without a record: what a browser prints.
    std::string print(const Actor& actor, const ScriptId& script, const PrintSwitches& switches);

    // Stores the export and the job that makes it; the job's result names it ("export_id").
    jobs::Job start(const Actor& actor, const ProjectId& project, const ExportWish& wish);

    std::vector<Export> list(const Actor& actor, const ProjectId& project,
                             const std::string& before, std::int64_t limit);

    struct Finished {
        Export record;
        files::Asset asset;
        std::string bytes;
    };
    // Throws NotFound while the job has not made the file.
    Finished open(const Actor& actor, const ExportId& id);

private:
    struct Made {
        std::string bytes;
        std::int64_t pencil_left_out = 0;
        std::vector<std::string> losses{};
    };
    static Made made_of(typeset::PdfFileBytes file, std::int64_t pencil_left_out = 0);
    void run(jobs::JobRun& run);
    jobs::ItemResult make_item(const jobs::Job& job, const jobs::JobItem& item);
    Made make(const Actor& actor, const Export& wanted, const ExportWish& wish);
    typeset::PdfFileBytes make_script_pdf(const script::ScriptView& view,
                                          const typeset::PdfInfo& info, Paper paper,
                                          const PrintSwitches& switches);
    [[nodiscard]] typeset::PageMarks marks_since_draft(const script::ScriptView& view);
    FramePicture read_picture(const Actor& actor, const AssetId& image);
    Made make_storyboard(const Actor& actor, const script::ScriptView& view, const Export& wanted);
    Made make_comic(const Actor& actor, const script::ScriptView& view, const Export& wanted,
                    const ExportWish& wish);
    Made make_shot_list(const script::ScriptView& view, const Export& wanted,
                        const ExportWish& wish);
    Made make_cast_sheets(const Actor& actor, const script::ScriptView& view, const Export& wanted);
    Made make_location_sheets(const Actor& actor, const script::ScriptView& view,
                              const Export& wanted);
    static Made make_fact_sheets(const typeset::FactSheets& sheets, const script::ScriptView& view,
                                 const Export& wanted, std::int64_t pencil_left_out);
    Made make_final_draft(const Actor& actor, const script::ScriptView& view);
    Made make_document(const script::ScriptView& view);

    store::Store& store_;
    script::ScriptService& scripts_;
    files::AssetService& assets_;
    jobs::JobService& jobs_;
    generate::Frames& frames_;
    panels::ComicService& comics_;
    const providers::BuiltinProvider& builtin_;
};

// "Out of Service.storyboard.pdf": the title without what file systems refuse.
std::string export_file_name(std::string_view title, ExportFormat format);

}  // namespace fabula::takeout
