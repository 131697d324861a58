#include "providers/adapters/text_stream.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "providers/json_schema.hpp"
#include "providers/line_reader.hpp"

namespace fabula::providers {

namespace {

// Tells a stream of events or lines from one whole document, which may span many lines.
class StreamReader {
public:
    StreamReader(const Caller& caller, StreamForm form,
                 const std::function<void(const Json&)>& take)
        : caller_(caller),
          form_(form),
          take_(take),
          events_([this](std::string_view data) { take_data(data); }),
          lines_([this](std::string_view line) { take_data(line); }) {}

    void feed(std::string_view piece) {
        if (form_ == StreamForm::Events && !begun_) {
            const auto at = piece.find_first_not_of(" \r\n\t");
            if (at == std::string_view::npos) return;
            begun_ = true;
            whole_ = piece[at] == '{' || piece[at] == '[' || piece[at] == '<';
        }
        if (whole_) {
            document_ += piece;
        } else if (form_ == StreamForm::Events) {
            events_.feed(piece);
        } else {
            lines_.feed(piece);
        }
    }
    void finish() {
        if (whole_) {
            take_data(document_);
        } else if (form_ == StreamForm::Events) {
            events_.finish();
        } else {
            lines_.finish();
        }
    }

private:
    void take_data(std::string_view data) {
        data = trim(data);
        if (data.empty() || data == "[DONE]") return;
        const auto json = read_untrusted(data);
        if (json.is_discarded() || !json.is_object()) {
            const bool page = data.starts_with('<');
            throw bad_answer(caller_.access(),
                             page ? "is a web page and no data. Check the address of the connection"
                                  : "is broken off or is no JSON",
                             data);
        }
        if (has_error(json)) throw fault_of(caller_.access(), read_complaint(json));
        take_(json);
    }

    const Caller& caller_;
    StreamForm form_;
    const std::function<void(const Json&)>& take_;
    EventReader events_;
    LineReader lines_;
    std::string document_;
    bool begun_ = false;
    bool whole_ = false;
};

}  // namespace

void stream_json(const Caller& caller, Caller::Plan plan, StreamForm form,
                 const std::function<void(const Json& document)>& take,
                 const std::stop_token& stop) {
    StreamReader reader(caller, form, take);
    plan.on_body = [&reader](std::string_view piece) { reader.feed(piece); };
    static_cast<void>(caller.send(std::move(plan), stop));
    reader.finish();
}

std::string string_at(const Json& object, const char* name) {
    if (!object.is_object()) return {};
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) return {};
    return found->get<std::string>();
}

std::optional<std::int64_t> integer_at(const Json& object, const char* name) {
    if (!object.is_object()) return std::nullopt;
    const auto found = object.find(name);
    if (found == object.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

const Json& object_at(const Json& object, const char* name) {
    static const Json none = Json::object();
    if (!object.is_object()) return none;
    const auto found = object.find(name);
    return found == object.end() || !found->is_object() ? none : *found;
}

const Json& list_at(const Json& object, const char* name) {
    static const Json none = Json::array();
    if (!object.is_object()) return none;
    const auto found = object.find(name);
    return found == object.end() || !found->is_array() ? none : *found;
}

std::int64_t guess_tokens(const TextRequest& request) {
    auto bytes = request.system.size();
    for (const auto& message : request.messages) bytes += message.text.size();
    if (request.shape) bytes += write_json(request.shape->schema).size();
    return static_cast<std::int64_t>(bytes / 3 + 20);
}

std::optional<Estimate> estimate_text(const Access& access, const TextRequest& request) {
    if (access.endpoint.local) return Estimate{};
    const auto input = guess_tokens(request);
    const auto most = request.max_output_tokens.value_or(kUsualAnswer);
    const auto cost = [&](std::int64_t in, std::int64_t out) {
        return price_of(access.price, {.input_tokens = in, .output_tokens = out});
    };
    const auto low = cost(input * 3 / 4, std::min<std::int64_t>(most, 300));
    const auto high = cost(input * 5 / 4, most);
    if (!low || !high) return std::nullopt;
    return Estimate{*low, *high};
}

}  // namespace fabula::providers
