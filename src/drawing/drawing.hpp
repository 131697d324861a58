// The drawing list: what a page or picture consists of, before it becomes PDF, SVG or pixels.
// Units are points (1/72 inch); the origin is the top left corner, y grows downwards.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fabula::drawing {

struct Point {
    double x = 0, y = 0;
};

struct Rect {
    double x = 0, y = 0, width = 0, height = 0;
    [[nodiscard]] double right() const { return x + width; }
    [[nodiscard]] double bottom() const { return y + height; }
    [[nodiscard]] Point center() const { return {x + width / 2, y + height / 2}; }
};

struct Color {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
    bool operator==(const Color&) const = default;
};

struct MoveTo {
    Point to;
};
struct LineTo {
    Point to;
};
struct CurveTo {
    Point control1, control2, to;
};
struct ClosePath {};
using PathStep = std::variant<MoveTo, LineTo, CurveTo, ClosePath>;

struct Path {
    std::vector<PathStep> steps;
    Path& move(double x, double y) {
        steps.emplace_back(MoveTo{{x, y}});
        return *this;
    }
    Path& line(double x, double y) {
        steps.emplace_back(LineTo{{x, y}});
        return *this;
    }
    Path& curve(Point a, Point b, Point to) {
        steps.emplace_back(CurveTo{a, b, to});
        return *this;
    }
    Path& close() {
        steps.emplace_back(ClosePath{});
        return *this;
    }
};

Path rectangle(const Rect& rect);
Path ellipse(const Rect& bounds);
Path rounded_rectangle(const Rect& rect, double radius);
Path polygon(const std::vector<Point>& corners);

// Maps (x, y) to (a*x + c*y + e, b*x + d*y + f), as in PDF and SVG.
struct Transform {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
};

enum class LineCap : std::uint8_t { Butt, Round, Square };
enum class LineJoin : std::uint8_t { Miter, Round, Bevel };

struct Fill {
    Path path{};
    Color color{};
    bool even_odd = false;
};

struct Stroke {
    Path path{};
    Color color{};
    double width = 1;
    LineCap cap = LineCap::Round;
    LineJoin join = LineJoin::Round;
    std::vector<double> dash{};  // On and off lengths in points; empty: solid.
};

// Faces that ship with the program; a face falls back to DejaVu where it lacks a glyph.
enum class Face : std::uint8_t {
    CourierPrime,
    CourierPrimeBold,
    CourierPrimeItalic,
    CourierPrimeBoldItalic,
    Sans,
    SansBold,
    Comic,
    ComicBold,
    ComicItalic,
    ComicBoldItalic,
};

// One line of text, left to right from its baseline; never wrapped.
struct Text {
    std::string text{};  // UTF-8.
    Face face = Face::Sans;
    double size = 12;  // Points.
    Point baseline{};
    Color color{};
    double cell = 0;  // > 0: each character advances exactly this many points (script pages).
    bool underline = false;
};

// Pixels to place. `bytes` are a whole PNG or JPEG file; JPEG passes into a PDF untouched.
struct ImageData {
    std::string bytes;
    std::string mime;  // "image/png" or "image/jpeg".
    std::uint32_t width = 0, height = 0;
    std::string href;  // Address for SVG in a browser; empty: embedded as data URI.
};

struct Image {
    std::shared_ptr<const ImageData> data{};
    Rect rect{};
    std::string alternative{};  // Read aloud; goes into tagged PDF and SVG title.
};

struct Item;

// What a group is to a reader who hears the page: tag of the PDF, role in the SVG.
enum class Role : std::uint8_t {
    None,      // Speaks for itself: text is a paragraph, an image a figure, lines are decoration.
    Artifact,  // Decoration and running heads, skipped.
    Section,
    Heading1,
    Heading2,
    Heading3,
    Paragraph,
    Figure,  // Read as its alternative.
    Table,   // Holds rows, which hold cells.
    Row,
    HeaderCell,
    Cell,
};

struct Group {
    std::vector<Item> items;  // Without {}, which clang takes before Item is known.
    Transform transform{};
    std::optional<Path> clip{};
    double opacity = 1;
    std::string label{};  // "panel 3": SVG id and title of the PDF tag.
    Role role = Role::None;
    std::string alternative{};  // Of a Figure.
};

struct Item : std::variant<Fill, Stroke, Text, Image, Group> {
    using variant::variant;
};

struct Drawing {
    double width = 0, height = 0;  // Points.
    std::vector<Item> items;
};

}  // namespace fabula::drawing
