#include "screenplay/intake/pdf_columns.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"
#include "screenplay/grammar/classify.hpp"

namespace fabula::screenplay {

namespace {

// In letters of twelve points, ten to the inch: names stand 20 right of action, speech 10.
constexpr double kCueFrom = 8;
constexpr double kSpeechFrom = 3;
constexpr double kSpeechTo = 30;
constexpr double kTransitionFrom = 28;
constexpr double kMarginFrom = 57;  // Action is 60 wide.
constexpr std::size_t kCueMax = 60;

using Counts = std::map<int, std::size_t>;

int rounded(double points) {
    return static_cast<int>(std::lround(points));
}

double most_common(const Counts& counts, double fallback) {
    const auto most =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? fallback : most->first;
}

// "12", "12A", "A12", "12-14", with or without a dot.
bool is_scene_number(std::string_view text) {
    std::size_t digits = 0;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        digits += digit;
        if (!digit && !(c >= 'A' && c <= 'Z') && c != '.' && c != '-') return false;
    }
    return digits > 0 && text.size() <= 8;
}

std::string_view without_dot(std::string_view number) {
    while (number.ends_with('.')) number.remove_suffix(1);
    return number;
}

}  // namespace

PdfColumns::PdfColumns(const PdfLines& pdf) : cell_(pdf.cell), leading_(pdf.leading) {
    find_base(pdf);
    find_speech(pdf);
    find_right(pdf);
    const auto width = pdf.page_widths.empty() ? 612 : pdf.page_widths.front();
    // Action is an inch and a half from the left edge and one from the right one.
    middle_ = base_ > width / 5 ? width / 2 : (base_ + std::max(action_right_, width - 72)) / 2;
}

bool PdfColumns::stands_at(double left, double column) const noexcept {
    return std::abs(left - column) < 1.5 * cell_;
}

// Where headings begin, else the leftmost place of many lines.
void PdfColumns::find_base(const PdfLines& pdf) {
    Counts headings;
    Counts heading_gaps;
    Counts gaps;
    Counts all;
    for (const auto& line : pdf.lines) {
        auto words = line.words;
        if (words.size() > 1 && is_scene_number(words.front().text)) words.erase(words.begin());
        const bool heading = looks_like_heading(text_of(words, cell_));
        if (heading) ++headings[rounded(words.front().left)];
        if (heading && line.gap > 0) ++heading_gaps[rounded(line.gap)];
        if (!heading && line.gap > leading_ * 1.5) ++gaps[rounded(line.gap)];
        ++all[rounded(line.left())];
    }
    const auto gap = most_common(heading_gaps, 0);
    if (gap > most_common(gaps, 0) + leading_ / 2) heading_gap_ = gap;
    base_ = most_common(headings, base_);
    if (!headings.empty()) return;
    for (const auto& [left, count] : all) {
        if (count * 20 < pdf.lines.size()) continue;
        base_ = left;
        return;
    }
}

void PdfColumns::find_speech(const PdfLines& pdf) {
    Counts cues;
    Counts speech;
    for (std::size_t i = 0; i + 1 < pdf.lines.size(); ++i) {
        const auto& line = pdf.lines[i];
        const auto& below = pdf.lines[i + 1];
        const auto text = text_of(line.words, cell_);
        const bool apart = line.gap == 0 || line.gap > leading_ * 1.5;
        const bool speaks = below.gap > 0 && below.gap < leading_ * 1.5 && in_speech(below);
        if (!apart || !speaks || line.left() < base_ + kCueFrom * cell_) continue;
        if (!looks_like_cue(text) || text.size() > kCueMax) continue;
        ++cues[rounded(line.left())];
        if (below.words.front().text.front() != '(') ++speech[rounded(below.left())];
    }
    cue_ = most_common(cues, 0);
    dialogue_ = most_common(speech, 0);
}

void PdfColumns::find_right(const PdfLines& pdf) {
    for (auto line : pdf.lines) {
        take_margins(line);
        if (line.words.empty()) continue;
        if (at_base(line)) action_right_ = std::max(action_right_, line.right());
        const bool speech = dialogue_ > 0 && stands_at(line.left(), dialogue_);
        if (speech) dialogue_right_ = std::max(dialogue_right_, line.right());
    }
}

double PdfColumns::right_of(ParagraphKind kind, const PdfLine& line) const noexcept {
    if (kind == ParagraphKind::Action) return action_right_;
    return kind == ParagraphKind::Dialogue ? dialogue_right_ : line.right();
}

std::string PdfColumns::take_margins(PdfLine& line) const {
    std::string number;
    auto& words = line.words;
    if (words.size() > 1 && words.front().right < base_ - cell_ / 2 &&
        is_scene_number(words.front().text)) {
        number = without_dot(words.front().text);
        words.erase(words.begin());
    }
    while (words.size() > 1) {
        const auto& last = words.back();
        const bool apart = last.left - words[words.size() - 2].right > 1.5 * cell_;
        const bool beside = last.left > base_ + kMarginFrom * cell_;
        const bool mark = last.text.find_first_not_of('*') == std::string::npos;
        const bool repeated = without_dot(last.text) == number && !number.empty();
        if (!apart || !(repeated || (beside && mark))) break;
        words.pop_back();
    }
    return number;
}

bool PdfColumns::at_base(const PdfLine& line) const noexcept {
    return line.left() < base_ + 1.5 * cell_;
}

bool PdfColumns::stands_as_heading(const PdfLine& line, std::string_view text) const noexcept {
    return heading_gap_ > 0 && line.gap > heading_gap_ - leading_ / 2 && is_upper_case(text);
}

bool PdfColumns::in_speech(const PdfLine& line) const noexcept {
    return line.left() > base_ + kSpeechFrom * cell_ && line.left() < base_ + kSpeechTo * cell_;
}

bool PdfColumns::is_aside(const PdfLine& line) const noexcept {
    return dialogue_ == 0 || line.left() > dialogue_ + 1.5 * cell_;
}

bool PdfColumns::is_centered(const PdfLine& line) const noexcept {
    const auto of_text = (base_ + action_right_) / 2;
    const bool near = std::abs(line.middle() - middle_) < 2 * cell_ ||
                      std::abs(line.middle() - of_text) < 2 * cell_;
    return near && line.left() > base_ + kSpeechFrom * cell_;
}

bool PdfColumns::is_cue(const PdfLine& line, std::string_view text,
                        const PdfLine* below) const noexcept {
    if (line.left() < base_ + kCueFrom * cell_ || text.size() > kCueMax) return false;
    if (below == nullptr || !in_speech(*below)) return false;
    if (looks_like_cue(text)) return true;
    // Names that are not in capitals stand exactly where the others do.
    const bool exact = cue_ > 0 && std::abs(line.left() - cue_) < 2;
    return exact && below->left() < line.left() - cell_;
}

bool PdfColumns::is_transition(const PdfLine& line, std::string_view text) const noexcept {
    return line.left() > base_ + kTransitionFrom * cell_ && is_upper_case(text) &&
           (text.ends_with(':') || text.ends_with('.'));
}

bool PdfColumns::opens_dual(const PdfLine& line) const {
    for (std::size_t i = 1; i < line.words.size(); ++i) {
        if (line.words[i].left - line.words[i - 1].right < 5 * cell_) continue;
        const auto cut = line.words.begin() + static_cast<std::ptrdiff_t>(i);
        const std::vector<PdfWord> left(line.words.begin(), cut);
        const std::vector<PdfWord> right(cut, line.words.end());
        return looks_like_cue(text_of(left, cell_)) && looks_like_cue(text_of(right, cell_)) &&
               left.front().left > base_ + cell_ && right.front().left > middle_;
    }
    return false;
}

std::array<std::vector<std::vector<PdfWord>>, 2> PdfColumns::split_dual(
    const std::vector<PdfLine>& lines) const {
    std::vector<std::pair<double, double>> words;
    for (const auto& line : lines) {
        for (const auto& word : line.words) words.emplace_back(word.left, word.right);
    }
    std::sort(words.begin(), words.end());
    // The empty strip that is nearest to the page's middle.
    double boundary = middle_;
    double nearest = 1e9;
    double right = words.front().second;
    for (const auto& [from, to] : words) {
        const auto strip = (right + from) / 2;
        if (from - right > 0.8 * cell_ && std::abs(strip - middle_) < nearest) {
            nearest = std::abs(strip - middle_);
            boundary = strip;
        }
        right = std::max(right, to);
    }
    std::array<std::vector<std::vector<PdfWord>>, 2> columns;
    for (const auto& line : lines) {
        std::array<std::vector<PdfWord>, 2> parts;
        for (const auto& word : line.words) parts[word.left > boundary ? 1 : 0].push_back(word);
        for (std::size_t side = 0; side < 2; ++side) {
            if (!parts[side].empty()) columns[side].push_back(std::move(parts[side]));
        }
    }
    return columns;
}

}  // namespace fabula::screenplay
