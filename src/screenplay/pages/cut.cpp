#include "screenplay/pages/cut.hpp"

#include <algorithm>

namespace fabula::screenplay {

namespace {

// Lines beyond what was read: more than any rule asks for.
constexpr int kManyLines = 1000;

bool is_spoken(Slot slot) noexcept {
    return slot == Slot::Dialogue || slot == Slot::Lyric;
}

// Walks the parts of a unit downwards and keeps the last legal cut.
class CutSearch {
public:
    CutSearch(const Document& document, const Layout& layout, const UnitReader& reader,
              const Unit& unit, int room)
        : document_(document), layout_(layout), reader_(reader), unit_(unit), room_(room) {
        for (std::uint32_t i = first(); i < last(); ++i) {
            if (!is_cue(part(i).slot)) total_ += static_cast<int>(part(i).line_count);
        }
        if (!unit.complete) total_ += kManyLines;
    }

    std::optional<Cut> run() {
        for (std::uint32_t i = first(); i < last() && rows_ <= room_; ++i) {
            if (i > first()) try_between_parts(i);
            if (may_part_inside(i)) try_inside(i);
            rows_ += part(i).rows;
            if (!is_cue(part(i).slot)) above_ += static_cast<int>(part(i).line_count);
        }
        return best_;
    }

private:
    [[nodiscard]] std::uint32_t first() const { return unit_.first_part; }
    [[nodiscard]] std::uint32_t last() const { return unit_.first_part + unit_.part_count; }
    [[nodiscard]] const Part& part(std::uint32_t i) const { return reader_.parts[i]; }
    [[nodiscard]] int spacing(std::uint32_t i) const {
        return layout_.of(part(i).slot).line_spacing;
    }

    // Cues do not count: two lines of what is said stay on either side.
    [[nodiscard]] bool is_legal(int above) const {
        return above >= layout_.breaks.lines_before && total_ - above >= layout_.breaks.lines_after;
    }

    [[nodiscard]] bool may_part_inside(std::uint32_t i) const {
        if (unit_.kind == UnitKind::Paragraph) return true;
        return is_spoken(part(i).slot) &&
               (!part(i).complete || part(i).line_count >= layout_.breaks.speech_lines);
    }

    void try_between_parts(std::uint32_t i) {
        if (is_legal(above_)) best_ = Cut{i, 0, part(i).offset};
    }

    void try_inside(std::uint32_t i) {
        const int lines = static_cast<int>(part(i).line_count);
        const int most = std::min(lines - (part(i).complete ? 1 : 0), (room_ - rows_) / spacing(i));
        if (most < 1) return;
        layout_.breaks.at_sentences ? try_sentences(i, most) : try_lines(i, most);
    }

    void try_lines(std::uint32_t i, int most) {
        for (int above = most; above > 0; --above) {
            if (!is_legal(above_ + above)) continue;
            const auto& below = reader_.lines[part(i).first_line + static_cast<unsigned>(above)];
            best_ = Cut{i, static_cast<std::uint32_t>(above), below.from};
            return;
        }
    }

    // A sentence may end inside a line: the line belongs to the upper page, and the text behind is
    // wrapped anew on the lower one. Lines are counted as they stood before that.
    void try_sentences(std::uint32_t i, int most) {
        const LineSpan* line = &reader_.lines[part(i).first_line];
        const LineSpan* const end = line + part(i).line_count;
        const LineSpan& below = line[std::min<int>(most, static_cast<int>(end - line) - 1)];
        const std::string_view text =
            std::string_view(document_.elements[part(i).element].text).substr(0, below.from + 1);
        int above = 0;
        for (std::size_t at = next_sentence(text, part(i).offset); at < text.size();
             at = next_sentence(text, at)) {
            for (; line < end && line->from < at; ++line) ++above;
            if (is_legal(above_ + above)) {
                best_ = Cut{i, static_cast<std::uint32_t>(above), static_cast<std::uint32_t>(at)};
            }
        }
    }

    const Document& document_;
    const Layout& layout_;
    const UnitReader& reader_;
    const Unit& unit_;
    const int room_;
    int total_ = 0;  // Lines of the unit, cues aside.
    int above_ = 0;  // Of these, before the part in hand.
    int rows_ = 0;
    std::optional<Cut> best_;
};

}  // namespace

std::optional<Cut> find_cut(const Document& document, const Layout& layout,
                            const UnitReader& reader, const Unit& unit, int room) {
    if (!unit.splits || room < 1 || unit.kind == UnitKind::Blank || unit.kind == UnitKind::Dual) {
        return std::nullopt;
    }
    return CutSearch(document, layout, reader, unit, room).run();
}

Cut force_cut(const Layout& layout, const UnitReader& reader, std::uint32_t first,
              std::uint32_t last, int room) {
    for (std::uint32_t i = first; i < last; ++i) {
        const Part& part = reader.parts[i];
        const int spacing = layout.of(part.slot).line_spacing;
        const int lines = static_cast<int>(part.line_count);
        const bool only_line = lines == 1 && i == first;  // Stays, however small the page.
        if ((part.rows <= room || only_line) && part.complete) {
            room -= part.rows;
            continue;
        }
        const int above = std::clamp(room / spacing, i == first ? 1 : 0, lines - 1);
        if (above == 0) return {i, 0, part.offset};
        return {i, static_cast<std::uint32_t>(above),
                reader.lines[part.first_line + static_cast<std::uint32_t>(above)].from};
    }
    return {last, 0, 0};
}

}  // namespace fabula::screenplay
