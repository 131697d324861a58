#include "panels/comic_service.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "comic/lettering.hpp"
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
constexpr std::uint8_t kPagesVersion = 2;

struct ComicBook::Content {
    std::vector<comic::Panel> panels;
    std::vector<comic::Page> pages;
    comic::PageStyle style;
    std::vector<ComicPage> described;
    std::vector<std::string> languages;
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

const std::vector<std::string>& ComicBook::languages() const {
    return content_->languages;
}

namespace {

PanelBalloon describe(const comic::Lettered& words) {
    return {.balloon = words.balloon,
            .kind = words.kind,
            .text = words.text,
            .source_text = words.source_text,
            .automatic = words.automatic,
            .changed = words.changed};
}

void put(PanelBalloon& out, const comic::PlacedBalloon& placed) {
    out.shown = true;
    out.x = placed.rect.x;
    out.y = placed.rect.y;
    out.width = placed.rect.width;
    out.height = placed.rect.height;
    if (const auto tail = comic::tail_line(placed)) {
        out.tail_x = tail->tip.x;
        out.tail_y = tail->tip.y;
    }
}

}  // namespace

PanelLettering ComicBook::lettering(const shots::Shot& shot) const {
    for (std::size_t page = 0; page < content_->pages.size(); ++page) {
        const auto& panels = content_->described[page].panels;
        for (std::size_t i = 0; i < panels.size(); ++i) {
            if (panels[i].shot_id != shot.id) continue;
            const auto& panel = content_->panels[content_->pages[page].panels[i].panel];
            PanelLettering out{.shot_id = shot.id,
                               .rev = shot.rev,
                               .width = panels[i].width,
                               .height = panels[i].height,
                               .languages = content_->languages};
            for (const auto& words : comic::letter_words(panel)) {
                out.balloons.push_back(describe(words));
            }
            const auto composed =
                comic::compose_panel(panel, out.width, out.height, content_->style);
            for (const auto& placed : composed.lettering.balloons) {
                put(out.balloons[placed.index], placed);
            }
            for (const auto& figure : composed.space.figures) {
                if (!figure.shown) continue;
                const auto& head = figure.head;
                out.figures.push_back({figure.name, head.x, head.y, head.width, head.height});
            }
            return out;
        }
    }
    throw AppError(Code::NotFound, PublicText{"The shot stands on no page of the comic."});
}

drawing::Drawing ComicBook::draw(std::int64_t number) const {
    if (number < 1 || number > std::ssize(content_->pages)) {
        throw AppError(Code::NotFound, PublicText{"The comic has no such page."});
    }
    return comic::draw_page(content_->panels, content_->pages[static_cast<std::size_t>(number - 1)],
                            content_->style);
}

std::vector<drawing::Drawing> ComicBook::draw_strip() const {
    // 800 pixels wide, as webtoon sites take them, at 96 to the inch; 1280 high.
    comic::PageStyle style{.width = 600, .height = 960, .margin = 12, .lettering = 14};
    std::vector<drawing::Drawing> out;
    for (const auto& slice : comic::lay_out_strip(content_->panels, style, style.height)) {
        out.push_back(comic::draw_page(content_->panels, slice, style));
    }
    return out;
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
    panel.balloons = shot.balloons;
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

std::string tag_of(const std::string& revision, PencilShots pencil, const std::string& language) {
    return http::content_tag("pages " + std::to_string(kPagesVersion) + ", " + revision +
                             (pencil == PencilShots::Show ? "" : ", without pencil") +
                             (language.empty() ? "" : ", in " + language));
}

std::shared_ptr<const drawing::ImageData> read_picture(const files::AssetService& assets,
                                                       const files::Asset& asset) {
    auto bytes = assets.read(asset);
    auto small = drawing::thumbnail(bytes, kPictureWidth);
    return std::make_shared<drawing::ImageData>(
        drawing::ImageData{std::move(small.bytes), small.mime, small.width, small.height, {}});
}

std::vector<std::string> languages_of(const std::vector<shots::Shot>& shots) {
    std::set<std::string> found;
    for (const auto& shot : shots) {
        for (const auto& balloon : shot.balloons) {
            for (const auto& one : balloon.translations) found.insert(one.language);
        }
    }
    return {found.begin(), found.end()};
}

std::shared_ptr<const ComicBook::Content> make_content(Story story, PencilShots pencil,
                                                       const std::string& language, std::string tag,
                                                       const files::AssetService& assets) {
    auto content = std::make_shared<ComicBook::Content>();
    content->tag = std::move(tag);
    if (pencil == PencilShots::LeaveOut) {
        content->pencil_left_out = static_cast<std::int64_t>(std::erase_if(
            story.shots, [](const shots::Shot& shot) { return shot.state == ArtState::Pencil; }));
    }
    content->languages = languages_of(story.shots);
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
        panel.language = language;
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

PanelLettering ComicService::lettering(const Actor& actor, const ShotId& id,
                                       const std::string& language) {
    const auto shot = store_.read(
        [&](store::Reader& db) { return shots::get_shot(db, actor, Action::View, id); });
    return lay_out(actor, shot.project_id, PencilShots::Show, language).lettering(shot);
}

ComicBook ComicService::lay_out(const Actor& actor, const ProjectId& id, PencilShots pencil,
                                const std::string& language) {
    const auto revision = store_.read([&](store::Reader& db) {
        return comic_revision(db, story::get_project(db, actor, Action::View, id).id);
    });
    const auto tag = tag_of(revision, pencil, language);
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
    ComicBook book(make_content(std::move(story), pencil, language, tag, assets_));
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
