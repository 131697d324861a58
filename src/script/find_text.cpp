#include "script/find_text.hpp"

#include "base/text.hpp"

namespace fabula::script {

namespace {

constexpr std::size_t kAround = 100;  // Bytes of a long line that are shown on each side.

// A line in small letters, and for each byte of it where its letter stands in the line itself.
struct Lowered {
    std::string text;
    std::vector<std::size_t> origin;  // One more than bytes: the last is the line's end.
};

Lowered lower(std::string_view line) {
    Lowered out;
    for (std::size_t at = 0; at < line.size();) {
        const auto start = at;
        next_code_point(line, at);
        out.text += to_lower(line.substr(start, at - start));
        out.origin.resize(out.text.size(), start);
    }
    out.origin.push_back(line.size());
    return out;
}

bool begins_character(std::string_view text, std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U;
}

std::string excerpt(std::string_view line, std::size_t from, std::size_t to) {
    auto first = from > kAround ? from - kAround : 0;
    auto last = std::min(line.size(), to + kAround);
    while (!begins_character(line, first)) ++first;
    while (!begins_character(line, last)) --last;
    return (first > 0 ? "…" : "") + std::string(line.substr(first, last - first)) +
           (last < line.size() ? "…" : "");
}

// UTF-16 units up to places of a line that are asked for in order.
class UnitWalk {
public:
    UnitWalk(std::string_view line, std::int64_t begin) : line_(line), unit_(begin) {}

    std::int64_t at(std::size_t byte) {
        unit_ += static_cast<std::int64_t>(count_utf16_units(line_.substr(byte_, byte - byte_)));
        byte_ = byte;
        return unit_;
    }

private:
    std::string_view line_;
    std::size_t byte_ = 0;
    std::int64_t unit_;
};

// The node that a place belongs to, where places come in order.
class NodeWalk {
public:
    explicit NodeWalk(const ScriptView& view) : view_(view) {}

    void name(TextMatch& match) {
        const auto& nodes = view_.outline.nodes;
        while (next_ < nodes.size() &&
               static_cast<std::int64_t>(nodes[next_].heading.from) <= match.from) {
            ++next_;
        }
        if (next_ == 0) return;
        match.scene_id = view_.nodes[next_ - 1].id;
        match.heading = nodes[next_ - 1].title;
    }

private:
    const ScriptView& view_;
    std::size_t next_ = 0;
};

}  // namespace

std::vector<TextMatch> find_text(const ScriptView& view, std::string_view words, std::int64_t from,
                                 std::size_t limit) {
    std::vector<TextMatch> found;
    const auto wanted = to_lower(words);
    if (wanted.empty()) return found;
    NodeWalk nodes(view);
    std::int64_t unit = 0;  // Where the line begins.
    for (const auto line : split(view.text, '\n')) {
        const auto begin = unit;
        unit += static_cast<std::int64_t>(count_utf16_units(line)) + 1;
        if (unit <= from) continue;
        const auto lowered = lower(line);
        UnitWalk units(line, begin);
        for (auto at = lowered.text.find(wanted); at != std::string::npos;
             at = lowered.text.find(wanted, at + wanted.size())) {
            const auto first = lowered.origin[at];
            const auto last = lowered.origin[at + wanted.size()];
            TextMatch match{.from = units.at(first), .to = units.at(last)};
            if (match.from < from) continue;
            if (found.size() == limit) return found;
            match.line = excerpt(line, first, last);
            nodes.name(match);
            found.push_back(std::move(match));
        }
    }
    return found;
}

}  // namespace fabula::script
