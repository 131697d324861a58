#include "comic/comic.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "comic/lettering.hpp"
#include "drawing/svg.hpp"

namespace fabula::comic {

namespace {

Panel talk(std::vector<Line> lines, std::vector<std::string> figures = {"ANNA", "BEN"}) {
    Panel panel;
    panel.frame.place = "KITCHEN";
    panel.frame.framing = figures.size() > 1 ? drawing::Framing::TwoShot : drawing::Framing::Medium;
    std::vector<drawing::CastMember> cast;
    for (const auto& name : figures) {
        panel.frame.figures.push_back({.name = name});
        cast.push_back({name, {}});
    }
    drawing::dress(panel.frame, cast, drawing::assign_looks(cast));
    panel.lines = std::move(lines);
    return panel;
}

bool overlap(const drawing::Rect& a, const drawing::Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

std::string letters(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines) {
        for (const char c : line) {
            if (c != ' ') out.push_back(c);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("the panels of a page fill it to the margins, with even gutters") {
    std::vector<Panel> panels;
    for (int i = 0; i < 23; ++i) {
        auto panel = talk({{"ANNA", "", "", "Number " + std::to_string(i) + "."}}, {"ANNA"});
        panel.weight = 1 + i % 4;
        panels.push_back(std::move(panel));
    }
    const PageStyle style;
    std::size_t next = 0;
    for (const auto& page : lay_out(panels, style)) {
        double right = 0, bottom = 0, area = 0;
        for (const auto& placed : page.panels) {
            CHECK(placed.panel == next++);
            CHECK(placed.rect.x >= style.margin - 0.01);
            CHECK(placed.rect.y >= style.margin - 0.01);
            right = std::max(right, placed.rect.right());
            bottom = std::max(bottom, placed.rect.bottom());
            area += (placed.rect.width + style.gutter) * (placed.rect.height + style.gutter);
        }
        CHECK(right == doctest::Approx(style.width - style.margin));
        CHECK(bottom == doctest::Approx(style.height - style.margin));
        const double whole = (style.width - 2 * style.margin + style.gutter) *
                             (style.height - 2 * style.margin + style.gutter);
        CHECK(area == doctest::Approx(whole));
    }
    CHECK(next == panels.size());
}

TEST_CASE("reading from the right mirrors the order of a row") {
    const std::vector<Panel> panels{talk({}, {"ANNA"}), talk({}, {"BEN"})};
    PageStyle style;
    style.height = 260;
    style.reading = Reading::RightToLeft;
    const auto page = lay_out(panels, style).at(0);
    REQUIRE(page.panels.size() == 2);
    if (page.panels[0].rect.y == page.panels[1].rect.y) {
        CHECK(page.panels[0].rect.x > page.panels[1].rect.x);
    }
}

TEST_CASE("balloons stay in the panel, off heads and off each other, in reading order") {
    const std::vector<Line> lines{{"ANNA", "", "", "Is that the last bus tonight, or not?"},
                                  {"BEN", "", "", "It was. I am sorry, truly."},
                                  {"ANNA", "", "(whispering)", "Then we walk."}};
    const auto panel = talk(lines);
    PanelSpace space{260, 210, {}};
    auto spec = panel.frame;
    spec.width = space.width;
    spec.height = space.height;
    spec.headroom = 0.45;
    space.figures = drawing::draw_frame(spec).figures;
    const auto lettering = letter_panel(panel, space, space.height * 0.72, {});
    REQUIRE(lettering.fits);
    REQUIRE(lettering.balloons.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& balloon = lettering.balloons[i];
        CHECK(letters(balloon.lines) == letters({lines[i].text}));
        CHECK(balloon.rect.x >= 0);
        CHECK(balloon.rect.y >= 0);
        CHECK(balloon.rect.right() <= space.width);
        CHECK(balloon.rect.bottom() <= space.height);
        for (const auto& figure : space.figures) {
            if (figure.shown) CHECK_FALSE(overlap(balloon.rect, figure.head));
        }
        for (std::size_t j = 0; j < i; ++j) {
            CHECK_FALSE(overlap(balloon.rect, lettering.balloons[j].rect));
            const auto& before = lettering.balloons[j].rect;
            CHECK((balloon.rect.y >= before.bottom() || balloon.rect.x >= before.right()));
        }
    }
    CHECK(lettering.balloons[2].kind == BalloonKind::Whisper);
}

TEST_CASE("a voice from elsewhere has no tail and a scene says where it is") {
    auto panel = talk({{"CARL", "V.O.", "", "Control to Nine."}}, {"ANNA"});
    panel.place = "INT. KITCHEN - NIGHT";
    const auto lettering = letter_panel(panel, {240, 180, {}}, 180, {});
    REQUIRE(lettering.balloons.size() == 2);
    CHECK(lettering.balloons[0].kind == BalloonKind::Caption);
    CHECK(lettering.balloons[1].kind == BalloonKind::Radio);
    CHECK_FALSE(lettering.balloons[1].mouth);
}

TEST_CASE("even a long speech in a small panel is lettered whole") {
    std::string speech;
    for (int i = 0; i < 42; ++i) speech += "word" + std::to_string(i) + " ";
    const std::vector<Panel> panels{talk({{"ANNA", "", "", speech}}, {"ANNA"})};
    Page page;
    page.panels.push_back({0, {27, 27, 130, 110}});
    const auto drawing = draw_page(panels, page, {});
    const auto svg = drawing::to_svg(drawing);
    for (int i = 0; i < 42; ++i) {
        CHECK(svg.find("word" + std::to_string(i)) != std::string::npos);
    }
}

TEST_CASE("the same panels give the same page") {
    const std::vector<Panel> panels{talk({{"ANNA", "", "", "Stop!"}})};
    const auto pages = lay_out(panels);
    CHECK(drawing::to_svg(draw_page(panels, pages[0])) ==
          drawing::to_svg(draw_page(panels, pages[0])));
}

}  // namespace fabula::comic
