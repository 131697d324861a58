#include "screenplay/fdx/places.hpp"

#include <algorithm>

#include "screenplay/fdx/positions.hpp"

namespace fabula::screenplay {

std::vector<FdxPlace> FdxPlaces::read() const {
    std::vector<FdxPlace> places;
    std::uint32_t start = 0;
    each_fdx_paragraph(content_, [&](const pugi::xml_node& node) {
        places.push_back({node, start, fdx_length(node)});
        start += places.back().length + 1;
    });
    return places;
}

void FdxPlaces::read_before() {
    before_ = read();
}

void FdxPlaces::read_after(const std::vector<KeptStretch>& kept) {
    for (const auto& place : read()) after_[place.node.hash_value()] = place;
    for (const auto& stretch : kept) stretches_[stretch.before.hash_value()].push_back(stretch);
}

const FdxPlace* FdxPlaces::find(const pugi::xml_node& paragraph) const {
    const auto found = after_.find(paragraph.hash_value());
    return found == after_.end() ? nullptr : &found->second;
}

std::optional<std::uint32_t> FdxPlaces::map_page(std::uint32_t place) const {
    const auto at = std::ranges::lower_bound(before_, place, {}, &FdxPlace::start);
    const bool begins = at != before_.end() && at->start == place;
    const auto* now = begins ? find(at->node) : nullptr;
    return now != nullptr ? now->start : map(place, false);
}

std::optional<std::uint32_t> FdxPlaces::map(std::uint32_t place, bool end) const {
    const auto behind = std::upper_bound(
        before_.begin(), before_.end(), place,
        [](std::uint32_t at, const FdxPlace& paragraph) { return at < paragraph.start; });
    if (behind == before_.begin()) return std::nullopt;
    const auto& old = *(behind - 1);
    const auto offset = place - old.start;
    const auto* now = find(old.node);
    const auto found = stretches_.find(old.node.hash_value());
    if (found == stretches_.end() || (now != nullptr && offset >= old.length)) {
        if (now == nullptr) return std::nullopt;
        return now->start + (offset >= old.length ? now->length + (offset - old.length)
                                                  : std::min(offset, now->length));
    }
    const auto& stretches = found->second;
    const auto at = [&](const KeptStretch& stretch, std::uint32_t units) {
        const auto* paragraph = find(stretch.after);
        return paragraph == nullptr ? std::nullopt
                                    : std::optional(paragraph->start + stretch.to + units);
    };
    const auto next = std::partition_point(stretches.begin(), stretches.end(), [&](const auto& s) {
        return end ? s.from < offset : s.from + s.length <= offset;
    });
    if (end && next != stretches.begin()) {
        const auto& before = *(next - 1);
        return at(before, std::min(offset - before.from, before.length));
    }
    if (next == stretches.end()) return at(stretches.back(), stretches.back().length);
    return at(*next, offset > next->from ? offset - next->from : 0);
}

}  // namespace fabula::screenplay
