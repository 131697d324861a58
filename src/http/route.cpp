#include "http/route.hpp"

#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace fabula::http {

namespace {

// "pages" of "/api/v1/scripts/{id}/pages", with underscores as members have.
std::string last_literal_segment(std::string_view path) {
    std::string found;
    for (const auto segment : split(path, '/')) {
        if (!segment.empty() && segment.front() != '{') found = segment;
    }
    for (char& c : found) {
        if (c == '-') c = '_';
    }
    return found;
}

// The revision in one entity tag; -1 for a tag that no revision has.
std::int64_t rev_of_tag(std::string_view tag) {
    if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') return -1;
    return parse_integer(tag.substr(1, tag.size() - 2)).value_or(-1);
}

}  // namespace

std::string_view name_of(Access access) noexcept {
    constexpr std::array<std::string_view, 7> names{"anyone", "member", "viewer", "editor",
                                                    "admin",  "owner",  "host"};
    return names[static_cast<std::size_t>(access)];
}

void Call::check_rev(std::int64_t rev) const {
    if (expected_rev && *expected_rev != rev) {
        throw AppError(Code::Stale,
                       PublicText{"Somebody else changed this in the meantime. Reload it and "
                                  "make the change again."});
    }
}

PageAnswer PageAnswer::redirect(std::string path) {
    PageAnswer answer{Json::object()};
    answer.redirect_to = std::move(path);
    return answer;
}

Route live_route(std::string path, std::string name, Access access, std::string summary) {
    Route row = detail::make_row(Method::Get, std::move(path), std::move(name), access,
                                 std::move(summary), {.status = 101});
    row.kind = RouteKind::Live;
    row.types = [](const Route&) { return RouteTypes{}; };
    return row;
}

namespace detail {

std::string type_name_in(std::string_view pretty_function) {
    constexpr std::string_view marker = "T = ";
    auto name = pretty_function.substr(pretty_function.find(marker) + marker.size());
    name = name.substr(0, name.find_first_of(";]"));
    const auto last_colon = name.rfind(':');
    if (last_colon != std::string_view::npos) name.remove_prefix(last_colon + 1);
    return std::string(name);
}

void add_query_field(Json& fields, const Request& request, std::string_view name, bool list) {
    Json values = Json::array();
    for (const auto& [key, value] : request.query) {
        if (key == name) values.push_back(value);
    }
    if (values.empty()) return;
    if (list) {
        fields[std::string(name)] = std::move(values);
    } else if (values.size() == 1) {
        fields[std::string(name)] = std::move(values[0]);
    } else {
        invalid(std::string(name), std::string(name) + " is given more than once.");
    }
}

void add_form_field(Json& fields, const Upload& upload, std::string_view name, bool list) {
    const std::string key(name);
    const auto other = to_camel_case(name);
    for (const auto& [given, value] : upload.form()) {
        if (given != key && given != other) continue;
        if (list) {
            fields[key].push_back(value);
        } else if (fields.contains(key)) {
            invalid(key, key + " is given more than once.");
        } else {
            fields[key] = value;
        }
    }
}

void add_path_field(Json& fields, const Request& request, std::string_view name) {
    for (const auto& [key, value] : request.parameters) {
        if (key == name) fields[std::string(name)] = value;
    }
}

void read_paging(Call& call) {
    if (const auto limit = call.request.query_value("limit")) {
        const auto number = parse_integer(*limit);
        if (!number || *number < 1 || *number > limits::kPageLimitMax) {
            invalid("limit", "limit must be a whole number from 1 to " +
                                 std::to_string(limits::kPageLimitMax) + ".");
        }
        call.paging.limit = *number;
    }
    if (const auto cursor = call.request.query_value("cursor")) call.paging.cursor = *cursor;
}

void read_expected_rev(Call& call) {
    const auto header = call.request.header("if-match");
    if (!header || *header == "*") return;
    if (header->find(',') != std::string_view::npos) {
        invalid("If-Match", "If-Match must name one revision.");
    }
    call.expected_rev = rev_of_tag(*header);
}

std::string plural_of(const Route& route) {
    if (!route.options.plural.empty()) return std::string(route.options.plural);
    return last_literal_segment(route.path);
}

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Route make_row(Method method, std::string path, std::string name, Access access,
               std::string summary, RouteOptions options) {
    Route row;
    row.method = method;
    row.path = std::move(path);
    row.name = std::move(name);
    row.access = access;
    row.summary = std::move(summary);
    row.options = std::move(options);
    return row;
}

void set_body(Route& row, bool takes_input, bool takes_upload) {
    const bool from_query = row.method == Method::Get || row.method == Method::Delete;
    if (takes_upload) {
        row.body = BodyKind::Upload;
    } else if (takes_input && !from_query) {
        row.body = BodyKind::Json;
    }
}

Reply page_reply(const Route& route, const PageAnswer& answer, Exchange& exchange) {
    if (!answer.redirect_to.empty()) return Reply::redirect(answer.redirect_to);
    Reply reply =
        Reply::bytes("text/html; charset=utf-8", exchange.render(route.template_name, answer.data));
    reply.status = answer.status;
    return reply;
}

}  // namespace detail

}  // namespace fabula::http
