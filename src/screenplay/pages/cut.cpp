#include "screenplay/pages/cut.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/pages/cells.hpp"

namespace fabula::screenplay {

namespace {

// Lines beyond what was read: more than any rule asks for.
constexpr int kManyLines = 1000;

bool is_spoken(Slot slot) noexcept {
    return slot == Slot::Dialogue || slot == Slot::Lyric;
}

// A last line above a cut that is no longer than this looks lost, unless it fills the page.
constexpr std::uint32_t kRuntCells = 12;
// A speech that goes on for so many lines does not look stranded.
constexpr std::size_t kStrandedLines = 3;

// Walks the parts of a unit downwards and keeps the best legal cut, of equal ones the last: where a
// sentence ends in a speech long enough to be parted there, and what goes over is not stranded.
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

    void offer(const Cut& cut, int rank) {
        if (rank < rank_) return;
        rank_ = rank;
        best_ = cut;
    }

    void try_between_parts(std::uint32_t i) {
        if (!is_legal(above_)) return;
        const bool sentence = may_part_inside(i - 1) &&
                              ends_with_sentence(document_.elements[part(i - 1).element].text);
        offer({i, 0, part(i).offset}, sentence ? kSound : kPlain);
    }

    void try_inside(std::uint32_t i) {
        const int lines = static_cast<int>(part(i).line_count);
        const int most = std::min(lines - (part(i).complete ? 1 : 0), (room_ - rows_) / spacing(i));
        if (most < 1) return;
        layout_.breaks.at_sentences ? try_sentences(i, most) : try_lines(i, most);
    }

    void try_lines(std::uint32_t i, int most) {
        for (int above = most; above > 0; --above) {
            if (above == 0 || !is_legal(above_ + above)) continue;
            const auto& below = reader_.lines[part(i).first_line + static_cast<unsigned>(above)];
            offer({i, static_cast<std::uint32_t>(above), below.from}, kSound);
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
            if (above == 0 || !is_legal(above_ + above)) continue;
            const auto offset = static_cast<std::uint32_t>(at);
            const Cut cut{i, static_cast<std::uint32_t>(above), offset};
            if (unit_.kind == UnitKind::Speech) {
                offer(cut, is_stranded(i, offset) ? kSentence : kSound);
            } else if (above == most ||
                       !is_runt(text.substr((line - 1)->from, at - (line - 1)->from))) {
                offer(cut, kSound);
            }
        }
    }

    [[nodiscard]] static bool is_runt(std::string_view line) {
        return count_cells(trim(line)) <= kRuntCells;
    }

    // As it is wrapped anew on the lower page.
    [[nodiscard]] bool is_stranded(std::uint32_t i, std::uint32_t offset) const {
        if (!part(i).complete) return false;
        std::vector<LineSpan> below;
        const WrapOptions options{.columns = columns_of(layout_, part(i).slot),
                                  .join_lines = layout_.breaks.join_lines,
                                  .line_limit = kStrandedLines};
        wrap_text(document_.elements[part(i).element].text, offset, options, below);
        std::size_t lines = below.size();
        for (std::uint32_t next = i + 1; next < last(); ++next) lines += part(next).line_count;
        return lines < kStrandedLines;
    }

    // What a cut is worth.
    static constexpr int kPlain = 0;
    static constexpr int kSentence = 1;
    static constexpr int kSound = 2;

    const Document& document_;
    const Layout& layout_;
    const UnitReader& reader_;
    const Unit& unit_;
    const int room_;
    int total_ = 0;  // Lines of the unit, cues aside.
    int above_ = 0;  // Of these, before the part in hand.
    int rows_ = 0;
    std::optional<Cut> best_;
    int rank_ = kPlain;
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
