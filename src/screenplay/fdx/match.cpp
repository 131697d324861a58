#include "screenplay/fdx/match.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <string_view>
#include <unordered_map>

#include "base/text.hpp"
#include "screenplay/fdx/align.hpp"

namespace fabula::screenplay {

namespace {

// Comparisons of two paragraphs' words in all; beyond it they are taken in order.
constexpr std::size_t kComparisonsMax = 400'000;
constexpr double kAlike = 0.4;

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
    return std::hash<std::string_view>()(text) ^ (seed * 0x9E3779B97F4A7C15U);
}

std::vector<std::uint64_t> hashes_of(const std::vector<FdxParagraph>& paragraphs) {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(paragraphs.size());
    for (const auto& paragraph : paragraphs) {
        hashes.push_back(hash_of(paragraph.text.text, hash_of(paragraph.type, 1)));
    }
    return hashes;
}

// The words of a paragraph, sorted, at most a few hundred.
std::vector<std::uint64_t> words_of(const FdxParagraph& paragraph) {
    constexpr std::size_t kWordsMax = 300;
    std::vector<std::uint64_t> words;
    for (const auto word : split(paragraph.text.text, ' ')) {
        if (words.size() == kWordsMax) break;
        if (!word.empty()) words.push_back(hash_of(word, 1));
    }
    std::sort(words.begin(), words.end());
    return words;
}

// Share of common words, 0..1.
double likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::size_t common = 0;
    for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
        if (a[i] == b[k]) {
            ++common;
            ++i;
            ++k;
        } else {
            a[i] < b[k] ? ++i : ++k;
        }
    }
    const auto all = a.size() + b.size();
    return all == 0 ? 1.0 : 2.0 * static_cast<double>(common) / static_cast<double>(all);
}

struct Gap {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t other_from = 0;
    std::uint32_t other_to = 0;
};

class Matcher {
public:
    Matcher(const std::vector<FdxParagraph>& before, const std::vector<FdxParagraph>& after)
        : before_(before),
          after_(after),
          old_hashes_(hashes_of(before)),
          new_hashes_(hashes_of(after)) {}

    ParagraphMatch match() {
        out_.after = align(old_hashes_, new_hashes_);
        out_.before.assign(after_.size(), kNoParagraph);
        out_.moved.assign(after_.size(), false);
        for (std::uint32_t i = 0; i < before_.size(); ++i) {
            if (out_.after[i] != kUnmatched) out_.before[out_.after[i]] = i;
        }
        auto gaps = find_gaps();
        match_moved();
        for (const auto& gap : gaps) match_alike(gap);
        return std::move(out_);
    }

private:
    [[nodiscard]] std::vector<Gap> find_gaps() const {
        std::vector<Gap> gaps;
        Gap gap;
        for (std::uint32_t i = 0; i <= before_.size(); ++i) {
            const bool end = i == before_.size();
            if (!end && out_.after[i] == kUnmatched) continue;
            gap.to = i;
            gap.other_to = end ? static_cast<std::uint32_t>(after_.size()) : out_.after[i];
            if (gap.from < gap.to && gap.other_from < gap.other_to) gaps.push_back(gap);
            gap.from = i + 1;
            gap.other_from = gap.other_to + 1;
        }
        return gaps;
    }

    void pair(std::uint32_t before, std::uint32_t after) {
        out_.after[before] = after;
        out_.before[after] = before;
    }

    // What was cut and pasted elsewhere: paragraphs that are there once, and their neighbours.
    void match_moved() {
        struct Seen {
            std::uint32_t count = 0;
            std::uint32_t at = 0;
            std::uint32_t other_count = 0;
        };
        std::unordered_map<std::uint64_t, Seen> seen;
        for (std::uint32_t i = 0; i < before_.size(); ++i) {
            if (out_.after[i] != kUnmatched || before_[i].text.text.empty()) continue;
            auto& item = seen[old_hashes_[i]];
            ++item.count;
            item.at = i;
        }
        if (seen.empty()) return;
        for (std::uint32_t k = 0; k < after_.size(); ++k) {
            if (out_.before[k] != kNoParagraph) continue;
            const auto found = seen.find(new_hashes_[k]);
            if (found != seen.end()) ++found->second.other_count;
        }
        for (std::uint32_t k = 0; k < after_.size(); ++k) {
            if (out_.before[k] != kNoParagraph) continue;
            const auto found = seen.find(new_hashes_[k]);
            if (found == seen.end() || found->second.count != 1 || found->second.other_count != 1) {
                continue;
            }
            extend_move(found->second.at, k);
        }
    }

    void extend_move(std::uint32_t i, std::uint32_t k) {
        if (out_.after[i] != kUnmatched) return;
        for (auto a = i, b = k; a < before_.size() && b < after_.size() && is_free(a, b);
             ++a, ++b) {
            pair(a, b);
            out_.moved[b] = true;
        }
        for (auto a = i, b = k; a-- > 0 && b-- > 0 && is_free(a, b);) {
            pair(a, b);
            out_.moved[b] = true;
        }
    }

    [[nodiscard]] bool is_free(std::uint32_t i, std::uint32_t k) const {
        return out_.after[i] == kUnmatched && out_.before[k] == kNoParagraph &&
               old_hashes_[i] == new_hashes_[k];
    }

    // Pairs in order with the most likeness in all.
    void match_alike(const Gap& gap) {
        std::vector<std::uint32_t> rows;
        std::vector<std::uint32_t> columns;
        for (auto i = gap.from; i < gap.to; ++i) {
            if (out_.after[i] == kUnmatched) rows.push_back(i);
        }
        for (auto k = gap.other_from; k < gap.other_to; ++k) {
            if (out_.before[k] == kNoParagraph) columns.push_back(k);
        }
        if (rows.empty() || columns.empty()) return;
        const auto cells = rows.size() * columns.size();
        if (cells > kComparisonsMax - compared_) return match_in_order(rows, columns);
        compared_ += cells;
        alone_ = cells == 1;
        const auto scores = score(rows, columns);
        read_pairs(rows, columns, scores);
    }

    void match_in_order(const std::vector<std::uint32_t>& rows,
                        const std::vector<std::uint32_t>& columns) {
        for (std::size_t i = 0; i < std::min(rows.size(), columns.size()); ++i) {
            if (before_[rows[i]].type == after_[columns[i]].type) pair(rows[i], columns[i]);
        }
    }

    // What pairing the two is worth; 0: nothing.
    [[nodiscard]] float worth(const FdxParagraph& a, const FdxParagraph& b,
                              const std::vector<std::uint64_t>& words,
                              const std::vector<std::uint64_t>& other_words) const {
        const bool blank = a.text.text.empty() || b.text.text.empty();
        if (blank) return a.text.text.empty() == b.text.text.empty() ? 1.0F : 0.0F;
        const double alike = likeness(words, other_words);
        const bool one_type = a.type == b.type;
        // A cue or heading may say something else and be the same in its place.
        const bool head = one_type && (a.type == "Character" || a.type == "Scene Heading");
        if (alike < kAlike) return head || (one_type && alone_) ? 0.1F : 0.0F;
        return static_cast<float>(alike + (one_type ? 0.2 : 0.0));
    }

    [[nodiscard]] std::vector<float> score(const std::vector<std::uint32_t>& rows,
                                           const std::vector<std::uint32_t>& columns) {
        std::vector<std::vector<std::uint64_t>> words;
        std::vector<std::vector<std::uint64_t>> other_words;
        for (const auto row : rows) words.push_back(words_of(before_[row]));
        for (const auto column : columns) other_words.push_back(words_of(after_[column]));
        const auto width = columns.size() + 1;
        std::vector<float> best((rows.size() + 1) * width, 0.0F);
        worth_.assign(rows.size() * columns.size(), 0.0F);
        for (std::size_t r = rows.size(); r-- > 0;) {
            for (std::size_t c = columns.size(); c-- > 0;) {
                const auto value =
                    worth(before_[rows[r]], after_[columns[c]], words[r], other_words[c]);
                worth_[r * columns.size() + c] = value;
                const auto paired = value > 0 ? value + best[(r + 1) * width + c + 1] : 0.0F;
                best[r * width + c] =
                    std::max({paired, best[(r + 1) * width + c], best[r * width + c + 1]});
            }
        }
        return best;
    }

    void read_pairs(const std::vector<std::uint32_t>& rows,
                    const std::vector<std::uint32_t>& columns, const std::vector<float>& best) {
        const auto width = columns.size() + 1;
        std::size_t r = 0;
        std::size_t c = 0;
        while (r < rows.size() && c < columns.size()) {
            const auto here = best[r * width + c];
            const auto value = worth_[r * columns.size() + c];
            if (value > 0 && here <= value + best[(r + 1) * width + c + 1]) {
                pair(rows[r++], columns[c++]);
            } else if (here <= best[(r + 1) * width + c]) {
                ++r;
            } else {
                ++c;
            }
        }
    }

    const std::vector<FdxParagraph>& before_;
    const std::vector<FdxParagraph>& after_;
    std::vector<std::uint64_t> old_hashes_;
    std::vector<std::uint64_t> new_hashes_;
    std::vector<float> worth_;
    std::size_t compared_ = 0;
    bool alone_ = false;  // One paragraph stands where one stood.
    ParagraphMatch out_;
};

std::vector<std::uint64_t> note_hashes(const std::vector<FdxNote>& notes) {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(notes.size());
    for (const auto& note : notes) hashes.push_back(hash_of(note.text, note.comment ? 2 : 1));
    return hashes;
}

// Comments and notes do not become each other.
std::uint64_t place_of(std::uint32_t paragraph, const FdxNote& note) {
    return (std::uint64_t{paragraph} << 1U) | static_cast<std::uint64_t>(note.comment);
}

// Takes the first of those that wait under the key.
template <class Waiting, class Key>
std::uint32_t take_first(Waiting& waiting, const Key& key) {
    const auto found = waiting.find(key);
    if (found == waiting.end() || found->second.empty()) return kNoParagraph;
    const auto first = found->second.front();
    found->second.pop_front();
    return first;
}

}  // namespace

ParagraphMatch match_paragraphs(const std::vector<FdxParagraph>& before,
                                const std::vector<FdxParagraph>& after) {
    return Matcher(before, after).match();
}

std::vector<std::uint32_t> match_notes(const std::vector<FdxNote>& before,
                                       const std::vector<FdxNote>& after,
                                       const ParagraphMatch& paragraphs) {
    const auto old_hashes = note_hashes(before);
    const auto new_hashes = note_hashes(after);
    const auto in_order = align(old_hashes, new_hashes);
    std::vector<std::uint32_t> out(after.size(), kNoParagraph);
    std::unordered_map<std::uint64_t, std::deque<std::uint32_t>> by_text;
    for (std::uint32_t i = 0; i < before.size(); ++i) {
        if (in_order[i] != kUnmatched) {
            out[in_order[i]] = i;
        } else {
            by_text[old_hashes[i]].push_back(i);
        }
    }
    for (std::uint32_t k = 0; k < after.size(); ++k) {
        if (out[k] == kNoParagraph) out[k] = take_first(by_text, new_hashes[k]);
    }
    std::unordered_map<std::uint64_t, std::deque<std::uint32_t>> by_paragraph;
    for (const auto& [hash, waiting] : by_text) {
        for (const auto i : waiting)
            by_paragraph[place_of(before[i].paragraph, before[i])].push_back(i);
    }
    for (auto& [paragraph, waiting] : by_paragraph) std::sort(waiting.begin(), waiting.end());
    for (std::uint32_t k = 0; k < after.size(); ++k) {
        if (out[k] != kNoParagraph) continue;
        const auto paragraph = after[k].paragraph;
        const auto own = paragraph == kNoParagraph ? kNoParagraph : paragraphs.before[paragraph];
        if (own == kNoParagraph && paragraph != kNoParagraph) continue;
        out[k] = take_first(by_paragraph, place_of(own, after[k]));
    }
    return out;
}

}  // namespace fabula::screenplay
