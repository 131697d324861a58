// What the adapters of image models share.
#pragma once

#include "providers/adapters/text_stream.hpp"

namespace fabula::providers {

// Throws CallError: Invalid where the request is none, Unsupported for more references than
// `capabilities` allow.
void check_request(const ImageRequest& request, const ImageCapabilities& capabilities);
// The size of the list whose shape is nearest to the one wanted; the wanted one where any is made.
// `side` in pixels, rounded down to a multiple of `step`, which models are made for; at least one.
std::int64_t whole_steps(std::int64_t side, std::int64_t step);
std::string nearest_size(const std::vector<std::string>& sizes, const ImageRequest& request);
// "3:2" of the shapes that image models know, nearest to the one wanted.
std::string nearest_ratio(const ImageRequest& request);

std::optional<Estimate> estimate_pictures(const Access& access, const ImageRequest& request);

// Pictures of a paid answer that are still to be fetched: kept in the ticket, so that a failed
// download is repeated and not the payment.
struct Outcome {
    std::vector<MadePicture> pictures{};
    std::vector<std::string> urls{};
    std::vector<std::optional<std::int64_t>> seeds{};  // Of the urls.
    Usage usage{};
};
// Done where nothing is to be fetched, else Running with the addresses in the ticket. Throws
// CallError BadAnswer, with the usage, where there is no picture.
Progress settle(const Caller& caller, Outcome outcome, CallTicket ticket);
bool has_urls(const CallTicket& ticket);
Done fetch_pictures(const Caller& caller, const CallTicket& ticket, const std::stop_token& stop);

// The error with what the answer says that it used.
CallError with_usage(const CallError& error, const Usage& usage);

// A body of parts (RFC 7578).
class FormBody {
public:
    FormBody();
    void add(std::string_view name, std::string_view value);
    void add_file(std::string_view name, std::string_view file_name, std::string_view media_type,
                  std::string_view bytes);
    [[nodiscard]] std::string media_type() const;
    [[nodiscard]] std::string finish();

private:
    std::string boundary_;
    std::string body_;
};
std::string extension_of(std::string_view media_type);

}  // namespace fabula::providers
