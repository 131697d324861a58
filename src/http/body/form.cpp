#include "http/body/form.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "http/body/multipart.hpp"
#include "http/body/receive.hpp"
#include "http/router.hpp"

namespace fabula::http {

namespace {

[[noreturn]] void too_large(std::uint64_t bytes_max) {
    throw AppError(Code::TooLarge, PublicText{"The form is too large: at most " +
                                              format_bytes(bytes_max) + " are taken here."});
}

Json to_object(std::vector<NameValue> fields) {
    Json out = Json::object();
    for (auto& [name, value] : fields) {
        if (!is_utf8(value)) invalid(name, "is not UTF-8 text");
        if (out.contains(name)) invalid(name, name + " is given more than once.");
        out[name] = std::move(value);
    }
    return out;
}

class FieldSink final : public PartSink {
public:
    explicit FieldSink(std::uint64_t bytes_max) : bytes_max_(bytes_max) {}

    void begin(const PartHeader& header) override { fields_.emplace_back(header.name, ""); }
    void content(std::string_view piece) override {
        size_ += piece.size();
        if (size_ > bytes_max_) too_large(bytes_max_);
        fields_.back().second += piece;
    }
    void end() override {}

    std::vector<NameValue> take() { return std::move(fields_); }

private:
    std::uint64_t bytes_max_;
    std::uint64_t size_ = 0;
    std::vector<NameValue> fields_;
};

bool is_urlencoded(std::string_view content_type) {
    return to_lower_ascii(trim(content_type.substr(0, content_type.find(';')))) ==
           "application/x-www-form-urlencoded";
}

}  // namespace

std::optional<Json> read_form(Body& body, std::string_view content_type, std::uint64_t bytes_max) {
    if (const auto boundary = multipart_boundary(content_type)) {
        FieldSink sink(bytes_max);
        read_multipart(body, *boundary, sink);
        return to_object(sink.take());
    }
    if (!is_urlencoded(content_type)) return std::nullopt;
    // Each byte of text may be sent as three.
    if (body.length() > 3 * bytes_max) too_large(bytes_max);
    auto fields = parse_query(read_text(body));
    if (!fields) invalid("", "The form is not well encoded.");
    return to_object(std::move(*fields));
}

}  // namespace fabula::http
