// Siblings in an order of their own: their positions are 1…n after every act.
#pragma once

#include <algorithm>
#include <vector>

#include "store/store.hpp"

namespace fabula::store {

// Numbers the siblings as they lie, all but `left_free`, and writes those that move.
template <class Row>
void number_siblings(Tx& tx, std::vector<Row>& siblings, std::int64_t left_free = 0) {
    std::int64_t next = 1;
    for (auto& sibling : siblings) {
        if (next == left_free) ++next;
        if (sibling.position != next) {
            sibling.position = next;
            tx.update(sibling);
        }
        ++next;
    }
}

// Gives `row`, which need not be stored yet, its place among its siblings, or the nearest there is,
// and moves the others around it. The caller writes `row`.
template <class Row>
void place_among(Tx& tx, Row& row, std::vector<Row> siblings, std::int64_t position) {
    std::erase_if(siblings, [&](const Row& sibling) { return sibling.id == row.id; });
    row.position = std::clamp<std::int64_t>(position, 1, std::ssize(siblings) + 1);
    number_siblings(tx, siblings, row.position);
}

}  // namespace fabula::store
