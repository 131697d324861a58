// The words of a balloon as a block of lines, with the stressed ones in their own face.
#include <algorithm>

#include "comic/faces.hpp"
#include "comic/lettering.hpp"
#include "drawing/shape.hpp"

namespace fabula::comic {

namespace {

constexpr double kPadX = 6.5;  // Around the letters of a balloon.
constexpr double kPadY = 4.5;
constexpr double kCaptionPad = 3.5;

// Words without their stars, and of each byte whether it is stressed.
struct Stressed {
    std::string text;
    std::vector<bool> strong;
};

std::size_t stars_at(std::string_view text, std::size_t at) {
    std::size_t count = 0;
    while (at + count < text.size() && text[at + count] == '*') ++count;
    return count;
}

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

// Where the stress that these stars open ends; npos where nothing closes it, and they are words.
std::size_t closing_stars(std::string_view text, std::size_t from, std::size_t count) {
    for (auto at = text.find('*', from); at != std::string_view::npos; at = text.find('*', at)) {
        const auto here = stars_at(text, at);
        if (here == count && at > from && !is_blank(text[at - 1])) return at;
        at += here;
    }
    return std::string_view::npos;
}

Stressed read_stress(std::string_view text) {
    Stressed out;
    std::size_t end = std::string_view::npos;  // Of the stress that is open.
    std::size_t open = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (end == at) {
            at += open;
            end = std::string_view::npos;
            continue;
        }
        const auto stars = end == std::string_view::npos ? stars_at(text, at) : 0;
        const auto behind = at + stars;
        if (stars > 0 && stars <= 3 && behind < text.size() && !is_blank(text[behind])) {
            const auto close = closing_stars(text, behind, stars);
            if (close != std::string_view::npos) {
                open = stars;
                end = close;
                at = behind;
                continue;
            }
        }
        out.text.push_back(text[at]);
        out.strong.push_back(end != std::string_view::npos);
        ++at;
    }
    return out;
}

std::vector<LetterRun> runs_of(const Stressed& words, std::size_t from, std::size_t to) {
    std::vector<LetterRun> runs;
    for (auto i = from; i < to; ++i) {
        if (runs.empty() || runs.back().strong != words.strong[i]) {
            runs.push_back({{}, words.strong[i]});
        }
        runs.back().text.push_back(words.text[i]);
    }
    return runs;
}

}  // namespace

drawing::Face face_of(BalloonKind kind, bool italic, bool strong) {
    if (kind == BalloonKind::SoundEffect || strong) return drawing::Face::ComicBoldItalic;
    if (kind == BalloonKind::Shout) return drawing::Face::ComicBold;
    return italic ? drawing::Face::ComicItalic : drawing::Face::Comic;
}

double width_of(const PlacedBalloon& balloon, const std::vector<LetterRun>& runs) {
    double width = 0;
    for (const auto& run : runs) {
        width += drawing::text_width(run.text, face_of(balloon.kind, balloon.italic, run.strong),
                                     balloon.size);
    }
    return width;
}

// The corners of a block are cut by the balloon's roundness, so there is room around it.
PlacedBalloon shape_block(const Lettered& words, double width_max, double size) {
    PlacedBalloon balloon;
    balloon.kind = words.kind;
    balloon.size = size * static_cast<double>(words.balloon.size) / 100;
    if (balloon.kind == BalloonKind::Shout) balloon.size *= 1.08;
    if (balloon.kind == BalloonKind::SoundEffect) balloon.size *= 2.2;
    balloon.italic = words.italic;
    balloon.turn = static_cast<double>(words.balloon.turn);
    const bool caption = balloon.kind == BalloonKind::Caption;
    const double pad_x = caption ? kCaptionPad : kPadX;
    const double pad_y = caption ? kCaptionPad : kPadY;
    const auto stressed = read_stress(words.text);
    balloon.lines = drawing::wrap_text(stressed.text, face_of(balloon.kind, balloon.italic, false),
                                       balloon.size, std::max(24.0, width_max - 2 * pad_x));
    double width = 0;
    std::size_t at = 0;
    for (const auto& line : balloon.lines) {
        const auto from = std::max(at, stressed.text.find(line, at));
        at = std::min(stressed.text.size(), from + line.size());
        balloon.runs.push_back(runs_of(stressed, std::min(from, at), at));
        width = std::max(width, width_of(balloon, balloon.runs.back()));
    }
    const double leading = balloon.size * kLeading;
    balloon.rect.width = width + 2 * pad_x;
    balloon.rect.height = leading * static_cast<double>(balloon.lines.size()) + 2 * pad_y;
    const bool pointed = balloon.kind == BalloonKind::Shout || balloon.kind == BalloonKind::Thought;
    if (pointed) {
        balloon.rect.width += 8;
        balloon.rect.height += 8;
    }
    return balloon;
}

}  // namespace fabula::comic
