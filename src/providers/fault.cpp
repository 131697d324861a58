#include "providers/fault.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "net/retry_hint.hpp"
#include "providers/json_schema.hpp"

namespace fabula::providers {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t kQuoteMax = 300;  // Code points.
constexpr std::size_t kLogMax = 500;    // Code points.

bool has_any(const std::string& text, std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(
        parts, [&](std::string_view part) { return text.find(part) != std::string::npos; });
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

bool is_key_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '*' || c == '.';
}

// The key itself, and what looks like one: providers repeat it half masked.
std::string without_keys(const Access& access, std::string text) {
    if (access.key.size() >= 4) replace_all(text, access.key, "…");
    for (auto at = text.find("sk-"); at != std::string::npos; at = text.find("sk-", at + 1)) {
        if (at > 0 && is_key_letter(text[at - 1])) continue;
        auto end = at;
        while (end < text.size() && is_key_letter(text[end])) ++end;
        if (end - at > 6) text.replace(at, end - at, "…");
    }
    return text;
}

std::string text_in(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    return {};
}

std::string member(const Json& object, const char* name) {
    if (!object.is_object()) return {};
    const auto found = object.find(name);
    return found == object.end() ? std::string() : text_in(*found);
}

void add_code(Complaint& out, const std::string& code) {
    if (code.empty()) return;
    if (!out.code.empty()) out.code += ' ';
    out.code += to_lower_ascii(code);
    const auto number = parse_integer(code);
    if (number && *number >= 400 && *number < 600) out.status = static_cast<int>(*number);
}

void read_object(Complaint& out, const Json& object) {
    for (const char* name : {"message", "msg", "detail", "exception_message", "details"}) {
        if (out.text.empty()) out.text = member(object, name);
    }
    for (const char* name : {"code", "type", "status", "exception_type"}) {
        add_code(out, member(object, name));
    }
    const auto metadata = object.find("metadata");
    if (metadata != object.end() && metadata->is_object()) {
        if (metadata->contains("reasons")) out.code += " moderation";
        const auto raw = member(*metadata, "raw");
        if (!raw.empty()) out.text += ": " + raw;
    }
}

// ComfyUI: the first of the reasons for which a workflow is not queued.
std::string reason_in(const Json& node_errors) {
    for (const auto& node : node_errors) {
        const auto errors = node.is_object() ? node.find("errors") : node.end();
        if (!node.is_object() || errors == node.end() || !errors->is_array() || errors->empty()) {
            continue;
        }
        return member(node, "class_type") + ": " + member(errors->front(), "message") + ", " +
               member(errors->front(), "details");
    }
    return {};
}

// What a failure is by the provider's own codes, which say more than the status.
std::optional<CallFailure> failure_by_code(const Complaint& complaint) {
    using enum CallFailure;
    const auto& code = complaint.code;
    const auto text = to_lower_ascii(complaint.text);
    if (has_any(code, {"insufficient_quota", "billing", "insufficient_credit", "insufficientcredit",
                       "insufficient_balance", "payment_required"})) {
        return NoCredit;
    }
    if (has_any(text, {"insufficient credit", "credit balance is too low", "exhausted balance"})) {
        return NoCredit;
    }
    if (has_any(code, {"content_policy", "content_filter", "moderation", "safety", "nsfw",
                       "contentmoderation", "refusal"})) {
        return Refused;
    }
    if (has_any(text, {"safety system", "content policy", "moderation", "flagged as"})) {
        return Refused;
    }
    if (has_any(code, {"context_length", "string_above_max", "request_too_large", "too_long"}) ||
        has_any(text, {"maximum context length", "prompt is too long", "exceeds the context"})) {
        return TooLarge;
    }
    if (has_any(code, {"invalid_api_key", "authentication", "unauthorized", "invalidapikey"})) {
        return BadKey;
    }
    if (has_any(text, {"value not in list"}) && has_any(text, {"ckpt_name", "unet_name"})) {
        return NoModel;
    }
    if (has_any(code, {"model_not_found", "not_found_error", "modelnotfound", "invalidmodel"}) ||
        (has_any(text, {"model"}) &&
         has_any(text, {"not found", "does not exist", "not a valid"}))) {
        return NoModel;
    }
    if (has_any(code, {"rate_limit", "ratelimit", "too_many_requests"})) return RateLimited;
    if (has_any(code, {"overloaded", "server_error", "api_error", "unavailable"})) return Busy;
    return std::nullopt;
}

CallFailure failure_by_status(int status) {
    using enum CallFailure;
    switch (status) {
        case 401: return BadKey;
        case 402: return NoCredit;
        case 403: return Forbidden;
        case 404:
        case 405:
        case 410: return NoModel;
        case 408:
        case 409:
        case 425: return Busy;
        case 413: return TooLarge;
        case 429: return RateLimited;
        case 501: return Unsupported;
        case 504:
        case 524: return TimedOut;
        default: break;
    }
    if (status >= 500) return Busy;
    if (status >= 400) return Invalid;
    return BadAnswer;
}

std::string said(const std::string& quoted) {
    return quoted.empty() ? std::string() : " It says: " + quoted;
}

std::string text_of(CallFailure failure, const std::string& who, const std::string& model) {
    const auto named = model.empty() ? std::string("the model") : "the model " + model;
    switch (failure) {
        case CallFailure::RateLimited: return who + " asks for fewer calls at a time.";
        case CallFailure::Busy: return who + " is busy or out of order at the moment.";
        case CallFailure::NoCredit:
            return "The account at " + who + " has no credit left, or has reached its limit.";
        case CallFailure::BadKey: return who + " does not accept the key.";
        case CallFailure::Forbidden: return "The key may not do this at " + who + ".";
        case CallFailure::NoModel:
            return who + " does not know " + named + ", or not at this address.";
        case CallFailure::TooLarge: return "This is more than " + who + " takes at once.";
        case CallFailure::Invalid: return who + " could not do anything with the request.";
        case CallFailure::Refused: return who + " declined to make this.";
        case CallFailure::Unsupported: return who + " cannot do this.";
        case CallFailure::TimedOut: return who + " did not finish in time.";
        case CallFailure::Failed: return who + " tried and failed.";
        default: return "The answer of " + who + " is of no use.";
    }
}

CallError made(const Access& access, CallFailure failure, const Complaint& complaint,
               CallError::About about) {
    const auto text = text_of(failure, who_is(access.endpoint), access.endpoint.model) +
                      said(quote(access, complaint.text));
    return {failure, PublicText{text}, std::move(about)};
}

}  // namespace

std::string who_is(const Endpoint& endpoint) {
    if (endpoint.name.empty() || endpoint.name == endpoint.host) return endpoint.host;
    return endpoint.name + " (" + endpoint.host + ")";
}

std::string quote(const Access& access, std::string_view text) {
    const auto plain = in_one_line(without_keys(access, std::string(text.substr(0, 10'000))));
    if (plain.empty()) return {};
    return "“" + shorten(plain, kQuoteMax) + "”";
}

bool has_error(const Json& body) {
    if (!body.is_object()) return false;
    const auto found = body.find("error");
    return found != body.end() && (found->is_object() || !text_in(*found).empty());
}

Complaint read_complaint(const Json& body) {
    Complaint out;
    if (body.is_string()) {
        out.text = body.get<std::string>();
        return out;
    }
    if (!body.is_object()) return out;
    const auto error = body.find("error");
    if (error != body.end() && error->is_object()) read_object(out, *error);
    if (error != body.end()) {
        const auto text = text_in(*error);
        if (!text.empty()) out.text = text;
    }
    for (const char* list : {"errors", "detail"}) {
        const auto found = body.find(list);
        if (found == body.end() || !found->is_array() || found->empty()) continue;
        if (found->front().is_object()) read_object(out, found->front());
    }
    if (out.text.empty() || out.code.empty()) read_object(out, body);
    const auto nodes = body.find("node_errors");
    if (nodes != body.end() && nodes->is_object()) {
        const auto reason = reason_in(*nodes);
        if (!reason.empty()) out.text = reason;
    }
    return out;
}

Complaint parse_complaint(std::string_view body) {
    const auto json = read_untrusted(body);
    if (!json.is_discarded()) return read_complaint(json);
    Complaint out;
    const auto plain = trim(body);
    const bool page = plain.starts_with('<');
    if (!page) out.text = std::string(plain.substr(0, 1000));
    return out;
}

CallError fault_of(const Access& access, const net::Response& answer, Time now, Paid paid) {
    const auto complaint = parse_complaint(answer.body);
    auto failure = failure_by_status(answer.status);
    const bool certain =
        failure == CallFailure::BadKey || failure == CallFailure::NoCredit || answer.status < 400;
    if (!certain) failure = failure_by_code(complaint).value_or(failure);
    // What a gateway gave up waiting for may have been done behind it.
    const bool unknown = answer.status == 504 || answer.status == 524;
    CallError::About about{
        .outcome_unknown = unknown && paid == Paid::Yes && !access.endpoint.local,
        .log = access.endpoint.host + " answered " + std::to_string(answer.status) + " " +
               shorten(in_one_line(without_keys(access, answer.body.substr(0, 4000))), kLogMax)};
    const bool later = failure == CallFailure::RateLimited || failure == CallFailure::Busy;
    if (later) about.retry_after = net::retry_hint(answer.headers, now);
    if (failure == CallFailure::BadAnswer) {
        return {failure,
                PublicText{who_is(access.endpoint) + " answered " + std::to_string(answer.status) +
                           " and leads elsewhere. Check the address of the connection."},
                std::move(about)};
    }
    return made(access, failure, complaint, std::move(about));
}

CallError fault_of(const Access& access, const Complaint& complaint, int status) {
    auto failure = CallFailure::Failed;
    if (complaint.status != 0) status = complaint.status;
    if (status >= 400) failure = failure_by_status(status);
    failure = failure_by_code(complaint).value_or(failure);
    return made(access, failure, complaint, {.log = complaint.code});
}

CallError fault_of(const Access& access, const net::FetchError& error, Paid paid) {
    using net::Failure;
    const bool sent = error.sent() == net::Sent::Maybe;
    CallError::About about{.outcome_unknown = sent && paid == Paid::Yes && !access.endpoint.local &&
                                              error.failure() != Failure::TooLarge,
                           .log = error.details().log};
    auto failure = CallFailure::BadAnswer;
    if (error.failure() == Failure::Refused || error.failure() == Failure::BadRequest) {
        failure = CallFailure::NotAllowed;
    } else if (error.failure() == Failure::Cancelled) {
        failure = CallFailure::Cancelled;
    } else if (!sent) {
        failure = CallFailure::Unreachable;
    } else if (error.failure() == Failure::TimedOut) {
        failure = CallFailure::TimedOut;
    }
    std::string text = error.what();
    if (error.failure() == Failure::CannotConnect && access.endpoint.local) {
        text += " Is the program running there?";
    }
    return {failure, PublicText{text}, std::move(about)};
}

CallError bad_answer(const Access& access, const std::string& what, std::string_view body) {
    return {CallFailure::BadAnswer,
            PublicText{"The answer of " + who_is(access.endpoint) + " " + what + "."},
            {.log = shorten(in_one_line(without_keys(access, std::string(body.substr(0, 4000)))),
                            kLogMax)}};
}

}  // namespace fabula::providers
