#include "providers/json_answer.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "providers/json_schema.hpp"

namespace fabula::providers {

namespace {

constexpr int kStartsMax = 20;             // Brackets that are tried as the beginning.
constexpr std::size_t kShownMax = 20'000;  // Code points of an answer that is shown again.
constexpr std::size_t kRefusalMax = 300;   // Code points.

// The end of the value that begins at `start`; npos where it is not whole.
std::size_t end_of_value(std::string_view text, std::size_t start) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t at = start; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c == '\\') ++at;
            if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (--depth == 0) return at + 1;
        }
    }
    return std::string_view::npos;
}

// Without commas before closing brackets.
std::string without_last_commas(std::string_view text) {
    std::string out;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        out += c;
        if (quoted && c == '\\' && at + 1 < text.size()) {
            out += text[++at];
            continue;
        }
        if (c == '"') quoted = !quoted;
        if (quoted || (c != '}' && c != ']')) continue;
        const auto before = out.find_last_not_of(" \t\r\n", out.size() - 2);
        if (before != std::string::npos && out[before] == ',') out.erase(before, 1);
    }
    return out;
}

TextRequest in_words(TextRequest request, const JsonQuestion& question, JsonMode mode) {
    request.shape =
        JsonShape{.name = question.name, .schema = strict_schema(question.schema), .mode = mode};
    if (mode == JsonMode::Schema) return request;
    if (!request.system.empty()) request.system += "\n\n";
    request.system +=
        "Answer with one JSON document and nothing else: no words around it, no code fence. It has "
        "to fit this JSON Schema:\n" +
        write_json(question.schema);
    return request;
}

class Asking {
public:
    Asking(const TextModel& model, const TextRequest& request, const JsonQuestion& question,
           const std::stop_token& stop)
        : model_(model), request_(request), question_(question), stop_(stop) {}

    JsonAnswer run() {
        auto answer = first();
        auto problems = read(answer);
        if (!problems.empty()) {
            if (question_.before_repair) question_.before_repair(out_.usage);
            answer = second(answer, problems);
            problems = read(answer);
        }
        if (!problems.empty()) {
            fail(CallFailure::BadAnswer,
                 "The model did not answer in the form that was asked for, twice: " +
                     problems.front() + ".");
        }
        return std::move(out_);
    }

private:
    // A form that is refused before anything was done costs nothing: the next one is tried.
    TextAnswer first() {
        for (mode_ = model_.capabilities().json; mode_ != JsonMode::Words;
             mode_ = mode_ == JsonMode::Schema ? JsonMode::Object : JsonMode::Words) {
            try {
                return model_.answer(in_words(request_, question_, mode_), {}, stop_);
            } catch (const CallError& error) {
                if (error.failure() != CallFailure::Invalid || error.outcome_unknown()) throw;
            }
        }
        return model_.answer(in_words(request_, question_, mode_), {}, stop_);
    }
    TextAnswer second(const TextAnswer& before, const std::vector<std::string>& problems) {
        auto request = in_words(request_, question_, mode_);
        request.messages.push_back({Speaker::Model, shorten(before.text, kShownMax)});
        request.messages.push_back(
            {Speaker::User, "That does not fit: " + join(problems, "; ") +
                                ". Answer again with the whole JSON document and nothing else."});
        ++out_.calls;
        try {
            return model_.answer(request, {}, stop_);
        } catch (const CallError& error) {
            const auto& used = error.usage();
            throw CallError(error.failure(), PublicText{error.what()},
                            {.retry_after = error.retry_after(),
                             .outcome_unknown = error.outcome_unknown(),
                             .usage = used ? add_usage(out_.usage, *used) : out_.usage,
                             .log = error.details().log});
        }
    }
    // The problems of the answer; of one that fits, none.
    std::vector<std::string> read(const TextAnswer& answer) {
        out_.usage = out_.calls == 1 ? answer.usage : add_usage(out_.usage, answer.usage);
        out_.model = answer.model;
        out_.provider_id = answer.provider_id;
        if (answer.finish == Finish::Refused) {
            const auto words = shorten(trim(answer.text), kRefusalMax);
            fail(CallFailure::Refused, "The model declined to do this." +
                                           (words.empty() ? "" : " It says: “" + words + "”"));
        }
        auto value = find_json(answer.text);
        if (!value && answer.finish == Finish::Length) {
            fail(CallFailure::CutShort,
                 "The answer reached its limit of length before it was whole. Ask for less at a "
                 "time, or allow more.");
        }
        if (!value) return {"there is no whole JSON document in it"};
        drop_nulls(question_.schema, *value);
        auto problems = check_json(question_.schema, *value);
        if (problems.empty()) out_.value = std::move(*value);
        return problems;
    }
    [[noreturn]] void fail(CallFailure failure, std::string text) const {
        throw CallError(failure, PublicText{std::move(text)}, {.usage = out_.usage});
    }

    const TextModel& model_;
    const TextRequest& request_;
    const JsonQuestion& question_;
    const std::stop_token& stop_;
    JsonMode mode_ = JsonMode::Words;
    JsonAnswer out_;
};

}  // namespace

std::optional<Json> find_json(std::string_view text) {
    std::optional<Json> found;
    std::size_t longest = 0;
    std::size_t start = 0;
    for (int i = 0; i < kStartsMax; ++i) {
        start = text.find_first_of("{[", start);
        if (start == std::string_view::npos) break;
        const auto end = end_of_value(text, start);
        const auto size = end == std::string_view::npos ? 0 : end - start;
        auto next = start + 1;
        if (size > longest) {
            const auto part = text.substr(start, size);
            auto json = read_untrusted(part);
            if (json.is_discarded()) json = read_untrusted(without_last_commas(part));
            if (!json.is_discarded()) {
                found = std::move(json);
                longest = size;
                next = end;
            }
        }
        start = next;
    }
    return found;
}

JsonAnswer answer_json(const TextModel& model, const TextRequest& request,
                       const JsonQuestion& question, const std::stop_token& stop) {
    return Asking(model, request, question, stop).run();
}

}  // namespace fabula::providers
