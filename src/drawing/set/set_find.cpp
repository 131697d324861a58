#include <array>

#include "drawing/frame/words.hpp"
#include "drawing/set/set.hpp"

namespace fabula::drawing {
namespace {

// Sets that a place has besides: "SMITH HOUSE - KITCHEN" is a kitchen.
constexpr std::array<std::string_view, 4> kGeneral{"room", "house_outside", "street", "village"};

bool is_general(const SetRecord& set) {
    for (const auto key : kGeneral) {
        if (set.key == key) return true;
    }
    return false;
}

// Longer entries beat shorter ones, special sets general ones, later words earlier ones: in
// "HOSPITAL KITCHEN" the last noun is the place.
const SetRecord* best_of(std::span<const SetRecord> sets, const std::vector<Word>& words) {
    const SetRecord* best = nullptr;
    std::size_t best_score = 0;
    for (const auto& set : sets) {
        for (std::size_t at = 0; at < words.size(); ++at) {
            const std::size_t taken = match_at(words, at, set.words);
            if (taken == 0) continue;
            const std::size_t score = (is_general(set) ? 0 : 10'000) + taken * 1'000 + at + 1;
            if (score > best_score) {
                best = &set;
                best_score = score;
            }
        }
    }
    return best;
}

}  // namespace

const SetRecord& find_set(std::string_view place, Inside inside) {
    const auto words = words_of(place);
    const auto own = inside == Inside::Yes ? indoor_sets() : outdoor_sets();
    const auto other = inside == Inside::Yes ? outdoor_sets() : indoor_sets();
    if (const auto* set = best_of(own, words)) return *set;
    if (const auto* set = best_of(other, words)) return *set;
    return own.back();
}

const SetRecord* find_set_by_key(std::string_view key) {
    for (const auto sets : {indoor_sets(), outdoor_sets()}) {
        for (const auto& set : sets) {
            if (set.key == key) return &set;
        }
    }
    return nullptr;
}

}  // namespace fabula::drawing
