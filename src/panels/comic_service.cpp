#include "panels/comic_service.hpp"

#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "comic/comic.hpp"
#include "drawing/image.hpp"
#include "drawing/raster.hpp"
#include "drawing/svg.hpp"
#include "files/asset_store.hpp"
#include "generate/frame_request.hpp"
#include "generate/frames.hpp"
#include "http/resources.hpp"
#include "panels/comic_store.hpp"
#include "providers/builtin.hpp"
#include "script/script_store.hpp"
#include "shots/shots_store.hpp"
#include "story/story_store.hpp"

namespace fabula::panels {

// Steps when the same shots give other pages, so that cached ones are not taken for them.
constexpr std::uint8_t kPagesVersion = 1;

struct ComicBook::Content {
    std::vector<comic::Panel> panels;
    std::vector<comic::Page> pages;
    comic::PageStyle style;
    std::vector<ComicPage> described;
    std::string tag;
    std::int64_t pencil_left_out = 0;
};

const std::vector<ComicPage>& ComicBook::pages() const {
    return content_->described;
}
const std::string& ComicBook::tag() const {
    return content_->tag;
}
std::int64_t ComicBook::pencil_left_out() const {
    return content_->pencil_left_out;
}

drawing::Drawing ComicBook::draw(std::int64_t number) const {
    if (number < 1 || number > std::ssize(content_->pages)) {
        throw AppError(Code::NotFound, PublicText{"The comic has no such page."});
    }
    return comic::draw_page(content_->panels, content_->pages[static_cast<std::size_t>(number - 1)],
                            content_->style);
}

namespace {

constexpr double kDefaultWidth = 640;
constexpr double kDefaultHeight = 360;

// Pixels of a picture that somebody brought: enough for a printed panel.
constexpr std::uint32_t kPictureWidth = 1600;

struct Story {
    std::vector<shots::Shot> shots;
    std::map<std::string, script::Node> nodes;  // By id.
    std::vector<providers::CastMember> cast;
    std::map<std::string, files::Asset> pictures;  // Of shots whose frame nobody drew by rules.
};

// Frames that the rules have not drawn.
std::map<std::string, files::Asset> brought_pictures(store::Reader& db,
                                                     const std::vector<shots::Shot>& shots) {
    std::map<std::string, files::Asset> out;
    for (const auto& shot : shots) {
        if (!shot.image_id) continue;
        auto asset = files::find_asset(db, *shot.image_id);
        if (asset && !providers::is_builtin(asset->provenance)) {
            out.emplace(shot.id.text, std::move(*asset));
        }
    }
    return out;
}

std::string describe(const shots::Shot& shot) {
    std::string out = shot.description;
    for (const auto& line : shot.dialogue) {
        if (!out.empty()) out += " ";
        out += line.speaker + ": " + line.text;
    }
    return out;
}

comic::Panel to_panel(const shots::Shot& shot, const script::Node& scene,
                      const providers::DressedCast& cast) {
    comic::Panel panel;
    panel.frame = providers::frame_spec(generate::request_of(shot, scene), cast, kDefaultWidth,
                                        kDefaultHeight);
    for (const auto& line : shot.dialogue) {
        panel.lines.push_back({line.speaker, line.extension, line.parenthetical, line.text});
    }
    if (panel.lines.empty()) panel.narration = shot.description;
    panel.alternative = shot.description.empty() ? describe(shot) : shot.description;
    panel.weight = static_cast<int>(shot.weight);
    return panel;
}

std::vector<ComicPage> describe_pages(const Story& story, const std::vector<comic::Page>& pages,
                                      const comic::PageStyle& style) {
    std::vector<ComicPage> out;
    for (const auto& page : pages) {
        ComicPage described{.number = std::ssize(out) + 1,
                            .width = style.width,
                            .height = style.height,
                            .shots = {},
                            .panels = {},
                            .alternative = {}};
        for (const auto& placed : page.panels) {
            const auto& shot = story.shots[placed.panel];
            described.shots.push_back(shot.id.text);
            described.panels.push_back({.shot_id = shot.id,
                                        .x = placed.rect.x,
                                        .y = placed.rect.y,
                                        .width = placed.rect.width,
                                        .height = placed.rect.height,
                                        .shot_number = shot.shot_number,
                                        .rough = !story.pictures.contains(shot.id.text)});
            if (!described.alternative.empty()) described.alternative += " ";
            described.alternative += describe(shot);
        }
        described.alternative = shorten(described.alternative, 1000);
        out.push_back(std::move(described));
    }
    return out;
}

}  // namespace

namespace {

std::string tag_of(const std::string& revision, PencilShots pencil) {
    return http::content_tag("pages " + std::to_string(kPagesVersion) + ", " + revision +
                             (pencil == PencilShots::Show ? "" : ", without pencil"));
}

std::shared_ptr<const drawing::ImageData> read_picture(const files::AssetService& assets,
                                                       const files::Asset& asset) {
    auto bytes = assets.read(asset);
    auto small = drawing::thumbnail(bytes, kPictureWidth);
    return std::make_shared<drawing::ImageData>(
        drawing::ImageData{std::move(small.bytes), small.mime, small.width, small.height, {}});
}

std::shared_ptr<const ComicBook::Content> make_content(Story story, PencilShots pencil,
                                                       std::string tag,
                                                       const files::AssetService& assets) {
    auto content = std::make_shared<ComicBook::Content>();
    content->tag = std::move(tag);
    if (pencil == PencilShots::LeaveOut) {
        content->pencil_left_out = static_cast<std::int64_t>(std::erase_if(
            story.shots, [](const shots::Shot& shot) { return shot.state == ArtState::Pencil; }));
    }
    const auto cast = providers::dress_cast(story.cast);
    for (std::size_t i = 0; i < story.shots.size(); ++i) {
        const auto& shot = story.shots[i];
        const auto& scene = story.nodes[shot.scene_id.text];
        auto panel = to_panel(shot, scene, cast);
        if (const auto own = story.pictures.find(shot.id.text); own != story.pictures.end()) {
            panel.picture = read_picture(assets, own->second);
        }
        panel.opens_scene = i == 0 || shot.scene_id != story.shots[i - 1].scene_id;
        if (panel.opens_scene) panel.place = scene.title;
        content->panels.push_back(std::move(panel));
    }
    content->pages = comic::lay_out(content->panels, content->style);
    content->described = describe_pages(story, content->pages, content->style);
    return content;
}

constexpr std::size_t kBooksKept = 4;

}  // namespace

std::optional<ComicBook> ComicService::find_kept(const std::string& tag) {
    const std::lock_guard lock(mutex_);
    for (const auto& book : kept_) {
        if (book.tag() == tag) return book;
    }
    return std::nullopt;
}

void ComicService::keep(const ComicBook& book) {
    const std::lock_guard lock(mutex_);
    kept_.push_front(book);
    if (kept_.size() > kBooksKept) kept_.pop_back();
}

ComicBook ComicService::lay_out(const Actor& actor, const ProjectId& id, PencilShots pencil) {
    const auto revision = store_.read([&](store::Reader& db) {
        return comic_revision(db, story::get_project(db, actor, Action::View, id).id);
    });
    const auto tag = tag_of(revision, pencil);
    if (auto known = find_kept(tag)) return std::move(*known);
    auto story = store_.read([&](store::Reader& db) {
        const auto project = story::get_project(db, actor, Action::View, id);
        Story out;
        out.shots = shots::list_shots_of_project(db, project.id);
        for (auto& node : script::list_all_nodes(db, project.id)) {
            auto key = node.id.text;
            out.nodes.emplace(std::move(key), std::move(node));
        }
        out.cast = generate::cast_members(db, project.id);
        out.pictures = brought_pictures(db, out.shots);
        return out;
    });
    ComicBook book(make_content(std::move(story), pencil, tag, assets_));
    keep(book);
    return book;
}

namespace {

template <class Make>
std::string from_cache(store::Cache& cache, std::string_view kind, const std::string& hash,
                       Make make) {
    const store::CacheKey key{.kind = kind, .version = kPagesVersion, .hash = hash};
    if (auto known = cache.get(key)) return std::move(*known);
    auto made = make();
    cache.put(key, made);
    return made;
}

}  // namespace

std::string ComicService::page_svg(const ComicBook& book, std::int64_t number) {
    return from_cache(cache_, "comic-svg", book.tag() + "/" + std::to_string(number), [&] {
        return drawing::to_svg(book.draw(number), {.text = drawing::SvgText::Outlines,
                                                   .id_prefix = "c" + std::to_string(number) + "-",
                                                   .title = {}});
    });
}

std::string ComicService::page_png(const ComicBook& book, std::int64_t number,
                                   std::uint32_t width) {
    const auto hash = book.tag() + "/" + std::to_string(number) + "/" + std::to_string(width);
    return from_cache(cache_, "comic-png", hash, [&] {
        const auto page = book.draw(number);
        return drawing::render_png(page, drawing::raster_to_width(page, width));
    });
}

}  // namespace fabula::panels
