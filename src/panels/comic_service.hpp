// A project as comic: its shots as panels on pages, with lettered balloons.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

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

// All pages of a project, laid out; drawn one by one. Copies share what they hold.
class ComicBook {
public:
    struct Content;
    explicit ComicBook(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

    [[nodiscard]] const std::vector<ComicPage>& pages() const;
    // From 1. Throws NotFound beyond the last.
    [[nodiscard]] drawing::Drawing draw(std::int64_t number) const;
    // Hash of everything that the pages are drawn from.
    [[nodiscard]] const std::string& tag() const;
    [[nodiscard]] std::int64_t pencil_left_out() const;

private:
    // Shared by the requests that read a book and the service that keeps it for the next one.
    std::shared_ptr<const Content> content_;
};

enum class PencilShots { Show, LeaveOut };

class ComicService {
public:
    ComicService(store::Store& store, store::Cache& cache, files::AssetService& assets)
        : store_(store), cache_(cache), assets_(assets) {}

    ComicBook lay_out(const Actor& actor, const ProjectId& project,
                      PencilShots pencil = PencilShots::Show);

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
