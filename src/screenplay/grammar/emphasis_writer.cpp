#include <algorithm>
#include <array>

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

// Style bits at each byte where they change, in order.
struct Change {
    std::uint32_t at = 0;
    std::uint8_t style = Plain;
};

std::vector<Change> changes_of(std::string_view line, const std::vector<Run>& runs) {
    std::vector<Change> events;
    for (const auto bit : {Bold, Italic, Underline}) {
        for (const auto& stretch : stretches_of(line, runs, bit)) {
            events.push_back({stretch.from, static_cast<std::uint8_t>(bit)});
            events.push_back({stretch.to, static_cast<std::uint8_t>(bit)});
        }
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const Change& a, const Change& b) { return a.at < b.at; });
    std::vector<Change> changes;
    std::uint8_t style = Plain;
    for (const auto& event : events) {
        style ^= event.style;  // Each bit is switched by its own events alone.
        if (!changes.empty() && changes.back().at == event.at) {
            changes.back().style = style;
        } else {
            changes.push_back({event.at, style});
        }
    }
    return changes;
}

// Writes marks so that what opened last closes first.
class MarkWriter {
public:
    MarkWriter(std::string_view line, std::vector<Change> changes)
        : line_(line), changes_(std::move(changes)) {}

    MarkedLine write(const std::vector<std::uint32_t>& places, bool escape) {
        MarkedLine out;
        out.text.reserve(line_.size() + 4 * changes_.size());
        std::size_t next = 0;
        auto place = places.begin();
        for (std::uint32_t at = 0; at <= line_.size(); ++at) {
            if (next < changes_.size() && changes_[next].at == at) close(next++, out.text);
            if (at < line_.size() && !is_blank_char(line_[at])) open_wanted(next, out.text);
            for (; place != places.end() && *place <= at; ++place) {
                out.places.push_back(static_cast<std::uint32_t>(out.text.size()));
            }
            if (at == line_.size()) break;
            if (escape && is_emphasis(line_[at])) out.text.push_back('\\');
            out.text.push_back(line_[at]);
        }
        return out;
    }

private:
    void close(std::size_t index, std::string& out) {
        wanted_ = changes_[index].style;
        // Stars close down to the lowest that ends here; what stands above it opens again.
        std::size_t keep = open_.size();
        for (std::size_t i = open_.size(); i-- > 0;) {
            if ((wanted_ & open_[i]) == 0) keep = i;
        }
        while (open_.size() > keep) {
            out.append(mark_of(open_.back()));
            open_.pop_back();
        }
        if (underline_ && (wanted_ & Underline) == 0) {
            out.push_back('_');
            underline_ = false;
        }
    }

    void open_wanted(std::size_t next_change, std::string& out) {
        if (!underline_ && (wanted_ & Underline) != 0) {
            out.push_back('_');
            underline_ = true;
        }
        for (const auto bit : order(next_change)) {
            const bool is_open = std::find(open_.begin(), open_.end(), bit) != open_.end();
            if ((wanted_ & bit) == 0 || is_open) continue;
            out.append(mark_of(bit));
            open_.push_back(bit);
        }
    }

    // Of two styles that open together the longer one is opened first.
    [[nodiscard]] std::array<Style, 2> order(std::size_t index) const {
        if ((wanted_ & (Bold | Italic)) != (Bold | Italic)) return {Bold, Italic};
        for (auto i = index; i < changes_.size(); ++i) {
            const bool bold = (changes_[i].style & Bold) != 0;
            const bool italic = (changes_[i].style & Italic) != 0;
            if (bold != italic) return bold ? std::array{Bold, Italic} : std::array{Italic, Bold};
            if (!bold) break;
        }
        return {Bold, Italic};
    }

    static std::string_view mark_of(Style bit) noexcept { return bit == Bold ? "**" : "*"; }

    std::string_view line_;
    std::vector<Change> changes_;
    std::vector<Style> open_;
    std::uint8_t wanted_ = Plain;
    bool underline_ = false;
};

std::vector<Run> styled_runs(const std::vector<Change>& changes) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i + 1 < changes.size(); ++i) {
        if (changes[i].style == Plain) continue;
        runs.push_back({changes[i].at, changes[i + 1].at, changes[i].style});
    }
    return runs;
}

}  // namespace

MarkedLine write_styled(std::string_view line, const std::vector<Run>& runs,
                        const std::vector<std::uint32_t>& places, Escape escape) {
    const bool marks = line.find_first_of("*_\\") != std::string_view::npos;
    if (!marks && runs.empty()) return {std::string(line), places};
    const auto changes = changes_of(line, runs);
    if (escape == Escape::Needed || !marks) {
        auto plain = MarkWriter(line, changes).write(places, false);
        if (!marks) return plain;
        std::string text;
        std::vector<Run> styled;
        append_styled(plain.text, text, styled);
        if (text == line && styled == styled_runs(changes)) return plain;
    }
    return MarkWriter(line, changes).write(places, true);
}

}  // namespace fabula::screenplay
