// Where headings, names and speech stand on the pages of a PDF, learned from the pages.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/intake/paragraph_kinds.hpp"
#include "screenplay/intake/pdf_lines.hpp"

namespace fabula::screenplay {

// Distances are in points.
class PdfColumns {
public:
    explicit PdfColumns(const PdfLines& pdf);

    // Where scene headings and action begin.
    [[nodiscard]] double base() const noexcept { return base_; }
    [[nodiscard]] double page_middle() const noexcept { return middle_; }
    // Where lines of action or speech end at most; of the others that of the line.
    [[nodiscard]] double right_of(ParagraphKind kind, const PdfLine& line) const noexcept;

    // Takes scene numbers and revision marks out of the margins; answers the number.
    std::string take_margins(PdfLine& line) const;

    [[nodiscard]] bool at_base(const PdfLine& line) const noexcept;
    // In capitals and as far from the line above as headings are, where action is nearer.
    [[nodiscard]] bool stands_as_heading(const PdfLine& line, std::string_view text) const noexcept;
    [[nodiscard]] bool in_speech(const PdfLine& line) const noexcept;
    [[nodiscard]] bool is_aside(const PdfLine& line) const noexcept;
    [[nodiscard]] bool is_centered(const PdfLine& line) const noexcept;
    [[nodiscard]] bool is_cue(const PdfLine& line, std::string_view text,
                              const PdfLine* below) const noexcept;
    [[nodiscard]] bool is_transition(const PdfLine& line, std::string_view text) const noexcept;

    // Two names side by side.
    [[nodiscard]] bool opens_dual(const PdfLine& line) const;
    // The left and the right half of each line; lines without words there are left out.
    [[nodiscard]] std::array<std::vector<std::vector<PdfWord>>, 2> split_dual(
        const std::vector<PdfLine>& lines) const;

private:
    void find_base(const PdfLines& pdf);
    void find_speech(const PdfLines& pdf);
    void find_right(const PdfLines& pdf);
    [[nodiscard]] bool stands_at(double left, double column) const noexcept;

    double cell_;
    double leading_;
    double base_ = 108;
    double cue_ = 0;       // 0: no names found.
    double dialogue_ = 0;  // 0: no speech found.
    double middle_ = 306;
    double heading_gap_ = 0;  // 0: headings stand as far from the line above as action.
    double action_right_ = 0;
    double dialogue_right_ = 0;
};

}  // namespace fabula::screenplay
