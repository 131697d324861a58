#include "providers/call_error.hpp"

namespace fabula::providers {

namespace {

Code code_of(CallFailure failure) {
    switch (failure) {
        case CallFailure::RateLimited: return Code::TooMany;
        case CallFailure::Busy: return Code::Unavailable;
        case CallFailure::TooLarge:
        case CallFailure::Invalid:
        case CallFailure::Refused:
        case CallFailure::Unsupported:
        case CallFailure::NotAllowed: return Code::Invalid;
        default: return Code::Upstream;
    }
}

}  // namespace

CallError::CallError(CallFailure failure, PublicText text, About about)
    : AppError(code_of(failure), std::move(text), {.log = about.log}),
      failure_(failure),
      about_(std::move(about)) {}

bool CallError::retryable() const noexcept {
    if (about_.outcome_unknown) return false;
    switch (failure_) {
        case CallFailure::RateLimited:
        case CallFailure::Busy:
        case CallFailure::Unreachable:
        case CallFailure::TimedOut: return true;
        default: return false;
    }
}

}  // namespace fabula::providers
