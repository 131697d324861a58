#include "screenplay/intake/office_styles.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "screenplay/intake/xml.hpp"

namespace fabula::screenplay {

namespace {

constexpr std::size_t kChainMax = 20;

template <class Value>
void take(std::optional<Value>& to, const std::optional<Value>& from) {
    if (from) to = from;
}

}  // namespace

void OfficeLook::put_on_top(const OfficeLook& over) {
    if (!over.name.empty()) name = over.name;
    take(left, over.left);
    take(first, over.first);
    take(side, over.side);
    take(heading, over.heading);
    take(bold, over.bold);
    take(italic, over.italic);
    take(underline, over.underline);
    take(capitals, over.capitals);
    take(new_page, over.new_page);
}

std::uint8_t OfficeLook::style() const noexcept {
    return static_cast<std::uint8_t>((bold.value_or(false) ? Bold : Plain) |
                                     (italic.value_or(false) ? Italic : Plain) |
                                     (underline.value_or(false) ? Underline : Plain));
}

std::string OfficeLook::shown(std::string words) const {
    return capitals.value_or(false) ? to_upper(words) : std::move(words);
}

LaidParagraph OfficeLook::paragraph() const {
    LaidParagraph out;
    out.style = name;
    out.heading = heading.value_or(0);
    out.indent = std::max(0.0, left.value_or(0) + first.value_or(0));
    out.side = side.value_or(Side::Left);
    out.new_page = new_page.value_or(false);
    return out;
}

void OfficeStyles::add(std::string id, std::string based_on, OfficeLook look) {
    styles_.insert_or_assign(std::move(id), Style{std::move(based_on), std::move(look)});
}

OfficeLook OfficeStyles::look_of(const std::string& id) const {
    std::vector<const Style*> chain;
    for (auto at = styles_.find(id); at != styles_.end() && chain.size() < kChainMax;
         at = styles_.find(at->second.based_on)) {
        chain.push_back(&at->second);
    }
    OfficeLook look;
    for (auto style = chain.rbegin(); style != chain.rend(); ++style) {
        look.put_on_top((*style)->look);
    }
    return look;
}

void say_left_out(std::vector<std::string>& repairs, std::size_t count, std::string_view one,
                  std::string_view many) {
    if (count == 0) return;
    repairs.push_back(std::to_string(count) + " " + std::string(count == 1 ? one : many) +
                      (count == 1 ? " was left out." : " were left out."));
}

OfficeMeta read_office_meta(const pugi::xml_node& xml) {
    return {collapsed_text(find_node(xml, "title")), collapsed_text(find_node(xml, "creator"))};
}

}  // namespace fabula::screenplay
