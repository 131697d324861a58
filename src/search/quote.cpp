#include "search/quote.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace fabula::search {

namespace {

constexpr std::size_t kBefore = 60;  // Bytes around the first hit, at least to the next blank.
constexpr std::size_t kLength = 240;
constexpr std::size_t kWordsMax = 60;

struct Stretch {
    std::size_t from = 0;
    std::size_t to = 0;
    bool cut_before = false;
    bool cut_behind = false;
};

const Span* span_at(const Kept& kept, std::size_t at) {
    const Span* found = nullptr;
    for (const auto& span : kept.spans) {
        if (span.from > at) break;
        found = &span;
    }
    return found;
}

bool is_cut(std::string_view text, std::size_t at) {
    return at == 0 || at >= text.size() || text[at] == ' ' || text[at] == '\n';
}

// The line breaks of a text are blanks in a quote.
std::string in_one_line(std::string_view text) {
    std::string out(text);
    std::ranges::replace(out, '\n', ' ');
    return out;
}

Stretch around(std::string_view body, const Kept& kept, const SearchHit& hit) {
    Stretch whole{0, body.size()};
    const auto* span = span_at(kept, hit.from);
    if (span != nullptr) {
        whole.from = span->from;
        const auto index = static_cast<std::size_t>(span - kept.spans.data());
        if (index + 1 < kept.spans.size()) whole.to = kept.spans[index + 1].from - 1;
        // A name above a speech is shown with what follows.
        if (span->part == "character") whole.to = body.size();
    }
    Stretch out;
    out.from = hit.from > whole.from + kBefore ? hit.from - kBefore : whole.from;
    while (out.from > whole.from && !is_cut(body, out.from)) --out.from;
    out.to = std::min(whole.to, std::max<std::size_t>(out.from + kLength, hit.to));
    while (out.to < whole.to && !is_cut(body, out.to)) ++out.to;
    out.cut_before = out.from > whole.from;
    out.cut_behind = out.to < whole.to;
    return out;
}

// How many of the terms stand in the stretch.
std::size_t worth(const std::vector<SearchHit>& hits, const Stretch& stretch) {
    std::set<std::size_t> terms;
    for (const auto& hit : hits) {
        if (hit.from >= stretch.from && hit.to <= stretch.to) terms.insert(hit.term);
    }
    return terms.size();
}

std::vector<QuotePart> parts_of(std::string_view body, const Stretch& stretch,
                                const std::vector<SearchHit>& hits) {
    std::vector<QuotePart> out;
    const auto add = [&](std::size_t from, std::size_t to, bool hit) {
        if (from < to) out.push_back({in_one_line(body.substr(from, to - from)), hit});
    };
    auto at = stretch.from;
    for (const auto& hit : hits) {
        if (hit.from < at || hit.to > stretch.to) continue;
        add(at, hit.from, false);
        add(hit.from, hit.to, true);
        at = hit.to;
    }
    add(at, stretch.to, false);
    if (!out.empty()) {
        auto& first = out.front().text;
        first.erase(0, std::min(first.find_first_not_of(' '), first.size()));
    }
    // Where a sentence goes on before or behind it, that is seen.
    if (stretch.cut_before) out.insert(out.begin(), {"… ", false});
    if (stretch.cut_behind) out.push_back({" …", false});
    return out;
}

std::string words_from(std::string_view body, std::size_t from) {
    auto line = body.substr(from, body.find('\n', from) - from);
    if (line.size() <= kWordsMax) return std::string(line);
    auto end = kWordsMax;
    while (end > 0 && line[end] != ' ') --end;
    return std::string(end == 0 ? line.substr(0, line.find(' ')) : line.substr(0, end));
}

}  // namespace

std::optional<Quote> quote(const store::FoundPassage& passage, const Kept& kept,
                           const std::vector<SearchTerm>& terms,
                           const std::vector<std::string>& speakers, Cues cues) {
    const std::string_view body = passage.body;
    auto hits = find_hits(body, terms);
    if (!speakers.empty()) {
        std::erase_if(hits, [&](const SearchHit& hit) {
            const auto* span = span_at(kept, hit.from);
            return span == nullptr || span->part == "character" || span->speaker.empty() ||
                   std::ranges::find(speakers, fold(span->speaker)) == speakers.end();
        });
        if (hits.empty()) return std::nullopt;
    }
    if (cues == Cues::DoNotCount) {
        std::erase_if(hits, [&](const SearchHit& hit) {
            const auto* span = span_at(kept, hit.from);
            return span != nullptr && span->part == "character";
        });
        if (hits.empty()) return std::nullopt;
    }
    Quote out;
    if (hits.empty()) return out;
    const SearchHit* best = nullptr;
    std::size_t most = 0;
    for (const auto& hit : hits) {
        const auto found = worth(hits, around(body, kept, hit));
        if (found <= most) continue;
        most = found;
        best = &hit;
    }
    if (best == nullptr) best = &hits.front();
    if (const auto* span = span_at(kept, best->from)) {
        out.part = span->part;
        out.speaker = span->speaker;
    }
    out.text = parts_of(body, around(body, kept, *best), hits);
    out.words = words_from(body, best->from);
    return out;
}

}  // namespace fabula::search
