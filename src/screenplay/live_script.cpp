#include "screenplay/live_script.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"

namespace fabula::screenplay {

namespace {

// Elements looked at on either side of a change before all is read again.
constexpr std::uint32_t kReach = 400;
// Beyond these the parser keeps no more diagnostics, which depends on the whole text.
constexpr std::size_t kDiagnosticsMax = 450;
constexpr std::ptrdiff_t kOpenMarksMax = 18;

bool is_open_mark(const Diagnostic& diagnostic) {
    return diagnostic.code.ends_with("_not_closed");
}

bool has_comment_mark(std::string_view text) noexcept {
    for (std::size_t at = text.find('*'); at != std::string_view::npos;
         at = text.find('*', at + 1)) {
        if (at > 0 && text[at - 1] == '/') return true;
        if (at + 1 < text.size() && text[at + 1] == '/') return true;
    }
    return false;
}

std::uint32_t moved(std::uint32_t value, std::int64_t by) noexcept {
    return static_cast<std::uint32_t>(static_cast<std::int64_t>(value) + by);
}

Range moved(const Range& range, std::int64_t by) noexcept {
    return {moved(range.from, by), moved(range.to, by)};
}

template <class Items, class Added>
void replace(Items& items, std::size_t from, std::size_t to, Added& added) {
    const std::size_t common = std::min(to - from, added.size());
    const auto at = items.begin() + static_cast<std::ptrdiff_t>(from);
    const auto middle = added.begin() + static_cast<std::ptrdiff_t>(common);
    std::move(added.begin(), middle, at);
    const auto behind = at + static_cast<std::ptrdiff_t>(common);
    if (common < to - from) {
        items.erase(behind, items.begin() + static_cast<std::ptrdiff_t>(to));
    } else {
        items.insert(behind, std::make_move_iterator(middle), std::make_move_iterator(added.end()));
    }
}

}  // namespace

LiveScript::LiveScript(std::string text, Format format, const PageOptions& options,
                       std::optional<Layout> layout)
    : text_(std::move(text)),
      format_(format),
      options_(options),
      layout_given_(layout.has_value()) {
    if (layout) layout_ = std::move(*layout);
    read_all();
}

LiveScript::LiveScript(std::string text, Format format)
    : text_(std::move(text)), format_(format), layout_given_(true), paged_(false) {
    read_all();
}

void LiveScript::read_all() {
    document_ = parse_fountain(text_, format_);
    if (!layout_given_) layout_ = layout_for(document_, options_.paper);
    if (paged_) pages_ = paginate(document_, layout_, options_);
    starts_.clear();
    add_starts(starts_, 0, 0, document_.elements);
    change_ = {.first = 0, .removed = 0, .inserted = 0};
    partial_ = false;
}

bool LiveScript::apply(const TextChange& change) {
    const auto changed = bytes_of(change);
    if (!changed) return false;
    if (read_part(*changed, change)) return true;
    const auto before = std::exchange(document_, {});
    text_.replace(changed->from, changed->to - changed->from, change.insert);
    read_all();
    change_ = difference(before, document_);
    return true;
}

std::optional<LiveScript::Bytes> LiveScript::bytes_of(const TextChange& change) const {
    if (change.from > change.to) return std::nullopt;
    const auto from = byte_of(change.from);
    const auto to = change.to == change.from ? from : byte_of(change.to);
    if (!from || !to) return std::nullopt;
    return Bytes{*from, *to};
}

std::string_view LiveScript::source_of(std::uint32_t element) const {
    const Range& range = document_.elements[element].range;
    const auto rest = std::string_view(text_).substr(starts_[element]);
    return rest.substr(0, byte_offset_of(rest, range.to - range.from).value_or(0));
}

std::optional<std::size_t> LiveScript::byte_of(std::uint32_t unit) const {
    const auto behind = std::upper_bound(
        document_.elements.begin(), document_.elements.end(), unit,
        [](std::uint32_t at, const Element& element) { return at < element.range.from; });
    std::size_t byte = 0;
    if (behind != document_.elements.begin()) {
        const auto index = static_cast<std::size_t>(behind - document_.elements.begin()) - 1;
        byte = starts_[index];
        unit -= document_.elements[index].range.from;
    }
    const auto within = byte_offset_of(std::string_view(text_).substr(byte), unit);
    return within ? std::optional(byte + *within) : std::nullopt;
}

// Nothing above it says how it reads, and it does not say how the text below does.
bool LiveScript::stands_alone(std::uint32_t element) const {
    switch (document_.elements[element].type) {
        case ElementType::SceneHeading:
        case ElementType::Action:
        case ElementType::Transition:
        case ElementType::Centered: return has_blank_line_above(element);
        default: return false;
    }
}

// An empty one: a line of blanks may hold a note or a speech together.
bool LiveScript::has_blank_line_above(std::uint32_t element) const {
    const std::size_t at = starts_[element];
    return at == 0 || (at >= 2 && text_[at - 1] == '\n' && text_[at - 2] == '\n');
}

// From an element above the change that stands alone to one below that does, both with it.
std::optional<LiveScript::Window> LiveScript::window_around(const Bytes& changed) const {
    const auto count = static_cast<std::uint32_t>(starts_.size());
    const auto behind = std::upper_bound(starts_.begin(), starts_.end(), changed.from);
    auto at = static_cast<std::uint32_t>(behind - starts_.begin());
    if (at < 2) return std::nullopt;
    Window window;
    // The first element whose text the change can touch has an empty line above it.
    std::uint32_t touched = at - 1;
    const std::uint32_t lowest = touched > kReach ? touched - kReach : 0;
    while (touched > lowest && !has_blank_line_above(touched)) --touched;
    if (touched <= lowest) return std::nullopt;
    window.first = touched - 1;
    while (window.first > lowest && !stands_alone(window.first)) --window.first;
    if (!stands_alone(window.first)) return std::nullopt;

    const std::uint32_t highest = std::min(count, at + kReach);
    const auto ends_window = [&](std::uint32_t element) {
        return starts_[element] >= changed.to + 2 && stands_alone(element) &&
               (element + 1 == count || has_blank_line_above(element + 1));
    };
    while (at < highest && !ends_window(at)) ++at;
    window.open_end = at == count;
    if (at == highest && !window.open_end) return std::nullopt;
    window.last = window.open_end ? count : at + 1;
    const std::size_t to = window.last < count ? starts_[window.last] : text_.size();
    window.old = {starts_[window.first], to};
    return window;
}

bool LiveScript::read_part(const Bytes& changed, const TextChange& change) {
    const auto window = window_around(changed);
    if (!window) return false;
    const std::string_view old =
        std::string_view(text_).substr(window->old.from, window->old.to - window->old.from);
    if (has_comment_mark(old)) return false;
    std::string now(old.substr(0, changed.from - window->old.from));
    now += change.insert;
    now += old.substr(changed.to - window->old.from);
    if (has_comment_mark(now)) return false;
    const auto bytes = static_cast<std::int64_t>(change.insert.size()) -
                       static_cast<std::int64_t>(changed.to - changed.from);
    const auto units = static_cast<std::int64_t>(count_utf16_units(change.insert)) -
                       static_cast<std::int64_t>(change.to - change.from);
    Document part = parse_body(now, document_);
    if (!fits(*window, part, units)) return false;
    text_.replace(changed.from, changed.to - changed.from, change.insert);
    splice(*window, std::move(part), units, bytes);
    return true;
}

// Whether the elements at both ends of the window are read as they were.
bool LiveScript::fits(const Window& window, const Document& part, std::int64_t units) const {
    const auto same = [&](const Element& before, const Element& after, std::int64_t by) {
        const std::uint32_t base = document_.elements[window.first].range.from;
        return before.type == after.type && moved(before.range, by) == moved(after.range, base);
    };
    if (part.elements.empty()) return false;
    if (!same(document_.elements[window.first], part.elements.front(), 0)) return false;
    if (!window.open_end &&
        !same(document_.elements[window.last - 1], part.elements.back(), units)) {
        return false;
    }
    const auto& before = document_.diagnostics;
    const auto open_marks =
        std::count_if(before.begin(), before.end(), is_open_mark) +
        std::count_if(part.diagnostics.begin(), part.diagnostics.end(), is_open_mark);
    return before.size() + part.diagnostics.size() < kDiagnosticsMax && open_marks < kOpenMarksMax;
}

void LiveScript::splice(const Window& window, Document part, std::int64_t units,
                        std::int64_t bytes) {
    auto& elements = document_.elements;
    const std::uint32_t base = elements[window.first].range.from;
    const std::uint32_t end =
        window.last < elements.size() ? elements[window.last].range.from : 0xffffffff;
    part.elements.front().blank_lines = elements[window.first].blank_lines;
    std::vector<std::uint32_t> starts;
    add_starts(starts, window.old.from, 0, part.elements);
    for (Element& element : part.elements) element.range = moved(element.range, base);
    for (Diagnostic& diagnostic : part.diagnostics) {
        diagnostic.range = moved(diagnostic.range, base);
    }
    for (InlineNote& note : part.notes) {
        note.range = moved(note.range, base);
        note.element += window.first;
    }
    splice_diagnostics({base, end}, part.diagnostics, units);
    splice_notes(window, part, units);

    const auto first = elements.begin() + static_cast<std::ptrdiff_t>(window.first);
    const auto last = elements.begin() + static_cast<std::ptrdiff_t>(window.last);
    Document before;
    before.elements.assign(std::make_move_iterator(first), std::make_move_iterator(last));
    change_ = difference(before, part);
    change_.first += window.first;
    for (std::size_t i = window.last; i < elements.size(); ++i) {
        elements[i].range = moved(elements[i].range, units);
        starts_[i] = moved(starts_[i], bytes);
    }
    replace(elements, window.first, window.last, part.elements);
    replace(starts_, window.first, window.last, starts);
    partial_ = true;
    if (!paged_ || (change_.removed == 0 && change_.inserted == 0)) return;
    pages_ = repaginate(std::move(pages_), document_, change_, layout_, options_);
}

void LiveScript::splice_diagnostics(const Range& old, std::vector<Diagnostic>& added,
                                    std::int64_t units) {
    auto& all = document_.diagnostics;
    const auto before = [](const Diagnostic& diagnostic, std::uint32_t at) {
        return diagnostic.range.from < at;
    };
    const auto from = std::lower_bound(all.begin(), all.end(), old.from, before);
    const auto to = std::lower_bound(from, all.end(), old.to, before);
    for (auto at = to; at != all.end(); ++at) at->range = moved(at->range, units);
    replace(all, static_cast<std::size_t>(from - all.begin()),
            static_cast<std::size_t>(to - all.begin()), added);
}

void LiveScript::splice_notes(const Window& window, Document& part, std::int64_t units) {
    auto& all = document_.notes;
    const auto before = [](const InlineNote& note, std::uint32_t element) {
        return note.element < element;
    };
    const auto from = std::lower_bound(all.begin(), all.end(), window.first, before);
    const auto to = std::lower_bound(from, all.end(), window.last, before);
    const auto elements = static_cast<std::int64_t>(part.elements.size()) -
                          static_cast<std::int64_t>(window.last - window.first);
    for (auto at = to; at != all.end(); ++at) {
        at->range = moved(at->range, units);
        at->element = moved(at->element, elements);
    }
    replace(all, static_cast<std::size_t>(from - all.begin()),
            static_cast<std::size_t>(to - all.begin()), part.notes);
}

// Where elements begin whose ranges count from `unit`, which is at `byte` of the text.
void LiveScript::add_starts(std::vector<std::uint32_t>& starts, std::size_t byte,
                            std::uint32_t unit, const std::vector<Element>& elements) const {
    for (const Element& element : elements) {
        const auto rest = std::string_view(text_).substr(byte);
        byte += byte_offset_of(rest, element.range.from - unit).value_or(0);
        unit = element.range.from;
        starts.push_back(static_cast<std::uint32_t>(byte));
    }
}

}  // namespace fabula::screenplay
