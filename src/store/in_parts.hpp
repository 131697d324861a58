// Much to write, in transactions between which others come.
#pragma once

#include "store/store.hpp"

namespace fabula::store {

// `step(tx, limit)` answers how many it did, less than `limit` where none are left; called until
// then. Answers how many there were.
template <class Step>
std::int64_t write_in_parts(Store& store, std::int64_t limit, const Step& step) {
    std::int64_t count = 0;
    while (true) {
        const std::int64_t done = store.write([&](Tx& tx) { return step(tx, limit); });
        count += done;
        if (done < limit) return count;
    }
}

}  // namespace fabula::store
