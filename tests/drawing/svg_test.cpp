#include "drawing/svg.hpp"

#include <doctest/doctest.h>

namespace fabula::drawing {

namespace {

std::string svg(std::vector<Item> items, SvgOptions options = {}) {
    return to_svg({100, 50, std::move(items)}, options);
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an empty drawing is a sized frame") {
    CHECK(svg({}) ==
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\">\n"
          "</svg>\n");
    CHECK(contains(svg({}, {.title = "Page \"1\""}),
                   "role=\"group\" aria-label=\"Page &quot;1&quot;\""));
}

TEST_CASE("shapes are written with their paint") {
    CHECK(contains(svg({Fill{.path = rectangle({1, 2, 3.5, 4}), .color = {255, 0, 16, 255}}}),
                   "<path d=\"M1 2L4.5 2L4.5 6L1 6Z\" fill=\"#ff0010\"/>"));
    CHECK(contains(
        svg({Fill{
            .path = polygon({{0, 0}, {4, 0}, {4, 4}}), .color = {0, 0, 0, 51}, .even_odd = true}}),
        "<path d=\"M0 0L4 0L4 4Z\" fill=\"#000000\" fill-opacity=\"0.2\" fill-rule=\"evenodd\"/>"));
    Path line;
    line.move(0, 0).curve({1, 1}, {2, 2}, {3, 3});
    CHECK(contains(
        svg({Stroke{.path = line,
                    .width = 1.5,
                    .cap = LineCap::Butt,
                    .join = LineJoin::Miter,
                    .dash = {3, 1.5}}}),
        "<path fill=\"none\" d=\"M0 0C1 1 2 2 3 3\" stroke=\"#000000\" stroke-width=\"1.5\" "
        "stroke-dasharray=\"3 1.5\"/>"));
}

TEST_CASE("live text is escaped and keeps its measured width") {
    const auto text = svg({Text{.text = "<b> & \"x\"",
                                .face = Face::CourierPrimeBoldItalic,
                                .size = 12,
                                .baseline = {10, 20},
                                .color = {20, 24, 26, 255},
                                .cell = 7,
                                .underline = true}});
    CHECK(contains(text,
                   "<text x=\"10\" y=\"20\" font-family=\"Courier Prime\" font-size=\"12\" "
                   "font-weight=\"700\" font-style=\"italic\" text-decoration=\"underline\" "
                   "letter-spacing=\"-0.195\" fill=\"#14181a\" textLength=\"63\">"
                   "&lt;b&gt; &amp; &quot;x&quot;</text>"));
    CHECK_FALSE(contains(svg({Text{.text = "   "}}), "<text"));
    // A line that is read from the right begins at its right end.
    const auto hebrew = svg(
        {Text{.text = "\u05d0 1", .face = Face::CourierPrime, .baseline = {10, 20}, .cell = 7}});
    CHECK(contains(hebrew, "<text x=\"29.031\""));
    CHECK(contains(hebrew, "textLength=\"19.031\" direction=\"rtl\">"));
    CHECK(contains(svg({Text{.text = std::string("a\x01\0b", 4)}}), ">a  b</text>"));
}

TEST_CASE("blanks keep their room although browsers collapse them") {
    const auto text = svg(
        {Text{.text = "  a  b c ", .face = Face::CourierPrime, .baseline = {10, 20}, .cell = 7}});
    CHECK(contains(text, "<text x=\"24\" "));
    CHECK(contains(text, "textLength=\"42\">a \u00a0b c</text>"));
}

TEST_CASE("outlined text needs no font and is still read aloud") {
    const auto text =
        svg({Text{.text = "noon", .face = Face::Comic, .size = 10, .baseline = {5, 9}}},
            {.text = SvgText::Outlines, .id_prefix = "p1-"});
    CHECK_FALSE(contains(text, "<text"));
    CHECK(contains(text, "<g role=\"img\" aria-label=\"noon\" fill=\"#000000\">"));
    CHECK(contains(text, "<path id=\"p1-g0\" d=\"M"));
    CHECK(contains(text, "<path id=\"p1-g1\" d=\"M"));
    CHECK_FALSE(contains(text, "p1-g2"));  // Four letters, two glyphs.
    CHECK(contains(text, "<use href=\"#p1-g0\" transform=\"translate(5 9) scale(0.01)\"/>"));
}

TEST_CASE("groups carry their place, clip, name and role") {
    Group group;
    group.items = {Fill{.path = rectangle({0, 0, 1, 1})}};
    group.transform = {1, 0, 0, 1, 10, 20};
    group.clip = rectangle({0, 0, 5, 5});
    group.opacity = 0.5;
    group.label = "panel 3";
    Group figure = group;
    figure.transform = {0, 1, -1, 0, 0, 0};
    figure.role = Role::Figure;
    figure.alternative = "A <red> square";
    const auto text = svg({group, figure}, {.id_prefix = "c-"});
    CHECK(contains(text, "<clipPath id=\"c-c0\"><path d=\"M0 0L5 0L5 5L0 5Z\"/></clipPath>"));
    CHECK(contains(text,
                   "<g id=\"c-panel-3\" opacity=\"0.5\" transform=\"translate(10 20)\" "
                   "clip-path=\"url(#c-c0)\">"));
    CHECK(contains(
        text,
        "<g id=\"c-panel-3-2\" role=\"img\" opacity=\"0.5\" transform=\"matrix(0 1 -1 0 0 0)\""));
    CHECK(contains(text, "<title>A &lt;red&gt; square</title>"));
    Group heading;
    heading.role = Role::Heading2;
    CHECK(contains(svg({heading}), "<g role=\"heading\" aria-level=\"2\">"));
    heading.role = Role::Artifact;
    CHECK(contains(svg({heading}), "<g aria-hidden=\"true\">"));
}

TEST_CASE("pictures are linked by address or travel inside") {
    auto data = std::make_shared<ImageData>();
    data->bytes = "\x89PNG?";
    data->mime = "image/png";
    CHECK(contains(
        svg({Image{data, {1, 2, 30, 20}, "A door"}}),
        "<image x=\"1\" y=\"2\" width=\"30\" height=\"20\" preserveAspectRatio=\"none\" "
        "href=\"data:image/png;base64,iVBORz8=\" role=\"img\"><title>A door</title></image>"));
    data->href = "/api/v1/assets/1/file?a=1&b=2";
    CHECK(contains(svg({Image{data, {1, 2, 30, 20}}}),
                   "href=\"/api/v1/assets/1/file?a=1&amp;b=2\" aria-hidden=\"true\"/>"));
}

}  // namespace fabula::drawing
