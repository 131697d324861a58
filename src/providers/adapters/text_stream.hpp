// What the adapters of text models share: a call whose answer streams in, or comes whole from
// servers that do not stream.
#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "providers/caller.hpp"

namespace fabula::providers {

enum class StreamForm { Events, Lines };

// Sends the plan and hands over every JSON document of the answer, as it comes. An answer that is
// one whole document is handed over as such. Throws CallError: the error that a document names,
// BadAnswer for what is no JSON.
void stream_json(const Caller& caller, Caller::Plan plan, StreamForm form,
                 const std::function<void(const Json& document)>& take,
                 const std::stop_token& stop);

// Gathers an answer, and tells its pieces on.
class AnswerText {
public:
    AnswerText(TextAnswer& answer, const TakeText& on_text) : answer_(answer), on_text_(on_text) {}

    void add(std::string_view piece) {
        if (piece.empty()) return;
        answer_.text += piece;
        if (on_text_) on_text_(piece);
    }

private:
    TextAnswer& answer_;
    const TakeText& on_text_;
};

// Strings, numbers and objects where a provider promised them, and empty or nothing elsewhere.
std::string string_at(const Json& object, const char* name);
std::optional<std::int64_t> integer_at(const Json& object, const char* name);
const Json& object_at(const Json& object, const char* name);
const Json& list_at(const Json& object, const char* name);

// Tokens of an answer where the request names no limit.
inline constexpr std::int64_t kUsualAnswer = 2048;
// Roughly, for estimates: a token is about three bytes of text.
std::int64_t guess_tokens(const TextRequest& request);
// Between an answer of half the length allowed (or 300 tokens) and one of all of it.
std::optional<Estimate> estimate_text(const Access& access, const TextRequest& request);

}  // namespace fabula::providers
