#include "net/curl_handle.hpp"

#include <new>

namespace fabula::net {

void ensure_curl() {
    static const CURLcode code = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    if (code != CURLE_OK) throw std::bad_alloc();
}

void append(ListHandle& list, const std::string& line) {
    curl_slist* longer = ::curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    // The first one is answered again unless the list was empty.
    static_cast<void>(list.release());
    list.reset(longer);
}

}  // namespace fabula::net
