// Cuts what was found into the part that is answered.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "http/route.hpp"

namespace fabula::http {

// `items` were asked for with one more than the limit, which tells whether more follow;
// cursor_of gives the text by which the next part finds its beginning.
template <class T, class CursorOf>
Page<T> page_of(std::vector<T> items, const Paging& paging, CursorOf cursor_of) {
    Page<T> page{.items = std::move(items), .next_cursor = {}};
    if (static_cast<std::int64_t>(page.items.size()) > paging.limit) {
        page.items.resize(static_cast<std::size_t>(paging.limit));
        page.next_cursor = cursor_of(page.items.back());
    }
    return page;
}

// The same of a list that is made whole at each call: the cursor is the position in it.
template <class T>
Page<T> page_by_position(std::vector<T> all, const Paging& paging) {
    const auto count = static_cast<std::int64_t>(all.size());
    const auto from = std::clamp<std::int64_t>(parse_integer(paging.cursor).value_or(0), 0, count);
    const auto to = std::min(count, from + paging.limit);
    Page<T> page;
    page.items.assign(std::make_move_iterator(all.begin() + from),
                      std::make_move_iterator(all.begin() + to));
    if (to < count) page.next_cursor = std::to_string(to);
    return page;
}

}  // namespace fabula::http
