// From what came back, or did not, to the one kind of error that callers see.
#pragma once

#include <string>
#include <string_view>

#include "net/fetch_error.hpp"
#include "net/message.hpp"
#include "providers/access.hpp"

namespace fabula::providers {

// Whether the request costs where it is done: of one that does not, no outcome is unknown.
enum class Paid { No, Yes };

// What an answer says of its failure, in any of the shapes that providers write.
struct Complaint {
    std::string text;  // In the provider's words; may be empty.
    std::string code;  // Codes and types, in lower case.
    int status = 0;    // Where the body names one; 0: it does not.
};
Complaint parse_complaint(std::string_view body);
Complaint read_complaint(const Json& body);
// Whether an answer that is called a success names an error.
bool has_error(const Json& body);

// "“too many tokens”": shortened, in one line, without keys. Empty for empty text.
std::string quote(const Access& access, std::string_view text);

// Of an answer whose status is no success.
CallError fault_of(const Access& access, const net::Response& answer, Time now, Paid paid);
// Of a failure inside a successful answer.
CallError fault_of(const Access& access, const Complaint& complaint, int status = 200);
CallError fault_of(const Access& access, const net::FetchError& error, Paid paid);
// An answer came that is none: `what` says so, "is not a picture".
CallError bad_answer(const Access& access, const std::string& what, std::string_view body = {});

// "OpenAI (api.openai.com)"
std::string who_is(const Endpoint& endpoint);

}  // namespace fabula::providers
