// Why a call to a provider gave nothing, told apart by what can be done about it.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/fields.hpp"
#include "providers/usage.hpp"

namespace fabula::providers {

enum class CallFailure {
    RateLimited,  // Too many calls; retry_after() says when, where the provider did.
    Busy,         // Overloaded, broken at the other side, or a model that is still being loaded.
    NoCredit,     // The account is empty or at its limit.
    BadKey,
    Forbidden,    // The key is good, but not for this.
    NoModel,      // No such model, or no such address.
    TooLarge,     // More text or pictures than the model or the provider takes.
    Invalid,      // The provider did not understand or take the request.
    Refused,      // A safety filter, or the model itself, will not do this.
    Unreachable,  // Nothing was sent: no such name, nobody listens, the guard forbids it.
    Unsupported,  // Neither asked nor sent: the connection cannot do this.
    CutShort,     // The answer ended at its limit of tokens before it was whole.
    BadAnswer,    // An answer came that is none: a page for a picture, broken JSON, cut off.
    TimedOut,
    Cancelled,  // By whoever called.
    Failed,     // The provider took the work and says that it went wrong.
    NotAllowed  // Nothing was sent: the server's settings let nobody ask there.
};

// One failed call. The public text says what happened and what the person can do; words of the
// provider in it are quoted, shortened, and free of control characters and keys.
class CallError : public AppError {
public:
    struct About {
        std::optional<std::chrono::milliseconds> retry_after{};
        // Bytes of the request may have arrived, and no answer says what became of it.
        bool outcome_unknown = false;
        // What the call used all the same, where the answer says so: a failure may cost.
        std::optional<Usage> usage{};
        std::string log{};  // Never shown; without keys as well.
    };

    CallError(CallFailure failure, PublicText text)
        : CallError(failure, std::move(text), About()) {}
    CallError(CallFailure failure, PublicText text, About about);

    [[nodiscard]] CallFailure failure() const noexcept { return failure_; }
    // Whether the same call may succeed later without anybody changing anything. Of a paid call
    // whose outcome is unknown, a person decides: it may be paid twice.
    [[nodiscard]] bool retryable() const noexcept;
    // From when the failure was noticed on; at most net::kRetryWaitMax.
    [[nodiscard]] std::optional<std::chrono::milliseconds> retry_after() const noexcept {
        return about_.retry_after;
    }
    [[nodiscard]] bool outcome_unknown() const noexcept { return about_.outcome_unknown; }
    [[nodiscard]] const std::optional<Usage>& usage() const noexcept { return about_.usage; }

private:
    CallFailure failure_;
    About about_;
};

}  // namespace fabula::providers

namespace fabula {

template <>
struct EnumNames<providers::CallFailure> {
    static constexpr std::array<std::string_view, 17> names{
        "rate_limited", "busy",      "no_credit", "bad_key",     "forbidden",   "no_model",
        "too_large",    "invalid",   "refused",   "unreachable", "unsupported", "cut_short",
        "bad_answer",   "timed_out", "cancelled", "failed",      "not_allowed"};
};

}  // namespace fabula
