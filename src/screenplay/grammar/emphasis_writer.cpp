#include <algorithm>
#include <array>
#include <queue>
#include <utility>

#include "screenplay/grammar/emphasis.hpp"
#include "screenplay/grammar/lines.hpp"

namespace fabula::screenplay {

namespace {

struct Stretch {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
};

bool is_emphasis(char c) noexcept {
    return c == '*' || c == '_';
}

// The stretches of one style bit, without the blanks at their ends, which no mark can hold. A
// mark cannot follow a backslash either, so a boundary behind one moves before it.
std::vector<Stretch> stretches_of(std::string_view line, const std::vector<Run>& runs, Style bit) {
    std::vector<Stretch> found;
    for (const auto& run : runs) {
        if ((run.style & bit) == 0 || run.from >= run.to) continue;
        if (!found.empty() && found.back().to == run.from) {
            found.back().to = run.to;
        } else {
            found.push_back({run.from, run.to});
        }
    }
    for (auto& stretch : found) {
        const auto behind_backslash = [&](std::uint32_t at) {
            return at > 0 && line[at - 1] == '\\';
        };
        while (behind_backslash(stretch.from)) --stretch.from;
        while (stretch.to > stretch.from &&
               (behind_backslash(stretch.to) || is_blank_char(line[stretch.to - 1]))) {
            --stretch.to;
        }
        while (stretch.from < stretch.to && is_blank_char(line[stretch.from])) ++stretch.from;
    }
    std::erase_if(found, [](const Stretch& s) { return s.from >= s.to; });
    return found;
}

struct StarStretch {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    Style bit = Bold;
};

// What opens first comes first; of two that open together the longer one.
struct OpensLater {
    bool operator()(const StarStretch& a, const StarStretch& b) const noexcept {
        return a.from != b.from ? a.from > b.from : a.to < b.to;
    }
};

// Stars nest, so of bold and italics that overlap one is split: where it goes on behind the end of
// the other, or before the other's start if a blank follows that end.
std::vector<StarStretch> nest(std::string_view line, const std::vector<Stretch>& bold,
                              const std::vector<Stretch>& italic) {
    std::priority_queue<StarStretch, std::vector<StarStretch>, OpensLater> queue;
    for (const auto& s : bold) queue.push({s.from, s.to, Bold});
    for (const auto& s : italic) queue.push({s.from, s.to, Italic});
    std::vector<StarStretch> nested;
    std::vector<std::size_t> open;
    while (!queue.empty()) {
        auto next = queue.top();
        queue.pop();
        while (!open.empty() && nested[open.back()].to <= next.from) open.pop_back();
        if (!open.empty() && nested[open.back()].to < next.to) {
            auto& outer = nested[open.back()];
            auto end = outer.to;
            if (!is_blank_char(line[end]) || is_blank_char(line[next.from - 1])) {
                while (is_blank_char(line[end])) ++end;
                queue.push({end, next.to, next.bit});
                next.to = outer.to;
            } else {
                queue.push({next.from, end, outer.bit});
                outer.to = next.from;
                open.pop_back();
            }
        }
        open.push_back(nested.size());
        nested.push_back(next);
    }
    return nested;
}

class MarkWriter {
public:
    MarkWriter(std::string_view line, const std::vector<Run>& runs)
        : line_(line),
          underlines_(stretches_of(line, runs, Underline)),
          stars_(nest(line, stretches_of(line, runs, Bold), stretches_of(line, runs, Italic))) {}

    [[nodiscard]] MarkedLine write(const std::vector<std::uint32_t>& places, Escape escape) const {
        MarkedLine out;
        out.text.reserve(line_.size() + 4 * (stars_.size() + underlines_.size()));
        auto star = stars_.begin();
        auto underline = underlines_.begin();
        std::vector<StarStretch> open;
        auto place = places.begin();
        for (std::uint32_t at = 0; at <= line_.size(); ++at) {
            for (; !open.empty() && open.back().to == at; open.pop_back()) {
                out.text.append(mark_of(open.back().bit));
            }
            if (underline != underlines_.end() && underline->to == at) {
                out.text.push_back('_');
                ++underline;
            }
            if (underline != underlines_.end() && underline->from == at) out.text.push_back('_');
            for (; star != stars_.end() && star->from == at; ++star) {
                out.text.append(mark_of(star->bit));
                open.push_back(*star);
            }
            for (; place != places.end() && *place <= at; ++place) {
                out.places.push_back(static_cast<std::uint32_t>(out.text.size()));
            }
            if (at == line_.size()) break;
            if (escape == Escape::All && is_emphasis(line_[at])) out.text.push_back('\\');
            out.text.push_back(line_[at]);
        }
        return out;
    }

    // True where `marked` reads as the line with its styles.
    [[nodiscard]] bool reads_back(std::string_view marked) const {
        std::string text;
        std::vector<Run> styled;
        append_styled(marked, text, styled);
        return text == line_ && styled == styled_runs();
    }

private:
    [[nodiscard]] std::vector<Run> styled_runs() const;

    static std::string_view mark_of(Style bit) noexcept { return bit == Bold ? "**" : "*"; }

    std::string_view line_;
    std::vector<Stretch> underlines_;
    std::vector<StarStretch> stars_;
};

std::vector<Run> MarkWriter::styled_runs() const {
    // Each stretch switches its bit on and off.
    std::vector<std::pair<std::uint32_t, std::array<int, 3>>> events;
    const auto add = [&](std::uint32_t from, std::uint32_t to, std::size_t which) {
        std::array<int, 3> change{};
        change[which] = 1;
        events.emplace_back(from, change);
        change[which] = -1;
        events.emplace_back(to, change);
    };
    for (const auto& s : stars_) add(s.from, s.to, s.bit == Bold ? 0 : 1);
    for (const auto& s : underlines_) add(s.from, s.to, 2);
    std::stable_sort(events.begin(), events.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Run> runs;
    std::array<int, 3> depth{};
    for (std::size_t i = 0; i + 1 < events.size(); ++i) {
        for (std::size_t bit = 0; bit < 3; ++bit) depth[bit] += events[i].second[bit];
        const auto style =
            static_cast<std::uint8_t>((depth[0] > 0 ? Bold : 0) | (depth[1] > 0 ? Italic : 0) |
                                      (depth[2] > 0 ? Underline : 0));
        const auto from = events[i].first;
        const auto to = events[i + 1].first;
        if (style == Plain || from == to) continue;
        if (!runs.empty() && runs.back().to == from && runs.back().style == style) {
            runs.back().to = to;
        } else {
            runs.push_back({from, to, style});
        }
    }
    return runs;
}

}  // namespace

MarkedLine write_styled(std::string_view line, const std::vector<Run>& runs,
                        const std::vector<std::uint32_t>& places, Escape escape) {
    const bool marks = line.find_first_of("*_\\") != std::string_view::npos;
    if (!marks && runs.empty()) return {std::string(line), places};
    const MarkWriter writer(line, runs);
    // A place between marks that mean themselves stays there only if each has its backslash.
    const bool between = std::any_of(places.begin(), places.end(), [&](std::uint32_t at) {
        return at > 0 && at < line.size() && is_emphasis(line[at]) && is_emphasis(line[at - 1]);
    });
    if ((escape == Escape::Needed && !between) || !marks) {
        auto plain = writer.write(places, Escape::Needed);
        if (!marks || writer.reads_back(plain.text)) return plain;
    }
    return writer.write(places, Escape::All);
}

}  // namespace fabula::screenplay
