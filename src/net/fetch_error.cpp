#include "net/fetch_error.hpp"

namespace fabula::net {

namespace {

std::string text_of(Failure failure, const std::string& host) {
    switch (failure) {
        case Failure::BadRequest: return "This is no address that can be asked: " + host;
        case Failure::Refused:
            return host +
                   " was not asked: local networks and unusual ports are only asked where the "
                   "setting net-allow names host and port.";
        case Failure::NoSuchName: return "No server by the name " + host + " was found.";
        case Failure::CannotConnect: return host + " cannot be reached.";
        case Failure::Tls: return host + " could not prove who it is, so nothing was sent to it.";
        case Failure::TimedOut: return host + " did not answer in time.";
        case Failure::Broken: return "The answer of " + host + " broke off or is no HTTP.";
        case Failure::TooLarge: return "The answer of " + host + " is too large.";
        case Failure::TooManyRedirects:
            return host + " sends on and on, or to where nobody may go.";
        case Failure::Cancelled: return "The request to " + host + " was cancelled.";
    }
    return {};
}

Code code_of(Failure failure) {
    const bool callers = failure == Failure::BadRequest || failure == Failure::Refused;
    return callers ? Code::Invalid : Code::Upstream;
}

}  // namespace

FetchError::FetchError(Failure failure, Sent sent, const std::string& host, std::string why)
    : AppError(code_of(failure), PublicText{text_of(failure, host)},
               {.log = "fetch from " + host + ": " + std::move(why)}),
      failure_(failure),
      sent_(sent) {}

}  // namespace fabula::net
