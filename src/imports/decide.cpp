#include "imports/decide.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "screenplay/import.hpp"

namespace fabula::imports {

namespace {

bool is_listed(const std::vector<std::int64_t>& ids, std::int64_t id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

void check_decisions(const Import& import, const Decisions& decisions) {
    for (const auto* list : {&decisions.accept, &decisions.refuse}) {
        for (const auto id : *list) {
            if (id < 1 || id > std::ssize(import.doubts)) {
                invalid(list == &decisions.accept ? "accept" : "refuse",
                        "There is no doubt " + std::to_string(id) + " in this import.");
            }
        }
    }
}

DecidedText decide(const Import& import, const Decisions& decisions) {
    std::vector<screenplay::Suggestion> accepted;
    DecidedText out;
    std::int64_t shift = 0;
    for (const auto& doubt : import.doubts) {
        if (is_listed(decisions.accept, doubt.id) && !doubt.suggestion.empty()) {
            accepted.push_back(
                {{static_cast<std::uint32_t>(doubt.from), static_cast<std::uint32_t>(doubt.to)},
                 doubt.suggestion});
            shift += static_cast<std::int64_t>(count_utf16_units(doubt.suggestion)) -
                     (doubt.to - doubt.from);
        } else if (!is_listed(decisions.accept, doubt.id) &&
                   !is_listed(decisions.refuse, doubt.id)) {
            out.undecided.push_back(static_cast<std::uint32_t>(doubt.from + shift));
        }
    }
    out.text = screenplay::apply_suggestions(import.text, std::move(accepted));
    return out;
}

}  // namespace fabula::imports
