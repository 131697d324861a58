#include "takeout/takeout_service.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "drawing/missing.hpp"
#include "history/record.hpp"
#include "providers/builtin.hpp"
#include "screenplay/fdx.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/revisions.hpp"
#include "screenplay/section_lines.hpp"
#include "screenplay/source_form.hpp"
#include "script/history_store.hpp"
#include "script/script_store.hpp"
#include "shots/shots_store.hpp"
#include "story/story_store.hpp"
#include "takeout/comic_files.hpp"
#include "takeout/document.hpp"
#include "takeout/sheets.hpp"
#include "takeout/takeout_store.hpp"
#include "typeset/sides.hpp"
#include "typeset/storyboard.hpp"

namespace fabula::takeout {

bool needs_frames(ExportFormat format) {
    return format == ExportFormat::Storyboard || format == ExportFormat::Comic ||
           format == ExportFormat::Cbz || format == ExportFormat::ComicPrint ||
           format == ExportFormat::Webtoon || format == ExportFormat::ComicPages;
}

std::string_view extension_of(ExportFormat format) {
    switch (format) {
        case ExportFormat::Fountain: return "fountain";
        case ExportFormat::FinalDraft: return "fdx";
        case ExportFormat::Cbz: return "cbz";
        case ExportFormat::Document: return "json";
        case ExportFormat::Webtoon:
        case ExportFormat::ComicPages: return "zip";
        case ExportFormat::ComicPrint:
        case ExportFormat::Pdf:
        case ExportFormat::Storyboard:
        case ExportFormat::Comic:
        case ExportFormat::ShotList:
        case ExportFormat::CastSheets:
        case ExportFormat::LocationSheets: break;
    }
    return "pdf";
}

std::string export_file_name(std::string_view title, ExportFormat format) {
    std::string name;
    for (std::size_t at = 0; at < title.size();) {
        const auto from = at;
        const auto c = next_code_point(title, at);
        const bool refused = c < 0x20 || c == 0x7F || c == '/' || c == '\\' || c == ':' ||
                             c == '*' || c == '?' || c == '"' || c == '<' || c == '>' || c == '|';
        name += refused ? std::string_view("-") : title.substr(from, at - from);
    }
    name = shorten(trim(name), 100);
    while (name.starts_with('.')) name.erase(0, 1);
    if (name.empty()) name = "Untitled";
    if (format == ExportFormat::Storyboard) name += ".storyboard";
    if (format == ExportFormat::Comic) name += ".comic";
    if (format == ExportFormat::ComicPrint) name += ".print";
    if (format == ExportFormat::Webtoon) name += ".webtoon";
    if (format == ExportFormat::ComicPages) name += ".pages";
    if (format == ExportFormat::ShotList) name += ".shots";
    if (format == ExportFormat::CastSheets) name += ".cast";
    if (format == ExportFormat::LocationSheets) name += ".locations";
    return name + "." + std::string(extension_of(format));
}

TakeoutService::TakeoutService(store::Store& store, script::ScriptService& scripts,
                               files::AssetService& assets, jobs::JobService& jobs,
                               generate::Frames& frames, panels::ComicService& comics,
                               const providers::BuiltinProvider& builtin)
    : store_(store),
      scripts_(scripts),
      assets_(assets),
      jobs_(jobs),
      frames_(frames),
      comics_(comics),
      builtin_(builtin) {
    jobs_.register_kind(std::string(kExportKind), [this](jobs::JobRun& job) { run(job); });
}

jobs::Job TakeoutService::start(const Actor& actor, const ProjectId& id, const ExportWish& wish) {
    return store_.write([&](store::Tx& tx) {
        const auto project = story::get_project(tx, actor, Action::View, id);
        Export row;
        row.id = make_id<ExportId>();
        row.project_id = project.id;
        row.format = wish.format;
        row.paper = wish.paper.value_or(project.paper);
        row.file_name = export_file_name(project.title, wish.format);
        auto job = jobs_.submit(tx, actor,
                                {.kind = std::string(kExportKind),
                                 .title = row.file_name,
                                 .project_id = project.id,
                                 .input = {{"export_id", row.id.text}, {"wish", encode(wish)}},
                                 .items = {}});
        row.job_id = job.id;
        tx.insert(row);
        history::record(tx, actor, history::Act::Export, history::entity_of(project),
                        {{"format", name_of(wish.format)}, {"file", row.file_name}});
        return job;
    });
}

std::vector<Export> TakeoutService::list(const Actor& actor, const ProjectId& project,
                                         const std::string& before, std::int64_t limit) {
    return store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::View, project);
        return list_exports(db, found.id, before, limit);
    });
}

TakeoutService::Finished TakeoutService::open(const Actor& actor, const ExportId& id) {
    const auto record = store_.read([&](store::Reader& db) { return get_export(db, actor, id); });
    if (!record.asset_id) {
        throw AppError(Code::NotFound, PublicText{"The export is not made yet."});
    }
    auto asset = assets_.get(actor, *record.asset_id);
    auto bytes = assets_.read(asset);
    return {record, std::move(asset), std::move(bytes)};
}

namespace {

constexpr std::string_view kDocumentKey = "document";
constexpr std::size_t kLossesMax = 100;  // As many as an answer holds.

}  // namespace

void TakeoutService::run(jobs::JobRun& run) {
    const auto& job = run.job();
    if (job.item_count == 0) {
        const std::vector<jobs::NewJobItem> last{
            {.key = std::string(kDocumentKey), .title = job.title, .input = Json::object()}};
        const auto record =
            store_.read([&](store::Reader& db) { return get_export_of_job(db, job.id); });
        if (needs_frames(record.format))
            frames_.add_items(run, *job.project_id, last);
        else
            run.add_items(last);
    }
    // The document needs every frame.
    run.each_item([&](const jobs::JobItem& item) { return frames_.draw(job, item); },
                  {.threads = generate::kDrawingThreads, .wanted = generate::Frames::is_frame});
    run.each_item([&](const jobs::JobItem& item) { return make_item(job, item); });
    const auto made = store_.read([&](store::Reader& db) { return get_export_of_job(db, job.id); });
    run.set_result({{"export_id", made.id.text}, {"losses", made.losses}});
}

namespace {

// Jobs of earlier versions said nothing beyond what the export's row says.
ExportWish wish_of(const jobs::Job& job) {
    const auto wish = job.input.find("wish");
    return wish == job.input.end() ? ExportWish{} : decode<ExportWish>(*wish);
}

}  // namespace

jobs::ItemResult TakeoutService::make_item(const jobs::Job& job, const jobs::JobItem& item) {
    const auto record =
        store_.read([&](store::Reader& db) { return get_export_of_job(db, job.id); });
    auto made = make(generate::actor_of(job), record, wish_of(job));
    if (made.losses.size() > kLossesMax) made.losses.resize(kLossesMax);
    auto asset = assets_.write_file(
        {.id = item.asset_id,
         .organization_id = job.organization_id,
         .project_id = record.project_id,
         .folder = AssetFolder::Documents,
         .extension = std::string(extension_of(record.format)),
         .state = ArtState::Ink,
         .provenance = {{"format", name_of(record.format)}, {"paper", name_of(record.paper)}}},
        made.bytes);
    return {.value = {{"asset_id", asset.id.text}},
            .store_with = [asset, record, left_out = made.pencil_left_out,
                           losses = std::move(made.losses)](store::Tx& tx) {
                auto file = asset;
                tx.insert(file);
                auto row = record;
                row.asset_id = file.id;
                row.pencil_left_out = left_out;
                row.losses = losses;
                tx.update(row);
            }};
}

namespace {

// The bytes of the imported file again where nobody has touched them; a script that never was a
// file leaves as UTF-8 with LF.
std::string restore_fountain(const script::ScriptView& view) {
    screenplay::SourceForm form;
    std::bitset<field_count<screenplay::SourceForm>> given;
    decode_fields(view.script.source_form, form, given);
    return screenplay::restore(view.text, form);
}

}  // namespace

namespace {

typeset::PdfInfo pdf_info(const script::ScriptView& view, const Export& wanted) {
    return {.title = view.project.title,
            .author = {},
            .subject = {},
            .language = view.project.language,
            .created = wanted.created_at,
            .id = wanted.id.text};
}

}  // namespace

TakeoutService::Made TakeoutService::made_of(typeset::PdfFileBytes file,
                                             std::int64_t pencil_left_out) {
    return {std::move(file.bytes), pencil_left_out, drawing::describe_missing(file.missing)};
}

TakeoutService::Made TakeoutService::make(const Actor& actor, const Export& wanted,
                                          const ExportWish& wish) {
    const auto view = scripts_.view(actor, wanted.project_id);
    switch (wanted.format) {
        case ExportFormat::Pdf:
            return made_of(make_script_pdf(view, pdf_info(view, wanted), wanted.paper, wish));
        case ExportFormat::Fountain: return {restore_fountain(view), 0};
        case ExportFormat::FinalDraft: return make_final_draft(actor, view);
        case ExportFormat::Storyboard: return make_storyboard(actor, view, wanted);
        case ExportFormat::Comic:
        case ExportFormat::ComicPrint:
        case ExportFormat::Webtoon:
        case ExportFormat::ComicPages:
        case ExportFormat::Cbz: return make_comic(actor, view, wanted, wish);
        case ExportFormat::ShotList: return make_shot_list(view, wanted, wish);
        case ExportFormat::CastSheets: return make_cast_sheets(actor, view, wanted);
        case ExportFormat::LocationSheets: return make_location_sheets(actor, view, wanted);
        case ExportFormat::Document: return make_document(view);
    }
    throw std::logic_error("unknown export format");
}

// Stars on what changed since the newest named draft.
typeset::PageMarks TakeoutService::marks_since_draft(const script::ScriptView& view) {
    std::string name, before;
    store_.read([&](store::Reader& db) {
        const auto drafts = script::list_drafts(db, view.script.id, "", 1);
        if (drafts.empty()) {
            throw AppError(Code::Conflict,
                           PublicText{"There is no named draft to mark changes against. Name a "
                                      "version on the history page first."});
        }
        name = drafts.front().name;
        const auto version = drafts.front().version;
        before = script::read_text_of(db, view.script.id, version, version).text;
    });
    const auto old = screenplay::parse_fountain(before, script::to_engine(view.script.format));
    return {.changed = screenplay::changed_text(old, view.document), .revision = name};
}

typeset::PdfFileBytes TakeoutService::make_script_pdf(const script::ScriptView& view,
                                                      const typeset::PdfInfo& info, Paper paper,
                                                      const PrintSwitches& switches) {
    auto layout = script::layout_of(view, paper);
    if (switches.sections) screenplay::print_sections(layout);
    const auto as_written = screenplay::numbers_scenes(view.document)
                                ? screenplay::SceneNumbers::Both
                                : screenplay::SceneNumbers::None;
    const auto pages = screenplay::paginate(
        view.document, layout, {.scene_numbers = switches.scene_numbers.value_or(as_written)});
    typeset::ScriptPdfOptions options{.info = info,
                                      .watermark = switches.watermark,
                                      .contents = switches.contents,
                                      .notes = switches.notes};
    options.info.title = {};  // The title page says it, where there is one.
    if (switches.revised) options.marks = marks_since_draft(view);
    if (!switches.character.empty()) {
        const auto numbers = screenplay::count_statistics(view.document, layout, pages);
        const auto character = typeset::find_character(numbers, switches.character);
        if (!character) {
            throw AppError(Code::Conflict, PublicText{"Nobody called \"" + switches.character +
                                                      "\" speaks in the script."});
        }
        options.marks.looks = typeset::sides_looks(view.document, numbers, *character);
        options.only_undimmed = true;
    }
    return typeset::script_pdf(view.document, pages, layout, std::move(options));
}

std::string TakeoutService::print(const Actor& actor, const ScriptId& script,
                                  const PrintSwitches& switches) {
    const auto view = scripts_.view_of_script(actor, script);
    const typeset::PdfInfo info{.title = view.project.title,
                                .author = {},
                                .subject = {},
                                .language = view.project.language,
                                .created = view.script.updated_at,
                                .id = view.script.id.text};
    return make_script_pdf(view, info, switches.paper.value_or(view.project.paper), switches).bytes;
}

namespace {

// Pencil is left out; a missing frame stops an export that shows frames.
std::vector<shots::Shot> shots_to_show(std::vector<shots::Shot> all, std::int64_t& left_out) {
    std::erase_if(all, [&](const shots::Shot& shot) {
        left_out += shot.state == ArtState::Pencil;
        return shot.state == ArtState::Pencil;
    });
    if (all.empty()) {
        throw AppError(Code::Conflict, PublicText{"The script has no scene to show."});
    }
    for (const auto& shot : all) {
        if (!shot.image_id) {
            throw AppError(Code::Conflict, PublicText{"Shot " + shot.shot_number +
                                                      " has no frame. Draw the storyboard again."});
        }
    }
    return all;
}

}  // namespace

// A drawing where the built-in rules made it, which is sharp at any size.
FramePicture TakeoutService::read_picture(const Actor& actor, const AssetId& image) {
    const auto asset = assets_.get(actor, image);
    if (auto drawn = providers::redraw(asset.provenance)) return std::move(*drawn);
    return drawing::ImageData{assets_.read(asset),
                              asset.mime,
                              static_cast<std::uint32_t>(asset.width.value_or(0)),
                              static_cast<std::uint32_t>(asset.height.value_or(0)),
                              {}};
}

TakeoutService::Made TakeoutService::make_storyboard(const Actor& actor,
                                                     const script::ScriptView& view,
                                                     const Export& wanted) {
    Made made;
    const auto shown = shots_to_show(store_.read([&](store::Reader& db) {
        return shots::list_shots_of_project(db, view.project.id);
    }),
                                     made.pencil_left_out);
    const auto read_frame = [&](const AssetId& image) { return read_picture(actor, image); };
    const auto sheet = storyboard_sheet(view, shown, wanted.paper, read_frame);
    return made_of(typeset::storyboard_pdf(sheet, pdf_info(view, wanted)), made.pencil_left_out);
}

TakeoutService::Made TakeoutService::make_comic(const Actor& actor, const script::ScriptView& view,
                                                const Export& wanted, const ExportWish& wish) {
    const auto book =
        comics_.lay_out(actor, view.project.id, panels::PencilShots::LeaveOut, wish.language);
    if (book.pages().empty()) {
        throw AppError(Code::Conflict, PublicText{"The script has no scene to show."});
    }
    const auto left_out = book.pencil_left_out();
    switch (wanted.format) {
        case ExportFormat::Cbz:
            return {comic_cbz(book, comics_, view, wanted.created_at, wish.language), left_out};
        case ExportFormat::Webtoon: return {comic_strip_zip(book, wanted.created_at), left_out};
        case ExportFormat::ComicPages:
            return {comic_pages_zip(book, comics_, wanted.created_at), left_out};
        case ExportFormat::ComicPrint:
            return made_of(comic_print_pdf(book, pdf_info(view, wanted)), left_out);
        default: break;
    }
    return made_of(comic_pdf(book, pdf_info(view, wanted)), book.pencil_left_out());
}

// Into the file that the script came from, so that what only Final Draft says comes back.
TakeoutService::Made TakeoutService::make_final_draft(const Actor& actor,
                                                      const script::ScriptView& view) {
    const auto original = scripts_.get_original(actor, view.script.id);
    auto file = original.empty() ? screenplay::write_fdx(view.document)
                                 : screenplay::merge_fdx(view.document, original);
    return {std::move(file.text), 0, std::move(file.losses)};
}

TakeoutService::Made TakeoutService::make_document(const script::ScriptView& view) {
    return {project_document(store_, view).dump(2) + "\n", 0};
}

}  // namespace fabula::takeout
