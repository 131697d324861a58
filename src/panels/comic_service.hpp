// A project as comic: its shots as panels on pages, with lettered balloons.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "comic/balloon.hpp"
#include "drawing/drawing.hpp"
#include "files/asset_service.hpp"
#include "providers/builtin.hpp"
#include "script/script_service.hpp"
#include "shots/shots.hpp"
#include "store/cache.hpp"
#include "store/store.hpp"

namespace fabula::panels {

// Where a shot stands on its page, in points.
struct ComicPanel {
    ShotId shot_id;
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    std::string shot_number;
    bool rough = true;  // The rules draw it; else it is a picture of somebody's own.

    static constexpr auto fields =
        FieldList{Field<&ComicPanel::shot_id>{"shot_id"},
                  Field<&ComicPanel::x>{"x", {.help = "points"}},
                  Field<&ComicPanel::y>{"y"},
                  Field<&ComicPanel::width>{"width"},
                  Field<&ComicPanel::height>{"height"},
                  Field<&ComicPanel::shot_number>{"shot_number"},
                  Field<&ComicPanel::rough>{"rough", {.help = "drawn by the rules"}}};
};

// What a reader needs to know of a page before it is drawn.
struct ComicPage {
    std::int64_t number = 1;
    double width = 0;  // Points.
    double height = 0;
    std::vector<std::string> shots;  // Ids of the panels' shots in reading order.
    std::vector<ComicPanel> panels;  // In the same order.
    std::string alternative;         // What is on the page, for who cannot see it.

    static constexpr auto fields =
        FieldList{Field<&ComicPage::number>{"number"},
                  Field<&ComicPage::width>{"width"},
                  Field<&ComicPage::height>{"height"},
                  Field<&ComicPage::shots>{"shots"},
                  Field<&ComicPage::panels>{"panels"},
                  Field<&ComicPage::alternative>{"alternative", {.length_max = 20'000}}};
};

// One balloon of a panel, with what a hand may write of it. Places are points of the panel.
struct PanelBalloon {
    comic::Balloon balloon;  // As PATCH /shots/{id} takes it back.
    comic::BalloonKind kind = comic::BalloonKind::Speech;
    std::string text;         // As shown; empty for one that is hidden or that the script dropped.
    std::string source_text;  // What the script says.
    bool automatic = true;
    bool changed = false;
    bool shown = false;
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    std::optional<double> tail_x;  // The tip.
    std::optional<double> tail_y;

    static constexpr auto fields = FieldList{
        Field<&PanelBalloon::balloon>{"balloon"},
        Field<&PanelBalloon::kind>{"kind"},
        Field<&PanelBalloon::text>{"text", {.length_max = 200'000}},
        Field<&PanelBalloon::source_text>{"source_text", {.length_max = 200'000}},
        Field<&PanelBalloon::automatic>{"automatic", {.help = "no hand has touched it"}},
        Field<&PanelBalloon::changed>{
            "changed", {.help = "the script says something else than when it was touched"}},
        Field<&PanelBalloon::shown>{"shown"},
        Field<&PanelBalloon::x>{"x", {.help = "points, from the panel's left"}},
        Field<&PanelBalloon::y>{"y"},
        Field<&PanelBalloon::width>{"width"},
        Field<&PanelBalloon::height>{"height"},
        Field<&PanelBalloon::tail_x>{"tail_x"},
        Field<&PanelBalloon::tail_y>{"tail_y"}};
};

// Who is seen in a panel, and where their head is.
struct PanelFigure {
    std::string name;
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    static constexpr auto fields = FieldList{
        Field<&PanelFigure::name>{"name"}, Field<&PanelFigure::x>{"x"}, Field<&PanelFigure::y>{"y"},
        Field<&PanelFigure::width>{"width"}, Field<&PanelFigure::height>{"height"}};
};

// The lettering of a shot's panel as it stands on its page.
struct PanelLettering {
    ShotId shot_id;
    std::int64_t rev = 1;  // Of the shot.
    double width = 0;      // Of the panel, points.
    double height = 0;
    std::vector<PanelBalloon> balloons;
    std::vector<PanelFigure> figures;
    std::vector<std::string> languages;  // That any balloon of the comic has.

    static constexpr auto fields =
        FieldList{Field<&PanelLettering::shot_id>{"shot_id"},
                  Field<&PanelLettering::rev>{"rev"},
                  Field<&PanelLettering::width>{"width", {.help = "points"}},
                  Field<&PanelLettering::height>{"height"},
                  Field<&PanelLettering::balloons>{"balloons", {.length_max = 1000}},
                  Field<&PanelLettering::figures>{"figures"},
                  Field<&PanelLettering::languages>{"languages"}};
};

// All pages of a project, laid out; drawn one by one. Copies share what they hold.
class ComicBook {
public:
    struct Content;
    explicit ComicBook(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

    [[nodiscard]] const std::vector<ComicPage>& pages() const;
    // From 1. Throws NotFound beyond the last.
    [[nodiscard]] drawing::Drawing draw(std::int64_t number) const;
    // The same panels one below the other, cut into slices that no panel crosses.
    [[nodiscard]] std::vector<drawing::Drawing> draw_strip() const;
    // Hash of everything that the pages are drawn from.
    [[nodiscard]] const std::string& tag() const;
    [[nodiscard]] std::int64_t pencil_left_out() const;
    // Of the translations that its balloons have, sorted.
    [[nodiscard]] const std::vector<std::string>& languages() const;
    // Throws NotFound for a shot that stands on no page.
    [[nodiscard]] PanelLettering lettering(const shots::Shot& shot) const;

private:
    // Shared by the requests that read a book and the service that keeps it for the next one.
    std::shared_ptr<const Content> content_;
};

enum class PencilShots { Show, LeaveOut };

class ComicService {
public:
    ComicService(store::Store& store, store::Cache& cache, files::AssetService& assets)
        : store_(store), cache_(cache), assets_(assets) {}

    // The lettering in `language` where it has that; empty: as written.
    ComicBook lay_out(const Actor& actor, const ProjectId& project,
                      PencilShots pencil = PencilShots::Show, const std::string& language = {});

    PanelLettering lettering(const Actor& actor, const ShotId& shot, const std::string& language);

    // One page as picture, from the cache where it was drawn before.
    std::string page_svg(const ComicBook& book, std::int64_t number);
    std::string page_png(const ComicBook& book, std::int64_t number, std::uint32_t width);

private:
    // The books last asked for: a reader fetches page after page of the same one.
    std::optional<ComicBook> find_kept(const std::string& tag);
    void keep(const ComicBook& book);

    store::Store& store_;
    store::Cache& cache_;
    files::AssetService& assets_;
    std::mutex mutex_;
    std::deque<ComicBook> kept_;
};

}  // namespace fabula::panels
