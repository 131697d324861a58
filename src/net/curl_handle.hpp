// What libcurl hands out, each with its owner.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

namespace fabula::net {

struct FreeUrl {
    void operator()(CURLU* url) const noexcept { ::curl_url_cleanup(url); }
};
struct FreeEasy {
    void operator()(CURL* easy) const noexcept { ::curl_easy_cleanup(easy); }
};
struct FreeMulti {
    void operator()(CURLM* multi) const noexcept { ::curl_multi_cleanup(multi); }
};
struct FreeList {
    void operator()(curl_slist* list) const noexcept { ::curl_slist_free_all(list); }
};
struct FreeText {
    void operator()(char* text) const noexcept { ::curl_free(text); }
};

using UrlHandle = std::unique_ptr<CURLU, FreeUrl>;
using EasyHandle = std::unique_ptr<CURL, FreeEasy>;
using MultiHandle = std::unique_ptr<CURLM, FreeMulti>;
using ListHandle = std::unique_ptr<curl_slist, FreeList>;
using TextHandle = std::unique_ptr<char, FreeText>;

// To be called before anything else of libcurl; from any thread, as often as one likes.
void ensure_curl();
// Throws std::bad_alloc.
void append(ListHandle& list, const std::string& line);

}  // namespace fabula::net
