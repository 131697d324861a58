// Why nothing came back, told apart so that whoever asked knows what to do about it.
#pragma once

#include <string>

#include "base/error.hpp"

namespace fabula::net {

enum class Failure {
    BadRequest,     // An address or a header that cannot be sent.
    Refused,        // The guard lets nobody go there.
    NoSuchName,     // Nobody knows the name, or the name server did not answer.
    CannotConnect,  // Nobody listens there, or no way leads there.
    Tls,            // The other side could not show who it is.
    TimedOut,       // Too long a silence, or all in all.
    Broken,         // Cut off, or no HTTP.
    TooLarge,       // More than the caller takes.
    TooManyRedirects,
    Cancelled,
};

// Whether the other side may have seen the request. Where it may, doing paid work again costs
// again.
enum class Sent { No, Maybe };

// The public text names the host that was asked, and nothing else of the address.
class FetchError : public AppError {
public:
    // `host` may be empty where there is none yet; `why` goes to the log.
    FetchError(Failure failure, Sent sent, const std::string& host, std::string why);

    [[nodiscard]] Failure failure() const noexcept { return failure_; }
    [[nodiscard]] Sent sent() const noexcept { return sent_; }

private:
    Failure failure_;
    Sent sent_;
};

}  // namespace fabula::net
