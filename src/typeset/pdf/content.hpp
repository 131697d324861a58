// A drawing as a content stream (ISO 32000-1, 8 and 9).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drawing/drawing.hpp"
#include "drawing/shape.hpp"
#include "typeset/pdf/resources.hpp"

namespace fabula::typeset {

// Points stand in the PDF's coordinates: y grows upwards from the lower edge of the drawing.
class PdfContent {
public:
    // Tags are the marks of a page; a form on a page has none of its own.
    enum class Tags { Yes, No };

    PdfContent(PdfShared& shared, double height, Tags tags)
        : shared_(shared), height_(height), tags_(tags) {}

    void draw(const std::vector<drawing::Item>& items);

    // A form that the document holds, as decoration.
    void draw_stamp(int form);

    // Ends open text and marks. The stream is complete.
    void finish();

    [[nodiscard]] const std::string& stream() const { return out_; }
    [[nodiscard]] const PdfResources& resources() const { return resources_; }

private:
    // What the reader of the stream has been told so far; saved and restored with it.
    struct State {
        std::optional<int> font{};
        double size = 0;
        double spacing = 0;
        drawing::Color fill{}, stroke{};  // Alpha stays 255 here.
        int opacity = 1000;
        double line_width = 1;
        drawing::LineCap cap = drawing::LineCap::Butt;
        drawing::LineJoin join = drawing::LineJoin::Miter;
        std::vector<double> dash{};
    };

    static constexpr int kNoMark = -1, kArtifact = -2;

    void draw(const drawing::Fill& fill);
    void draw(const drawing::Stroke& stroke);
    void draw(const drawing::Text& text);
    void draw(const drawing::Image& image);
    void draw(const drawing::Group& group);

    void draw_group_content(const drawing::Group& group);
    void draw_faded(const drawing::Group& group);
    bool draw_cells(const drawing::Text& text);
    void draw_shaped(const drawing::Text& text);
    void draw_underline(const drawing::Text& text, double width);
    void draw_missing(const drawing::Rect& rect);

    // A shaped glyph and the code that shows it.
    struct CodedGlyph {
        PdfCode code;
        double stated = 0;  // Points that a reader advances.
        double advance = 0;
        drawing::Point offset;
    };
    std::vector<CodedGlyph> code_glyphs(const drawing::ShapedText& shaped,
                                        const drawing::Text& text);
    void note_missing(std::string_view cluster);
    void draw_glyphs(const std::vector<CodedGlyph>& glyphs, const drawing::Text& text);

    void begin_text(int font, double size, double spacing, drawing::Point at);
    void end_text();
    void append_byte(unsigned byte);
    void append_point(drawing::Point point);
    void append_path(const drawing::Path& path);
    void append_numbers(std::initializer_list<double> values, int decimals);
    void set_fill(const drawing::Color& color);
    void set_stroke(const drawing::Color& color);
    void set_opacity(double opacity);
    void set_pen(const drawing::Stroke& stroke);
    void append_color(const drawing::Color& color, std::string_view grey, std::string_view rgb);
    void save();
    void restore();

    // Opens the mark under which the next content stands; closes another one before.
    void mark(int part);
    void mark_text();
    void mark_decoration();
    void close_mark();

    PdfShared& shared_;
    double height_;
    Tags tags_;
    std::string out_;
    PdfResources resources_;
    State state_;
    std::vector<State> saved_;
    bool in_text_ = false;
    double line_x_ = 0, line_y_ = 0;  // Where the current text line begins, as written.
    int open_mark_ = kNoMark;
    int container_ = PdfStructure::kDocument;  // Where new parts are added.
    int leaf_ = kNoMark;                       // The part, or kArtifact, that takes all content.
};

}  // namespace fabula::typeset
