#include "screenplay/fdx/page_locks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "base/text.hpp"
#include "screenplay/fdx/positions.hpp"
#include "screenplay/fdx/xml.hpp"
#include "screenplay/pages/filler.hpp"

namespace fabula::screenplay {

namespace {

bool is_label(std::string_view text) {
    return !text.empty() && text.size() <= 8 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
}

// Each lock of a number after its first one has a letter more: "12", "12A", "12B".
void write_labels(std::vector<FdxPageLock>& locks) {
    std::string number;
    std::string last;
    for (auto& lock : locks) {
        const std::string own(trim(lock.node.attribute("PageNumber").as_string()));
        if (!is_label(own)) continue;
        lock.label = own != number ? own : last == number ? number + "A" : label_after(last);
        number = own;
        last = lock.label;
    }
    if (!locks.empty() && locks.front().position == 0 && locks.front().label == "1") {
        locks.front().label.clear();
    }
}

// The place of the paragraph that the page with each label begins with.
std::map<std::string, std::uint32_t, std::less<>> find_pages(const FdxComparison& comparison,
                                                             const FdxParagraphMerger& paragraphs,
                                                             const FdxPlaces& places) {
    std::map<std::string, std::uint32_t, std::less<>> pages;
    const auto& after = comparison.after.paragraphs;
    std::vector<std::string_view> open;  // Pages whose first paragraph is still to come.
    for (std::uint32_t k = 0; k < after.size(); ++k) {
        for (const auto& label : after[k].pages) open.emplace_back(label);
        const auto& nodes = paragraphs.nodes_of(k);
        const auto* place = nodes.empty() ? nullptr : places.find(counted_paragraph(nodes.front()));
        if (place == nullptr) continue;
        for (const auto label : open) pages.try_emplace(std::string(label), place->start);
        open.clear();
    }
    return pages;
}

}  // namespace

std::vector<FdxPageLock> read_page_locks(const pugi::xml_node& root) {
    std::vector<FdxPageLock> locks;
    for (const auto& node : root.child("LockedPages").children("LockedPage")) {
        const std::string_view deleted = node.attribute("Deleted").as_string();
        if (deleted == "1" || deleted == "Yes") continue;
        const auto position = parse_integer(node.attribute("Position").as_string()).value_or(-1);
        const bool placed = position >= 0 && position <= 0x7FFFFFFF;
        locks.push_back({node, placed ? static_cast<std::uint32_t>(position) : kNoFdxPlace, {}});
    }
    std::stable_sort(locks.begin(), locks.end(),
                     [](const auto& a, const auto& b) { return a.position < b.position; });
    write_labels(locks);
    return locks;
}

std::size_t merge_page_locks(const std::vector<FdxPageLock>& locks, const FdxComparison& comparison,
                             const FdxParagraphMerger& paragraphs, const FdxPlaces& places) {
    const auto pages = find_pages(comparison, paragraphs, places);
    std::set<std::string, std::less<>> shown;  // Labels that the script had as page breaks.
    for (const auto& paragraph : comparison.before.paragraphs) {
        shown.insert(paragraph.pages.begin(), paragraph.pages.end());
    }
    std::uint32_t last = 0;
    for (const auto& lock : locks) {
        if (lock.position == kNoFdxPlace) continue;
        const auto page = pages.find(lock.label);
        if (page == pages.end() && shown.contains(lock.label)) {
            remove_node(lock.node);
            continue;
        }
        const auto moved =
            page != pages.end() ? page->second : places.map_page(lock.position).value_or(last);
        last = std::max(last, moved);
        if (last != lock.position) set_attribute(lock.node, "Position", std::to_string(last));
    }
    std::size_t unlocked = 0;
    for (const auto& paragraph : comparison.after.paragraphs) {
        for (const auto& label : paragraph.pages) unlocked += !shown.contains(label);
    }
    return unlocked;
}

}  // namespace fabula::screenplay
