#include "providers/adapters/pictures.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/random.hpp"
#include "base/text.hpp"

namespace fabula::providers {

namespace {

constexpr std::int64_t kSideMax = 8192;
constexpr std::size_t kReferencesBytesMax = 100U << 20U;

double shape_of(std::int64_t width, std::int64_t height) {
    return std::log(static_cast<double>(width) / static_cast<double>(height));
}

// "1536x1024" or "3:2"
std::optional<double> shape_of(std::string_view text, char separator) {
    const auto at = text.find(separator);
    if (at == std::string_view::npos) return std::nullopt;
    const auto width = parse_integer(text.substr(0, at));
    const auto height = parse_integer(text.substr(at + 1));
    if (!width || !height || *width < 1 || *height < 1) return std::nullopt;
    return shape_of(*width, *height);
}

template <class List>
std::string nearest(const List& list, char separator, const ImageRequest& request) {
    const double wanted = shape_of(request.width, request.height);
    std::string best;
    double least = 1e9;
    for (const auto& one : list) {
        const auto shape = shape_of(one, separator);
        if (!shape || std::abs(*shape - wanted) >= least) continue;
        least = std::abs(*shape - wanted);
        best = std::string(one);
    }
    return best;
}

[[noreturn]] void refuse(std::string text) {
    throw CallError(CallFailure::Invalid, PublicText{std::move(text)});
}

}  // namespace

void check_request(const ImageRequest& request, const ImageCapabilities& capabilities) {
    if (trim(request.prompt).empty()) refuse("There are no words to make a picture of.");
    const bool sized = request.width >= 64 && request.height >= 64 && request.width <= kSideMax &&
                       request.height <= kSideMax;
    if (!sized) refuse("A picture is 64 to " + std::to_string(kSideMax) + " pixels wide and high.");
    if (request.count < 1 || request.count > capabilities.count_max) {
        refuse("At most " + std::to_string(capabilities.count_max) + " pictures a call.");
    }
    const auto count = static_cast<std::int64_t>(request.references.size());
    if (count > capabilities.references_max) {
        throw CallError(CallFailure::Unsupported,
                        PublicText{capabilities.references_max == 0
                                       ? "This model takes no reference pictures."
                                       : "This model takes at most " +
                                             std::to_string(capabilities.references_max) +
                                             " reference pictures."});
    }
    std::size_t bytes = 0;
    for (const auto& one : request.references) {
        bytes += one.bytes.size();
        if (sniff_picture(one.bytes).empty()) refuse("A reference is no PNG, JPEG or WebP.");
    }
    if (bytes > kReferencesBytesMax) refuse("The reference pictures are too large.");
}

std::int64_t whole_steps(std::int64_t side, std::int64_t step) {
    return std::max(step, side / step * step);
}

std::string nearest_size(const std::vector<std::string>& sizes, const ImageRequest& request) {
    const auto found = nearest(sizes, 'x', request);
    if (!found.empty()) return found;
    return std::to_string(request.width) + "x" + std::to_string(request.height);
}

std::string nearest_ratio(const ImageRequest& request) {
    constexpr std::array<std::string_view, 9> ratios{"1:1",  "3:2",  "2:3", "4:3", "3:4",
                                                     "16:9", "9:16", "5:4", "4:5"};
    return nearest(ratios, ':', request);
}

std::optional<Estimate> estimate_pictures(const Access& access, const ImageRequest& request) {
    if (access.endpoint.local) return Estimate{};
    if (!access.price || !access.price->image) return std::nullopt;
    const auto cost = *access.price->image * request.count;
    return Estimate{cost, cost};
}

Progress settle(const Caller& caller, Outcome outcome, CallTicket ticket) {
    outcome.usage.images = static_cast<std::int64_t>(outcome.pictures.size() + outcome.urls.size());
    outcome.usage = caller.priced(outcome.usage);
    if (outcome.usage.images == 0) {
        throw with_usage(bad_answer(caller.access(), "holds no picture"), outcome.usage);
    }
    if (outcome.urls.empty()) return Done{std::move(outcome.pictures), outcome.usage};
    if (!ticket.is_object()) ticket = Json::object();
    ticket["urls"] = outcome.urls;
    ticket["seeds"] = Json::array();
    for (const auto& seed : outcome.seeds) ticket["seeds"].push_back(seed ? Json(*seed) : Json());
    ticket["usage"] = encode(outcome.usage);
    return Running{.ticket = std::move(ticket), .look_after = std::chrono::milliseconds(0)};
}

bool has_urls(const CallTicket& ticket) {
    return !list_at(ticket, "urls").empty();
}

Done fetch_pictures(const Caller& caller, const CallTicket& ticket, const std::stop_token& stop) {
    Done out;
    static_cast<void>(JsonCodec<Usage>::decode(object_at(ticket, "usage"), {}, out.usage));
    const auto& seeds = list_at(ticket, "seeds");
    for (const auto& url : list_at(ticket, "urls")) {
        auto picture = caller.fetch_picture(url.get<std::string>(), stop);
        const auto at = out.pictures.size();
        if (at < seeds.size() && seeds[at].is_number_integer()) {
            picture.seed = seeds[at].get<std::int64_t>();
        }
        out.pictures.push_back(std::move(picture));
    }
    return out;
}

CallError with_usage(const CallError& error, const Usage& usage) {
    return {error.failure(),
            PublicText{error.what()},
            {.retry_after = error.retry_after(),
             .outcome_unknown = error.outcome_unknown(),
             .usage = usage,
             .log = error.details().log}};
}

FormBody::FormBody() : boundary_("fabula-" + random_hex(16)) {}

void FormBody::add(std::string_view name, std::string_view value) {
    body_.append("--").append(boundary_).append("\r\nContent-Disposition: form-data; name=\"");
    body_.append(name).append("\"\r\n\r\n").append(value).append("\r\n");
}

void FormBody::add_file(std::string_view name, std::string_view file_name,
                        std::string_view media_type, std::string_view bytes) {
    body_.append("--").append(boundary_).append("\r\nContent-Disposition: form-data; name=\"");
    body_.append(name).append("\"; filename=\"").append(file_name);
    body_.append("\"\r\nContent-Type: ").append(media_type).append("\r\n\r\n");
    body_.append(bytes).append("\r\n");
}

std::string FormBody::media_type() const {
    return "multipart/form-data; boundary=" + boundary_;
}

std::string FormBody::finish() {
    body_.append("--").append(boundary_).append("--\r\n");
    return std::move(body_);
}

std::string extension_of(std::string_view media_type) {
    if (media_type == "image/jpeg") return "jpg";
    if (media_type == "image/webp") return "webp";
    return "png";
}

}  // namespace fabula::providers
