#include "script/text_match.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/ascending.hpp"
#include "base/text.hpp"
#include "base/text_cursor.hpp"
#include "base/text_diff.hpp"

namespace fabula::script {

using Matches = std::vector<std::optional<std::size_t>>;

CutText::CutText(std::string_view whole, const screenplay::Outline& read)
    : text(whole), outline(read) {
    begins.push_back(0);
    for (const auto& node : outline.nodes) begins.push_back(node.heading.from);
    TextCursor cursor(text);
    std::size_t start = 0;
    for (std::size_t i = 1; i < begins.size(); ++i) {
        const auto end = cursor.go_to_units(begins[i]);
        stretches.push_back(text.substr(start, end - start));
        start = end;
    }
    stretches.push_back(text.substr(start));
    begins.push_back(static_cast<std::uint32_t>(cursor.go_to_bytes(text.size())));
}

namespace {

// Lines that stand in many scenes say little about one of them.
constexpr std::size_t kSharedLineMax = 6;
constexpr double kSimilar = 0.5;
constexpr double kSimilarOfSameHeading = 0.25;

class TextMatcher {
public:
    TextMatcher(const CutText& before, const CutText& after)
        : old_(before),
          new_(after),
          found_(after.stretches.size()),
          taken_(before.stretches.size(), false) {
        old_titles_ = titles_of(before);
        new_titles_ = titles_of(after);
    }

    Matches match() {
        take(0, 0);
        match_same_text();
        index_lines();
        match_similar([&](std::size_t n, std::size_t o) {
            return same_heading(n, o) && same_number(n, o) ? kSimilarOfSameHeading : 2.0;
        });
        match_similar([&](std::size_t n, std::size_t o) {
            return same_heading(n, o) ? kSimilarOfSameHeading : 2.0;
        });
        match_similar(
            [&](std::size_t n, std::size_t o) { return same_kind(n, o) ? kSimilar : 2.0; });
        match_headings();
        match_neighbours();
        return std::move(found_);
    }

private:
    static std::vector<std::string> titles_of(const CutText& text) {
        std::vector<std::string> titles{""};
        for (const auto& node : text.outline.nodes) titles.push_back(fold(node.title));
        return titles;
    }

    [[nodiscard]] const screenplay::OutlineNode& old_node(std::size_t o) const {
        return old_.outline.nodes[o - 1];
    }
    [[nodiscard]] const screenplay::OutlineNode& new_node(std::size_t n) const {
        return new_.outline.nodes[n - 1];
    }
    [[nodiscard]] bool same_kind(std::size_t n, std::size_t o) const {
        return new_node(n).kind == old_node(o).kind;
    }
    [[nodiscard]] bool same_heading(std::size_t n, std::size_t o) const {
        return same_kind(n, o) && new_titles_[n] == old_titles_[o];
    }
    [[nodiscard]] bool same_number(std::size_t n, std::size_t o) const {
        return !new_node(n).scene_number.empty() &&
               new_node(n).scene_number == old_node(o).scene_number;
    }
    void take(std::size_t n, std::size_t o) {
        found_[n] = o;
        taken_[o] = true;
    }

    void match_same_text() {
        std::multimap<std::string_view, std::size_t> known;
        for (std::size_t o = 1; o < old_.stretches.size(); ++o) {
            known.emplace(trim(old_.stretches[o]), o);
        }
        for (std::size_t n = 1; n < new_.stretches.size(); ++n) {
            const auto same = known.find(trim(new_.stretches[n]));
            if (same == known.end()) continue;
            take(n, same->second);
            known.erase(same);
        }
    }

    // Below the heading, blank lines left out.
    static std::vector<std::string_view> body_lines(std::string_view stretch) {
        std::vector<std::string_view> lines;
        auto all = split(stretch, '\n');
        for (std::size_t i = 1; i < all.size(); ++i) {
            if (const auto line = trim(all[i]); !line.empty()) lines.push_back(line);
        }
        return lines;
    }

    static std::size_t weight_of(const std::vector<std::string_view>& lines) {
        std::size_t weight = 0;
        for (const auto line : lines) weight += line.size();
        return weight;
    }

    void index_lines() {
        old_weights_.resize(old_.stretches.size());
        for (std::size_t o = 1; o < old_.stretches.size(); ++o) {
            if (taken_[o]) continue;
            const auto lines = body_lines(old_.stretches[o]);
            old_weights_[o] = weight_of(lines);
            for (const auto line : lines) {
                auto& places = places_[line];
                if (places.size() <= kSharedLineMax && (places.empty() || places.back() != o)) {
                    places.push_back(o);
                }
            }
        }
    }

    // For each that is left the most similar of those that `least` lets in: the similarity that
    // the two must have.
    template <class Least>
    void match_similar(Least least) {
        for (std::size_t n = 1; n < found_.size(); ++n) {
            if (found_[n]) continue;
            const auto lines = body_lines(new_.stretches[n]);
            std::map<std::size_t, std::size_t> shared;
            for (const auto line : lines) {
                const auto places = places_.find(line);
                if (places == places_.end() || places->second.size() > kSharedLineMax) continue;
                for (const auto o : places->second) shared[o] += line.size();
            }
            std::optional<std::size_t> best;
            double most = 0;
            for (const auto& [o, weight] : shared) {
                if (taken_[o]) continue;
                const auto whole = std::max({weight_of(lines), old_weights_[o], std::size_t{1}});
                const auto similar = static_cast<double>(weight) / static_cast<double>(whole);
                if (similar >= least(n, o) && similar > most) {
                    best = o;
                    most = similar;
                }
            }
            if (best) take(n, *best);
        }
    }

    void match_headings() {
        std::multimap<std::string_view, std::size_t> known;
        for (std::size_t o = 1; o < taken_.size(); ++o) {
            if (!taken_[o] && !old_titles_[o].empty()) known.emplace(old_titles_[o], o);
        }
        for (std::size_t n = 1; n < found_.size(); ++n) {
            if (found_[n]) continue;
            const auto [from, to] = known.equal_range(new_titles_[n]);
            const auto same = std::find_if(
                from, to, [&](const auto& entry) { return same_kind(n, entry.second); });
            if (same == to) continue;
            take(n, same->second);
            known.erase(same);
        }
    }

    // One heading between the same two neighbours is the same scene, unless its body says no.
    void match_neighbours() {
        for (std::size_t n = 1; n < found_.size(); ++n) {
            if (found_[n] || !found_[n - 1]) continue;
            const auto o = *found_[n - 1] + 1;
            if (o >= taken_.size() || taken_[o] || !same_kind(n, o)) continue;
            const bool last_of_both = n + 1 == found_.size() && o + 1 == taken_.size();
            const bool same_next = n + 1 < found_.size() && found_[n + 1] == o + 1;
            if (!last_of_both && !same_next) continue;
            const bool both_blank = body_lines(new_.stretches[n]).empty() && old_weights_[o] == 0;
            if (both_blank || same_number(n, o)) take(n, o);
        }
    }

    const CutText& old_;
    const CutText& new_;
    Matches found_;
    std::vector<bool> taken_;
    std::vector<std::string> old_titles_, new_titles_;
    std::vector<std::size_t> old_weights_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> places_;
};

// Collects a ChangeSet from left to right.
class Pieces {
public:
    void add(const ChangeSet& change) {
        for (auto& piece : change.to_json()) pieces_.push_back(std::move(piece));
    }
    void drop(std::size_t units) {
        if (units > 0) pieces_.push_back(Json::array({units}));
    }
    void put(std::string_view text) {
        if (text.empty()) return;
        Json piece = Json::array({0});
        for (const auto line : split(text, '\n')) piece.push_back(line);
        pieces_.push_back(std::move(piece));
    }
    [[nodiscard]] ChangeSet finish() const {
        std::string problem;
        return *ChangeSet::from_json(pieces_, problem);
    }

private:
    Json pieces_ = Json::array();
};

// The stretches that both texts of one scene have, as moves.
void add_moves(std::vector<TextMove>& moves, const ChangeSet& change, std::uint32_t from,
               std::uint32_t at) {
    for (const auto& piece : change.pieces()) {
        const auto length = static_cast<std::uint32_t>(piece.length);
        if (piece.stays) {
            moves.push_back({.from = from, .to = from + length, .at = at});
            at += length;
        } else {
            at += static_cast<std::uint32_t>(piece.inserted);
        }
        from += length;
    }
}

}  // namespace

std::vector<std::size_t> stretches_in_order(const Matches& matches) {
    std::vector<std::int64_t> places;
    for (const auto& match : matches) {
        places.push_back(match ? static_cast<std::int64_t>(*match) + 1 : 0);
    }
    return longest_ascending(places);
}

Matches match_texts(const CutText& before, const CutText& after) {
    return TextMatcher(before, after).match();
}

namespace {

std::string_view joined(const CutText& cut, std::size_t from, std::size_t to) {
    std::size_t length = 0;
    for (auto i = from; i < to; ++i) length += cut.stretches[i].size();
    return {cut.stretches[from].data(), length};
}

// Behind the scenes that `n` may have been split into: those after it that were nowhere before.
// What they have of its text stays the same text.
std::size_t end_of_new(const Matches& matches, std::size_t n) {
    auto end = n + 1;
    while (end < matches.size() && !matches[end]) ++end;
    return end;
}

}  // namespace

TextEdit edit_between(const CutText& before, const CutText& after, const Matches& matches) {
    const auto kept = stretches_in_order(matches);
    Pieces pieces;
    TextEdit out;
    std::size_t done = 0;  // Stretches of `before` that are dealt with.
    std::size_t next = 0;  // In `kept`.
    for (std::size_t n = 0; n < matches.size(); ++n) {
        if (next < kept.size() && kept[next] == n) {
            const auto o = *matches[n];
            pieces.drop(before.begins[o] - before.begins[done]);
            const auto end = end_of_new(matches, n);
            pieces.add(diff_texts(before.stretches[o], joined(after, n, end)));
            done = o + 1;
            ++next;
            n = end - 1;
            continue;
        }
        pieces.put(after.stretches[n]);
        if (!matches[n]) continue;
        const auto o = *matches[n];
        add_moves(out.moves, diff_texts(before.stretches[o], after.stretches[n]), before.begins[o],
                  after.begins[n]);
    }
    pieces.drop(before.begins.back() - before.begins[done]);
    out.change = pieces.finish();
    return out;
}

Matches matched_nodes(const Matches& matches) {
    Matches nodes;
    for (std::size_t n = 1; n < matches.size(); ++n) {
        nodes.push_back(matches[n] ? std::optional(*matches[n] - 1) : std::nullopt);
    }
    return nodes;
}

}  // namespace fabula::script
