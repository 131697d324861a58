// The files that are carried to the set.
#include "base/error.hpp"
#include "cast/cast_store.hpp"
#include "generate/frames.hpp"
#include "pictures/pictures_store.hpp"
#include "shots/shots_store.hpp"
#include "takeout/production_sheets.hpp"
#include "takeout/takeout_service.hpp"
#include "world/world_store.hpp"

namespace fabula::takeout {

namespace {

constexpr std::int64_t kSheetsMax = 1000;

struct PaperSize {
    double width, height;
};

PaperSize size_of(Paper paper) {
    return paper == Paper::A4 ? PaperSize{595.28, 841.89} : PaperSize{612, 792};
}

screenplay::Statistics numbers_of(const script::ScriptView& view, Paper paper) {
    const auto laid_out = script::lay_out(view, {.paper = paper});
    return screenplay::count_statistics(view.document, laid_out.layout, laid_out.pages);
}

// Each sheet has a title of its own.
typeset::PdfInfo sheet_info(const script::ScriptView& view, const Export& wanted) {
    return {.title = {},
            .author = {},
            .subject = {},
            .language = view.project.language,
            .created = wanted.created_at,
            .id = wanted.id.text};
}

[[noreturn]] void refuse_empty(std::string_view what) {
    throw AppError(Code::Conflict, PublicText{"The project has no " + std::string(what) + " yet."});
}

}  // namespace

TakeoutService::Made TakeoutService::make_shot_list(const script::ScriptView& view,
                                                    const Export& wanted, const ExportWish& wish) {
    const auto shots = store_.read(
        [&](store::Reader& db) { return shots::list_shots_of_project(db, view.project.id); });
    if (shots.empty()) refuse_empty("shot");
    const auto order = wish.by_place ? ShotOrder::ByPlace : ShotOrder::ByScene;
    const auto paper = size_of(wanted.paper);
    return made_of(typeset::table_pdf(shot_list(view, shots, order), sheet_info(view, wanted),
                                      paper.height, paper.width));
}

TakeoutService::Made TakeoutService::make_cast_sheets(const Actor& actor,
                                                      const script::ScriptView& view,
                                                      const Export& wanted) {
    std::vector<cast::CharacterAnswer> cast;
    std::vector<providers::CastMember> dressed;
    store_.read([&](store::Reader& db) {
        const auto& project = view.project.id;
        cast = cast::with_pictures(db, cast::list_characters(db, project, {}, kSheetsMax));
        dressed = generate::cast_members(db, project);
    });
    const auto pencil = std::erase_if(cast, [](const auto& one) { return one.pencil; });
    if (cast.empty()) refuse_empty("character");
    const auto picture_of = [&](std::size_t i) -> std::optional<FramePicture> {
        if (cast[i].image_id) return read_picture(actor, *cast[i].image_id);
        return builtin_.portrait(cast[i].name, dressed);
    };
    return make_fact_sheets(cast_sheets(view, cast, numbers_of(view, wanted.paper), picture_of),
                            view, wanted, static_cast<std::int64_t>(pencil));
}

TakeoutService::Made TakeoutService::make_location_sheets(const Actor& actor,
                                                          const script::ScriptView& view,
                                                          const Export& wanted) {
    std::vector<world::WorldItem> places;
    world::PlaceFinder finder;
    std::map<std::string, AssetId> views;
    store_.read([&](store::Reader& db) {
        places = world::list_locations(db, view.project.id, {}, kSheetsMax);
        finder = world::find_places(db, view.project.id);
        views = pictures::list_starred(db, PictureOwner::WorldItem, PictureUse::View,
                                       view.project.organization_id, view.project.id);
    });
    const auto pencil = std::erase_if(places, [](const auto& one) { return one.pencil; });
    if (places.empty()) refuse_empty("location");
    const auto picture_of = [&](std::size_t i) -> std::optional<FramePicture> {
        const auto found = views.find(places[i].id.text);
        if (found == views.end()) return std::nullopt;
        return read_picture(actor, found->second);
    };
    return make_fact_sheets(
        location_sheets(view, places, finder, numbers_of(view, wanted.paper), picture_of), view,
        wanted, static_cast<std::int64_t>(pencil));
}

TakeoutService::Made TakeoutService::make_fact_sheets(const typeset::FactSheets& sheets,
                                                      const script::ScriptView& view,
                                                      const Export& wanted,
                                                      std::int64_t pencil_left_out) {
    const auto paper = size_of(wanted.paper);
    return made_of(
        typeset::fact_sheets_pdf(sheets, sheet_info(view, wanted), paper.width, paper.height),
        pencil_left_out);
}

}  // namespace fabula::takeout
