#include "typeset/storyboard_cell.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "drawing/shape.hpp"
#include "typeset/placed_picture.hpp"

namespace fabula::typeset {

using namespace drawing;

namespace {

constexpr double kHeading = 15;     // From the top to the frame: number and size.
constexpr double kCaptionGap = 12;  // From the frame to the first baseline below it.
constexpr double kBlockGap = 2.5;
constexpr double kBarIndent = 8;  // Dialogue stands beside a bar.

constexpr Color kBlack{0, 0, 0, 255};
constexpr Color kGrey{70, 70, 70, 255};
constexpr Color kPale{170, 170, 170, 255};
constexpr Color kWhite{255, 255, 255, 255};

struct TypeStyle {
    Face face = Face::Sans;
    double size = 0;
    double leading = 0;
    Color color{};
};

constexpr TypeStyle kNumber{Face::SansBold, 10, 0, kBlack};
constexpr TypeStyle kSize{Face::Sans, 8, 11, kGrey};
constexpr TypeStyle kScene{Face::SansBold, 7.5, 11.5, kBlack};
constexpr TypeStyle kBody{Face::Sans, 8.5, 11.5, kBlack};
constexpr TypeStyle kState{Face::Sans, 6.5, 0, kGrey};

const TypeStyle& style_of(CaptionBlock block) {
    switch (block) {
        case CaptionBlock::Size: return kSize;
        case CaptionBlock::Scene: return kScene;
        case CaptionBlock::Description:
        case CaptionBlock::Dialogue: break;
    }
    return kBody;
}

Text text_in(const TypeStyle& style, std::string text, Point baseline) {
    return {.text = std::move(text),
            .face = style.face,
            .size = style.size,
            .baseline = baseline,
            .color = style.color};
}

double width_in(const TypeStyle& style, std::string_view text) {
    return text_width(text, style.face, style.size);
}

// The lines from `first` that belong to one block become one paragraph.
Group paragraph_of(const StoryboardCell& cell, std::size_t first, std::size_t end, double& y) {
    const CaptionBlock block = cell.caption[first].block;
    const bool spoken = block == CaptionBlock::Dialogue;
    Group paragraph;
    paragraph.role = Role::Paragraph;
    const double x = cell.x + (spoken ? kBarIndent : 0);
    const double from = y;
    double last = y;
    for (std::size_t i = first; i < end; ++i) {
        paragraph.items.emplace_back(text_in(style_of(block), cell.caption[i].text, {x, y}));
        last = y;
        y += cell.caption[i].leading;
    }
    if (spoken) {
        const Rect bar{cell.x + 1.5, from - 7.5, 1, last - from + 9.5};
        paragraph.items.emplace_back(Fill{.path = rectangle(bar), .color = kPale});
    }
    return paragraph;
}

}  // namespace

StoryboardCellDrawer::StoryboardCellDrawer(const StoryboardSheet& sheet, double width,
                                           double height_max)
    : sheet_(sheet), width_(width) {
    const double aspect = std::clamp(sheet.aspect, 0.25, 4.0);
    frame_height_ = std::min(width / aspect, height_max - kHeading);
    frame_width_ = frame_height_ * aspect;
}

StoryboardCell StoryboardCellDrawer::make_cell(const StoryboardFrame& frame, double x) const {
    StoryboardCell cell{&frame, x};
    if (!size_fits(frame)) add_block(cell, CaptionBlock::Size, frame.size);
    add_block(cell, CaptionBlock::Scene, frame.scene);
    add_block(cell, CaptionBlock::Description, frame.description);
    add_block(cell, CaptionBlock::Dialogue, frame.dialogue);
    return cell;
}

void StoryboardCellDrawer::add_block(StoryboardCell& cell, CaptionBlock block,
                                     std::string_view text) const {
    text = trim(text);
    if (text.empty()) return;
    if (!cell.caption.empty()) cell.caption.back().leading += kBlockGap;
    const TypeStyle& style = style_of(block);
    const double width = width_ - (block == CaptionBlock::Dialogue ? kBarIndent : 0);
    for (auto& line : wrap_text(text, style.face, style.size, width)) {
        cell.caption.push_back({std::move(line), block, style.leading});
    }
}

bool StoryboardCellDrawer::size_fits(const StoryboardFrame& frame) const {
    return width_in(kNumber, frame.number) + 8 + width_in(kSize, frame.size) <= width_;
}

double StoryboardCellDrawer::height(const StoryboardCell& cell) const {
    double height = kHeading + frame_height_ + kCaptionGap;
    for (const CaptionLine& line : cell.caption) height += line.leading;
    return height;
}

Group StoryboardCellDrawer::heading(const StoryboardCell& cell, double top) const {
    Group heading;
    heading.role = Role::Heading3;
    const double baseline = top + 10;
    heading.items.emplace_back(text_in(kNumber, cell.frame->number, {cell.x, baseline}));
    std::string right = cell.begun ? sheet_.words.continued : cell.frame->size;
    if (!cell.begun && !size_fits(*cell.frame)) right.clear();
    const double x = cell.x + width_ - width_in(kSize, right);
    heading.items.emplace_back(text_in(kSize, std::move(right), {x, baseline}));
    return heading;
}

Group StoryboardCellDrawer::picture(const StoryboardFrame& frame, const Rect& box) const {
    Group picture;
    picture.role = Role::Figure;
    picture.alternative = frame.alternative.empty() ? frame.description : frame.alternative;
    if (frame.drawing != nullptr) {
        picture.items.emplace_back(placed(*frame.drawing, box));
    } else if (frame.image != nullptr) {
        picture.items.emplace_back(placed(frame.image, box));
    } else {
        Path cross;
        cross.move(box.x, box.y).line(box.right(), box.bottom());
        cross.move(box.right(), box.y).line(box.x, box.bottom());
        picture.items.emplace_back(Stroke{.path = cross, .color = kPale, .width = 0.5});
    }
    picture.items.emplace_back(
        Stroke{.path = rectangle(box), .color = kBlack, .width = 0.75, .join = LineJoin::Miter});
    return picture;
}

Group StoryboardCellDrawer::state_label(const std::string& state, const Rect& box) const {
    const double width = width_in(kState, state) + 6;
    const Rect plate{box.right() - width - 2, box.bottom() - 11.5, width, 9.5};
    Group label;
    label.role = Role::Paragraph;
    label.items.emplace_back(Fill{.path = rectangle(plate), .color = kWhite});
    label.items.emplace_back(text_in(kState, state, {plate.x + 3, plate.bottom() - 2.5}));
    return label;
}

StoryboardCellDrawer::Drawn StoryboardCellDrawer::draw(StoryboardCell& cell, double top,
                                                       double limit) const {
    std::string label = sheet_.words.shot;
    if (const auto at = label.find("{number}"); at != std::string::npos) {
        label.replace(at, 8, cell.frame->number);
    }
    Group group;
    group.label = std::move(label);
    group.role = Role::Section;
    group.items.emplace_back(heading(cell, top));
    double y = top + kHeading;
    if (!cell.begun) {
        const Rect box{cell.x + (width_ - frame_width_) / 2, y, frame_width_, frame_height_};
        group.items.emplace_back(picture(*cell.frame, box));
        if (!cell.frame->state.empty()) {
            group.items.emplace_back(state_label(cell.frame->state, box));
        }
        y += frame_height_;
    }
    cell.begun = true;
    y += kCaptionGap;
    const std::size_t first = cell.written;
    while (cell.written < cell.caption.size() && (cell.written == first || y <= limit)) {
        const CaptionBlock block = cell.caption[cell.written].block;
        std::size_t end = cell.written;
        for (double at = y; end < cell.caption.size() && cell.caption[end].block == block; ++end) {
            if (at > limit && end > first) break;
            at += cell.caption[end].leading;
        }
        group.items.emplace_back(paragraph_of(cell, cell.written, end, y));
        cell.written = end;
    }
    return {std::move(group), y};
}

}  // namespace fabula::typeset
