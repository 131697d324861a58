#include "providers/caller.hpp"

#include <algorithm>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "net/retry_hint.hpp"
#include "net/url.hpp"
#include "providers/json_schema.hpp"

namespace fabula::providers {

namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds kQuestionTime{30};  // Of a call that only asks.
constexpr std::chrono::seconds kPictureTime{120};
constexpr std::chrono::seconds kPauseMax{60};  // Others wait no longer for one refusal.

net::Headers bearer(const std::string& key) {
    return {{"Authorization", "Bearer " + key}};
}

bool is_whole_address(const std::string& path) {
    return path.starts_with("http://") || path.starts_with("https://");
}

}  // namespace

std::optional<Address> read_address(const std::string& url) {
    try {
        const auto read = net::Url::parse(url);
        return Address{read.scheme(), read.host(), read.host_and_port()};
    } catch (const net::FetchError&) {
        return std::nullopt;
    }
}

std::string without_slash(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

std::string_view sniff_picture(std::string_view bytes) noexcept {
    if (bytes.starts_with(std::string_view("\x89PNG\r\n\x1a\n", 8))) return "image/png";
    if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
    if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") {
        return "image/webp";
    }
    return {};
}

std::string data_url(const Reference& reference) {
    return "data:" + reference.media_type + ";base64," + to_base64(reference.bytes);
}

Caller::Caller(const Wires& wires, Access access, Authorize authorize)
    : wires_(wires),
      access_(std::move(access)),
      authorize_(authorize ? std::move(authorize) : Authorize(bearer)) {}

net::Response Caller::fetch(const net::Fetcher& fetcher, const net::Request& request, Paid paid,
                            const std::stop_token& stop) const {
    try {
        return fetcher.fetch(request, stop);
    } catch (const net::FetchError& error) {
        throw fault_of(access_, error, paid);
    }
}

net::Response Caller::send(Plan plan, const std::stop_token& stop) const {
    net::Request request{
        .method = std::move(plan.method),
        .url = is_whole_address(plan.path) ? plan.path : access_.base_url + plan.path,
        .headers = std::move(plan.headers),
        .body = std::move(plan.body),
        .on_body = std::move(plan.on_body)};
    request.headers.push_back({"Accept", "application/json, text/event-stream, */*"});
    if (!request.body.empty()) request.headers.push_back({"Content-Type", plan.media_type});
    if (!access_.key.empty()) request.credentials = authorize_(access_.key);
    const int also = plan.also;
    const milliseconds time =
        plan.paid == Paid::Yes ? access_.patience : milliseconds(kQuestionTime);
    request.limits = {.connect = std::min<milliseconds>(time, std::chrono::seconds(15)),
                      .total = time,
                      .period = time,  // A model may think for as long as it may take at all.
                      .body_bytes = kAnswerMax,
                      .redirects = 0};
    std::optional<Limiter::Turn> turn;
    if (plan.paid == Paid::Yes) {
        turn.emplace(wires_.limiter.take(access_.endpoint.connection_id, access_.pace, stop));
    }
    auto answer = fetch(wires_.fetcher, request, plan.paid, stop);
    if ((answer.status >= 200 && answer.status < 300) || answer.status == also) return answer;
    auto fault = fault_of(access_, answer, wires_.clock.now(), plan.paid);
    if (fault.failure() == CallFailure::RateLimited && fault.retry_after()) {
        wires_.limiter.pause(access_.endpoint.connection_id,
                             std::min<milliseconds>(*fault.retry_after(), kPauseMax));
    }
    throw fault;
}

Json Caller::send_json(Plan plan, const std::stop_token& stop) const {
    const auto answer = send(std::move(plan), stop);
    auto json = read_untrusted(answer.body);
    if (json.is_discarded()) {
        const bool page = trim(answer.body).starts_with('<');
        throw bad_answer(access_,
                         page ? "is a web page and no data. Check the address of the connection"
                              : "is broken off or is no JSON",
                         answer.body);
    }
    if (has_error(json)) throw fault_of(access_, read_complaint(json));
    return json;
}

Json Caller::get_json(const std::string& path, const std::stop_token& stop) const {
    return send_json({.method = "GET", .path = path, .paid = Paid::No}, stop);
}

Json Caller::post_json(const std::string& path, const Json& body, const std::stop_token& stop,
                       Paid paid) const {
    return send_json({.path = path, .body = write_json(body), .paid = paid}, stop);
}

MadePicture Caller::fetch_picture(const std::string& url, const std::stop_token& stop) const {
    if (url.starts_with("data:")) {
        const auto comma = url.find(";base64,");
        if (comma == std::string::npos) throw bad_answer(access_, "holds no picture", url);
        return read_picture_base64(std::string_view(url).substr(comma + 8));
    }
    const auto address = read_address(url);
    if (!address) throw bad_answer(access_, "names an address that is none", url);
    const bool own = address == read_address(access_.base_url);
    net::Request request{.method = "GET", .url = url};
    if (own && !access_.key.empty()) request.credentials = authorize_(access_.key);
    request.limits = {.total = kPictureTime, .body_bytes = kPictureMax, .redirects = own ? 0 : 3};
    const auto answer = fetch(own ? wires_.fetcher : wires_.world, request, Paid::No, stop);
    if (answer.status == 403 || answer.status == 404 || answer.status == 410) {
        throw bad_answer(access_, "names a picture that is no longer there", answer.body);
    }
    if (answer.status < 200 || answer.status >= 300) {
        throw fault_of(access_, answer, wires_.clock.now(), Paid::No);
    }
    return read_picture(answer.body);
}

MadePicture Caller::read_picture(std::string bytes) const {
    if (bytes.size() > kPictureMax) throw bad_answer(access_, "holds a picture that is too large");
    const auto type = sniff_picture(bytes);
    if (type.empty()) {
        const bool page = trim(std::string_view(bytes).substr(0, 200)).starts_with('<');
        throw bad_answer(access_,
                         page ? "is a web page in place of a picture"
                              : "is no picture that can be read (PNG, JPEG or WebP)",
                         bytes.substr(0, page ? 300 : 0));
    }
    return {.bytes = std::move(bytes), .media_type = std::string(type)};
}

MadePicture Caller::read_picture_base64(std::string_view text) const {
    const auto comma = text.starts_with("data:") ? text.find(',') : std::string_view::npos;
    if (comma != std::string_view::npos) text.remove_prefix(comma + 1);
    auto bytes = from_base64(text);
    if (!bytes) throw bad_answer(access_, "holds a picture that is broken off");
    return read_picture(std::move(*bytes));
}

}  // namespace fabula::providers
