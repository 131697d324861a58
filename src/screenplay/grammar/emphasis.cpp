#include "screenplay/grammar/emphasis.hpp"

#include <algorithm>
#include <array>

namespace fabula::screenplay {

namespace {

constexpr bool is_mark(char c) noexcept {
    return c == '*' || c == '_' || c == '\\';
}

std::size_t find_mark(std::string_view line, std::size_t from) noexcept {
    while (from < line.size() && !is_mark(line[from])) ++from;
    return from;
}

bool is_gap(std::string_view line, std::size_t at) noexcept {
    return at >= line.size() || line[at] == ' ' || line[at] == '\t' || line[at] == '\n';
}

// Marks of one kind side by side. Singles are italics or underline, doubles are bold.
struct MarkRun {
    std::size_t at = 0;
    std::size_t length = 0;
    char mark = '*';
    std::array<std::size_t, 2> closes{};  // Singles and doubles that close here.
    std::array<std::size_t, 2> opens{};   // Singles and doubles that open here.
    std::size_t pending = 0;              // Marks that may still open something.
    bool gap_before = false;
    bool gap_after = false;

    [[nodiscard]] std::size_t end() const noexcept { return at + length; }
    // Longer ones are lines drawn with these characters.
    [[nodiscard]] bool may_mark() const noexcept { return length <= (mark == '*' ? 3U : 1U); }

    [[nodiscard]] std::size_t plain() const noexcept {
        return length - closes[0] - 2 * closes[1] - opens[0] - 2 * opens[1];
    }
};

// Pairs the marks of one line.
class Pairing {
public:
    explicit Pairing(std::string_view line) : line_(line) {
        for (auto at = find_mark(line, 0); at < line.size(); at = find_mark(line, at)) {
            const char mark = line[at];
            if (mark == '\\') {
                const bool escapes = at + 1 < line.size() && is_emphasis(line[at + 1]);
                if (escapes) escapes_.push_back(at);
                at += escapes ? 2 : 1;
                continue;
            }
            auto end = at;
            while (end < line.size() && line[end] == mark) ++end;
            MarkRun run;
            run.at = at;
            run.length = end - at;
            run.mark = mark;
            runs_.push_back(run);
            at = end;
        }
        look_around();
        for (std::size_t i = 0; i < runs_.size(); ++i) {
            runs_[i].mark == '*' ? pair_stars(i) : pair_underline(i);
        }
    }

    void write(std::string& text, std::vector<Run>& styled, std::span<std::uint32_t> places) const {
        Writer writer{line_, text, styled, places};
        std::size_t at = 0;
        auto escape = escapes_.begin();
        const auto copy_to = [&](std::size_t end) {
            for (; escape != escapes_.end() && *escape < end; ++escape) {
                writer.put(line_.substr(at, *escape - at));
                at = *escape + 1;
            }
            writer.put(line_.substr(at, end - at));
        };
        for (const auto& run : runs_) {
            copy_to(run.at);
            writer.close(run);
            writer.place_before(run.end());
            writer.put(line_.substr(run.at, run.plain()));
            writer.open(run);
            at = run.at + run.length;
        }
        copy_to(line_.size());
        writer.place_rest();
    }

    [[nodiscard]] std::size_t open_bold() const noexcept {
        for (const auto& run : runs_) {
            const bool unused = run.plain() == run.length && run.length >= 2 && run.length <= 3;
            if (run.mark == '*' && unused && run.gap_before && !run.gap_after) return run.at;
        }
        return std::string_view::npos;
    }

private:
    static bool is_emphasis(char c) noexcept { return c == '*' || c == '_'; }

    struct Writer {
        std::string_view line;
        std::string& text;
        std::vector<Run>& styled;
        std::span<std::uint32_t> places;
        std::array<int, 3> depth{};  // Italic, bold, underline.

        void put(std::string_view part) {
            if (part.empty()) return;
            const auto from = static_cast<std::uint32_t>(text.size());
            place(static_cast<std::size_t>(part.data() - line.data()), part.size());
            text.append(part);
            const auto style = static_cast<std::uint8_t>((depth[0] > 0 ? Italic : Plain) |
                                                         (depth[1] > 0 ? Bold : Plain) |
                                                         (depth[2] > 0 ? Underline : Plain));
            if (style == Plain) return;
            const auto to = static_cast<std::uint32_t>(text.size());
            if (!styled.empty() && styled.back().to == from && styled.back().style == style) {
                styled.back().to = to;
            } else {
                styled.push_back({from, to, style});
            }
        }
        // Places up to the end of `length` bytes at `at` go where these bytes go.
        void place(std::size_t at, std::size_t length) {
            while (!places.empty() && places.front() <= at + length) {
                const auto inside = places.front() > at ? places.front() - at : 0;
                places.front() = static_cast<std::uint32_t>(text.size() + inside);
                places = places.subspan(1);
            }
        }
        void place_before(std::size_t end) {
            while (!places.empty() && places.front() < end) {
                places.front() = static_cast<std::uint32_t>(text.size());
                places = places.subspan(1);
            }
        }
        void place_rest() {
            for (auto& place : places) place = static_cast<std::uint32_t>(text.size());
        }
        void close(const MarkRun& run) { change(run.mark, run.closes, -1); }
        void open(const MarkRun& run) { change(run.mark, run.opens, 1); }
        void change(char mark, const std::array<std::size_t, 2>& marks, int by) {
            if (mark == '_') {
                depth[2] += by * static_cast<int>(marks[0]);
                return;
            }
            depth[0] += by * static_cast<int>(marks[0]);
            depth[1] += by * static_cast<int>(marks[1]);
        }
    };

    // A mark opens before and closes behind what is neither a blank nor another mark.
    void look_around() {
        for (std::size_t i = 0; i < runs_.size(); ++i) {
            auto& run = runs_[i];
            const bool joined = i > 0 && runs_[i - 1].end() == run.at && runs_[i - 1].may_mark();
            run.gap_before =
                joined ? runs_[i - 1].gap_before : run.at == 0 || is_gap(line_, run.at - 1);
        }
        for (std::size_t i = runs_.size(); i-- > 0;) {
            auto& run = runs_[i];
            const bool joined =
                i + 1 < runs_.size() && run.end() == runs_[i + 1].at && runs_[i + 1].may_mark();
            run.gap_after = joined ? runs_[i + 1].gap_after : is_gap(line_, run.end());
        }
    }

    void pair_stars(std::size_t index) {
        auto& run = runs_[index];
        auto left = run.length;
        if (!run.gap_before) {
            while (left > 0 && !stars_.empty() && close_star(run, left)) {
            }
        }
        if (left >= 1 && left <= 3 && !run.gap_after) {
            run.pending = left;
            singles_ += left & 1U;
            doubles_ += left >> 1U;
            stars_.push_back(index);
        }
    }

    // Closes the nearest opener that fits `left` stars; false where there is none. One star
    // passes over open bold and two pass over an open single, if what they fit is open below.
    bool close_star(MarkRun& run, std::size_t& left) {
        if (left == 1) {
            if (singles_ == 0) return false;
            while ((runs_[stars_.back()].pending & 1U) == 0) drop_opener();
        } else if (left == 2 && doubles_ > 0) {
            while ((runs_[stars_.back()].pending & 2U) == 0) drop_opener();
        } else if (left == 2 && !run.gap_after) {
            return false;  // `*a**b***`: bold that opens within italics.
        }
        auto& opener = runs_[stars_.back()];
        if ((opener.pending & 2U) != 0 && left >= 2) {
            match(run, opener, 1, left);
            --doubles_;
        }
        if ((opener.pending & 1U) != 0 && left >= 1) {
            match(run, opener, 0, left);
            --singles_;
        }
        if (opener.pending == 0) stars_.pop_back();
        return true;
    }

    // Two stars inside a word of italics that open no bold end the italics and open them again:
    // `*a**b*` is what `*a*` and `*b*` side by side come to.
    void drop_opener() {
        auto& run = runs_[stars_.back()];
        singles_ -= run.pending & 1U;
        doubles_ -= run.pending >> 1U;
        if (run.length == 2 && run.pending == 2 && !run.gap_before && !run.gap_after) {
            run.closes[0] = run.opens[0] = 1;
            run.pending = 0;
        }
        stars_.pop_back();
    }

    static void match(MarkRun& run, MarkRun& opener, std::size_t which, std::size_t& left) {
        const std::size_t stars = which + 1;
        ++run.closes[which];
        ++opener.opens[which];
        opener.pending -= stars;
        left -= stars;
    }

    // Two underscores side by side are a line to fill in, not a mark.
    void pair_underline(std::size_t index) {
        auto& run = runs_[index];
        if (run.length != 1) return;
        if (underline_ != kNone && !run.gap_before) {
            ++run.closes[0];
            ++runs_[underline_].opens[0];
            underline_ = kNone;
        } else if (underline_ == kNone && !run.gap_after) {
            underline_ = index;
        }
    }

    static constexpr auto kNone = static_cast<std::size_t>(-1);

    std::string_view line_;
    std::vector<MarkRun> runs_;
    std::vector<std::size_t> escapes_;
    std::vector<std::size_t> stars_;  // Runs of stars that may still open something.
    std::size_t singles_ = 0;         // How many of them may open italics,
    std::size_t doubles_ = 0;         // and how many bold.
    std::size_t underline_ = kNone;
};

}  // namespace

void append_styled(std::string_view line, std::string& text, std::vector<Run>& styled,
                   std::span<std::uint32_t> places) {
    if (find_mark(line, 0) == line.size()) {
        for (auto& place : places) place += static_cast<std::uint32_t>(text.size());
        text.append(line);
        return;
    }
    Pairing(line).write(text, styled, places);
}

std::size_t find_open_bold(std::string_view line) {
    if (line.find("**") == std::string_view::npos) return std::string_view::npos;
    return Pairing(line).open_bold();
}

std::vector<Run> cover(const std::vector<Run>& styled, std::size_t length) {
    std::vector<Run> runs;
    if (styled.empty()) return runs;
    std::uint32_t at = 0;
    for (const auto& run : styled) {
        if (run.from > at) runs.push_back({at, run.from, Plain});
        runs.push_back(run);
        at = run.to;
    }
    if (at < length) runs.push_back({at, static_cast<std::uint32_t>(length), Plain});
    return runs;
}

StyledText read_styled(std::string_view line) {
    StyledText out;
    std::vector<Run> styled;
    append_styled(line, out.text, styled);
    out.runs = cover(styled, out.text.size());
    return out;
}

}  // namespace fabula::screenplay
