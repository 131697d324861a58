// Where the paragraphs of a Final Draft file stand, before it is edited and afterwards: what notes
// and locked pages are counted in (positions.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <unordered_map>
#include <vector>

#include "screenplay/fdx/runs.hpp"

namespace fabula::screenplay {

struct FdxPlace {
    pugi::xml_node node;  // Paragraph of Content.
    std::uint32_t start = 0;
    std::uint32_t length = 0;
};

class FdxPlaces {
public:
    explicit FdxPlaces(const pugi::xml_node& content) : content_(content) {}

    // Call it before the paragraphs are merged, where old places are to be mapped.
    void read_before();

    // Call it afterwards. `kept`: words that stayed in paragraphs that changed.
    void read_after(const std::vector<KeptStretch>& kept);

    // Where a place from before is; nullopt where its paragraph is gone. `end`: it ends a range, so
    // that it belongs to the words before it.
    [[nodiscard]] std::optional<std::uint32_t> map(std::uint32_t place, bool end) const;

    // The same of a place where a page begins: at the beginning of a paragraph it stays there,
    // whatever its words are.
    [[nodiscard]] std::optional<std::uint32_t> map_page(std::uint32_t place) const;

    // Null for a node that is no paragraph of Content, or not any more.
    [[nodiscard]] const FdxPlace* find(const pugi::xml_node& paragraph) const;

private:
    [[nodiscard]] std::vector<FdxPlace> read() const;

    pugi::xml_node content_;
    std::vector<FdxPlace> before_;                                         // By start.
    std::unordered_map<std::size_t, FdxPlace> after_;                      // By node.
    std::unordered_map<std::size_t, std::vector<KeptStretch>> stretches_;  // By old node.
};

}  // namespace fabula::screenplay
