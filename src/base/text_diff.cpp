#include "base/text_diff.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/ascending.hpp"
#include "base/text.hpp"

namespace fabula {

namespace {

using Keys = std::vector<std::uint32_t>;

// Part of both rows.
struct Window {
    std::size_t old_from, old_to, new_from, new_to;
    [[nodiscard]] std::size_t size() const { return old_to - old_from + new_to - new_from; }
};

// Items that are unique in both parts are the same thing and cut the parts; what is left is small
// and compared step by step (Myers 1986, "An O(ND) difference algorithm"), up to a bound.
class Differ {
public:
    Differ(const Keys& before, const Keys& after, std::size_t key_count)
        : old_(before), new_(after), seen_(key_count) {}

    std::vector<DiffHunk> run() {
        compare({0, old_.size(), 0, new_.size()}, 0);
        return std::move(hunks_);
    }

private:
    static constexpr int kDepthMax = 24;
    static constexpr std::size_t kWorkMax = 4'000'000;  // Steps for one window.

    struct Seen {
        std::uint32_t round = 0;
        std::uint32_t old_count = 0, new_count = 0;
        std::size_t old_at = 0, new_at = 0;
    };
    struct Anchor {
        std::size_t old_at, new_at;
    };

    void compare(Window w, int depth) {
        while (w.old_from < w.old_to && w.new_from < w.new_to &&
               old_[w.old_from] == new_[w.new_from]) {
            ++w.old_from;
            ++w.new_from;
        }
        while (w.old_from < w.old_to && w.new_from < w.new_to &&
               old_[w.old_to - 1] == new_[w.new_to - 1]) {
            --w.old_to;
            --w.new_to;
        }
        if (w.old_from == w.old_to || w.new_from == w.new_to) return add(w);
        const auto anchors = depth < kDepthMax ? find_anchors(w) : std::vector<Anchor>();
        if (anchors.empty()) return step(w);
        for (const auto& anchor : anchors) {
            compare({w.old_from, anchor.old_at, w.new_from, anchor.new_at}, depth + 1);
            w.old_from = anchor.old_at + 1;
            w.new_from = anchor.new_at + 1;
        }
        compare(w, depth + 1);
    }

    // Neighbours become one.
    void add(const Window& w) {
        if (w.size() == 0) return;
        if (!hunks_.empty() && hunks_.back().old_to == w.old_from &&
            hunks_.back().new_to == w.new_from) {
            hunks_.back().old_to = w.old_to;
            hunks_.back().new_to = w.new_to;
        } else {
            hunks_.push_back({w.old_from, w.old_to, w.new_from, w.new_to});
        }
    }

    Seen& seen(std::uint32_t key) {
        auto& entry = seen_[key];
        if (entry.round != round_) entry = {.round = round_};
        return entry;
    }

    // Unique in both parts, and in the same order there: as many as can be.
    std::vector<Anchor> find_anchors(const Window& w) {
        ++round_;
        for (auto i = w.old_from; i < w.old_to; ++i) {
            auto& entry = seen(old_[i]);
            ++entry.old_count;
            entry.old_at = i;
        }
        for (auto i = w.new_from; i < w.new_to; ++i) {
            auto& entry = seen(new_[i]);
            ++entry.new_count;
            entry.new_at = i;
        }
        std::vector<Anchor> unique;
        for (auto i = w.old_from; i < w.old_to; ++i) {
            const auto& entry = seen(old_[i]);
            if (entry.old_count == 1 && entry.new_count == 1) unique.push_back({i, entry.new_at});
        }
        std::vector<std::int64_t> places;
        for (const auto& anchor : unique) {
            places.push_back(static_cast<std::int64_t>(anchor.new_at) + 1);
        }
        std::vector<Anchor> row;
        for (const auto i : longest_ascending(places)) row.push_back(unique[i]);
        return row;
    }

    // The fewest insertions and deletions; the whole window where they are too many.
    void step(const Window& w) {
        const auto n = static_cast<std::int64_t>(w.old_to - w.old_from);
        const auto m = static_cast<std::int64_t>(w.new_to - w.new_from);
        const auto bound =
            std::clamp<std::int64_t>(static_cast<std::int64_t>(kWorkMax / w.size()), 2, 500);
        const auto most = std::min(n + m, bound);
        std::vector<std::vector<std::int64_t>> rounds;
        std::vector<std::int64_t> reach(static_cast<std::size_t>(2 * most + 3), 0);
        const auto at = [&](std::vector<std::int64_t>& of, std::int64_t k) -> std::int64_t& {
            return of[static_cast<std::size_t>(k + most + 1)];
        };
        for (std::int64_t d = 0; d <= most; ++d) {
            for (std::int64_t k = -d; k <= d; k += 2) {
                const bool down = k == -d || (k != d && at(reach, k - 1) < at(reach, k + 1));
                auto x = down ? at(reach, k + 1) : at(reach, k - 1) + 1;
                while (x < n && x - k >= 0 && x - k < m && same(w, x, x - k)) ++x;
                at(reach, k) = x;
                if (x >= n && x - k >= m) {
                    rounds.push_back(reach);
                    return trace(w, rounds, n, m, most);
                }
            }
            rounds.push_back(reach);
        }
        add(w);
    }

    [[nodiscard]] bool same(const Window& w, std::int64_t x, std::int64_t y) const {
        return old_[w.old_from + static_cast<std::size_t>(x)] ==
               new_[w.new_from + static_cast<std::size_t>(y)];
    }

    // Walks the rounds back from (n, m) and adds the single steps in order.
    void trace(const Window& w, const std::vector<std::vector<std::int64_t>>& rounds,
               std::int64_t x, std::int64_t y, std::int64_t most) {
        std::vector<Window> steps;
        const auto at = [&](std::size_t d, std::int64_t k) {
            return rounds[d][static_cast<std::size_t>(k + most + 1)];
        };
        for (auto d = rounds.size() - 1; d > 0; --d) {
            const auto k = x - y;
            const auto last = static_cast<std::int64_t>(d);
            const bool down = k == -last || (k != last && at(d - 1, k - 1) < at(d - 1, k + 1));
            const auto from_k = down ? k + 1 : k - 1;
            const auto from_x = at(d - 1, from_k);
            const auto from_y = from_x - from_k;
            const auto place = [&](std::int64_t old_at, std::int64_t new_at) {
                return Window{w.old_from + static_cast<std::size_t>(old_at),
                              w.old_from + static_cast<std::size_t>(old_at + (down ? 0 : 1)),
                              w.new_from + static_cast<std::size_t>(new_at),
                              w.new_from + static_cast<std::size_t>(new_at + (down ? 1 : 0))};
            };
            steps.push_back(place(from_x, from_y));
            x = from_x;
            y = from_y;
        }
        std::reverse(steps.begin(), steps.end());
        for (const auto& one : steps) add(one);
    }

    const Keys& old_;
    const Keys& new_;
    std::vector<Seen> seen_;
    std::uint32_t round_ = 0;
    std::vector<DiffHunk> hunks_;
};

std::string_view joined(const std::vector<std::string_view>& items, std::size_t from,
                        std::size_t to) {
    if (from == to) return {};
    const auto* begin = items[from].data();
    return {begin, static_cast<std::size_t>(items[to - 1].data() + items[to - 1].size() - begin)};
}

// Calls out(kind, text) for all of both texts, in order.
template <class Out>
void compare_words(std::string_view before, std::string_view after, Out out) {
    const auto old_words = words_and_blanks(before);
    const auto new_words = words_and_blanks(after);
    std::size_t done = 0;
    for (const auto& hunk : diff_items(old_words, new_words)) {
        out(DiffKind::Same, joined(new_words, done, hunk.new_from));
        out(DiffKind::Gone, joined(old_words, hunk.old_from, hunk.old_to));
        out(DiffKind::Come, joined(new_words, hunk.new_from, hunk.new_to));
        done = hunk.new_to;
    }
    out(DiffKind::Same, joined(new_words, done, new_words.size()));
}

template <class Out>
void compare_texts(std::string_view before, std::string_view after, Out out) {
    const auto old_lines = lines_with_ends(before);
    const auto new_lines = lines_with_ends(after);
    std::size_t done = 0;
    for (const auto& hunk : diff_items(old_lines, new_lines)) {
        out(DiffKind::Same, joined(new_lines, done, hunk.new_from));
        compare_words(joined(old_lines, hunk.old_from, hunk.old_to),
                      joined(new_lines, hunk.new_from, hunk.new_to), out);
        done = hunk.new_to;
    }
    out(DiffKind::Same, joined(new_lines, done, new_lines.size()));
}

}  // namespace

std::vector<DiffHunk> diff_items(const std::vector<std::string_view>& before,
                                 const std::vector<std::string_view>& after) {
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    const auto number_all = [&](const std::vector<std::string_view>& items) {
        Keys keys;
        keys.reserve(items.size());
        for (const auto item : items) {
            keys.push_back(numbers.try_emplace(item, static_cast<std::uint32_t>(numbers.size()))
                               .first->second);
        }
        return keys;
    };
    const auto old_keys = number_all(before);
    const auto new_keys = number_all(after);
    return Differ(old_keys, new_keys, numbers.size()).run();
}

std::vector<std::string_view> lines_with_ends(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

std::vector<std::string_view> words_and_blanks(std::string_view text) {
    enum class Kind { Word, Blank, Other };
    const auto kind_of = [](char32_t c) {
        if (c == ' ' || c == '\t') return Kind::Blank;
        // Marks and joiners belong to the word that they stand in.
        const bool letter = is_letter(c) || is_digit(c) || (c >= 0x300 && c != 0x3000);
        const bool sign = c >= 0x2000 && c <= 0x206F;
        return letter && !sign ? Kind::Word : Kind::Other;
    };
    std::vector<std::string_view> words;
    std::size_t start = 0;
    auto last = Kind::Other;
    for (std::size_t at = 0; at < text.size();) {
        const auto here = at;
        const auto kind = kind_of(next_code_point(text, at));
        if (here > start && (kind != last || kind == Kind::Other)) {
            words.push_back(text.substr(start, here - start));
            start = here;
        }
        last = kind;
    }
    if (start < text.size()) words.push_back(text.substr(start));
    return words;
}

ChangeSet diff_texts(std::string_view before, std::string_view after) {
    Json pieces = Json::array();
    std::size_t same = 0, gone = 0;
    std::string come;
    const auto flush_same = [&] {
        if (same > 0) pieces.push_back(same);
        same = 0;
    };
    const auto flush_change = [&] {
        if (gone == 0 && come.empty()) return;
        Json piece = Json::array({gone});
        if (!come.empty()) {
            for (const auto line : split(come, '\n')) piece.push_back(line);
        }
        pieces.push_back(std::move(piece));
        gone = 0;
        come.clear();
    };
    compare_texts(before, after, [&](DiffKind kind, std::string_view text) {
        if (text.empty()) return;
        if (kind == DiffKind::Same) {
            flush_change();
            same += count_utf16_units(text);
            return;
        }
        flush_same();
        if (kind == DiffKind::Gone) {
            gone += count_utf16_units(text);
        } else {
            come += text;
        }
    });
    flush_same();
    flush_change();
    std::string problem;
    return *ChangeSet::from_json(pieces, problem);
}

std::vector<DiffPart> diff_words(std::string_view before, std::string_view after) {
    std::vector<DiffPart> parts;
    compare_texts(before, after, [&](DiffKind kind, std::string_view text) {
        if (text.empty()) return;
        // Parts of one kind that touch are one.
        if (!parts.empty() && parts.back().kind == kind &&
            parts.back().text.data() + parts.back().text.size() == text.data()) {
            auto& last = parts.back().text;
            last = {last.data(), last.size() + text.size()};
        } else {
            parts.push_back({kind, text});
        }
    });
    return parts;
}

}  // namespace fabula
