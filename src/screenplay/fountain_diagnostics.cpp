#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "screenplay/fountain.hpp"

namespace fabula::screenplay {

std::vector<Diagnostic> all_diagnostics(const Document& document) {
    auto all = document.diagnostics;
    std::unordered_set<std::string_view> numbers;
    constexpr std::size_t kMost = 100;
    std::size_t repeated = 0;
    for (const auto& element : document.elements) {
        const bool numbered =
            element.type == ElementType::SceneHeading && !element.scene_number.empty();
        if (!numbered || numbers.insert(element.scene_number).second) continue;
        if (++repeated > kMost) break;
        all.push_back({Severity::Doubt,
                       element.range,
                       "scene_number_repeated",
                       "Another scene has the number " + element.scene_number + " as well.",
                       {}});
    }
    std::stable_sort(all.begin(), all.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return a.range.from < b.range.from;
    });
    return all;
}

}  // namespace fabula::screenplay
