// Cuts what a list query found into the part that is answered.
#pragma once

#include <utility>
#include <vector>

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

}  // namespace fabula::http
