#include "http/dispatch.hpp"

#include <algorithm>
#include <chrono>

#include "base/text.hpp"
#include "http/body/form.hpp"
#include "http/body/receive.hpp"
#include "http/live/live.hpp"
#include "http/resources.hpp"

namespace fabula::http {

namespace {

bool is_json_type(std::string_view content_type) {
    const auto type = to_lower_ascii(trim(content_type.substr(0, content_type.find(';'))));
    return type == "application/json" ||
           (type.starts_with("application/") && type.ends_with("+json"));
}

bool has_header(const Reply& reply, std::string_view name) {
    return std::ranges::any_of(reply.headers,
                               [&](const NameValue& header) { return header.first == name; });
}

std::string_view header_of(const Reply& reply, std::string_view name) {
    for (const auto& [key, value] : reply.headers) {
        if (key == name) return value;
    }
    return {};
}

// RFC 9110 13.1.2: the weak comparison, against a list or "*".
bool matches_tag(std::string_view condition, std::string_view tag) {
    if (tag.empty()) return false;
    for (auto one : split(condition, ',')) {
        one = trim(one);
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == tag || one == "*") return true;
    }
    return false;
}

// 304 where the caller has the very content already.
void answer_condition(const Request& request, Reply& reply) {
    const auto condition = request.header("if-none-match");
    if (!condition || request.method != Method::Get || reply.status != 200) return;
    if (!matches_tag(*condition, header_of(reply, "ETag"))) return;
    reply.status = 304;
    reply.body.clear();
    reply.file.reset();
    reply.content_type.clear();
}

// A line end in a value would let it write headers, or a whole answer, of its own.
void check_headers(const Reply& reply) {
    const auto breaks = [](std::string_view text) {
        return std::any_of(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        });
    };
    for (const auto& [name, value] : reply.headers) {
        if (breaks(name) || breaks(value)) {
            throw std::logic_error("a control character in the header " + name);
        }
    }
    if (breaks(reply.content_type)) throw std::logic_error("a control character in a content type");
}

bool wants_html(const Request& request) {
    return request.header("accept").value_or("").find("text/html") != std::string_view::npos;
}

std::string list_methods(const std::vector<Method>& methods) {
    std::vector<std::string> names;
    for (const auto method : methods) {
        names.emplace_back(name_of(method));
        if (method == Method::Get) names.emplace_back("HEAD");
    }
    names.emplace_back("OPTIONS");
    return join(names, ", ");
}

// The other end as it was when the connection was admitted; the connection itself is gone by then.
class KnownPeer final : public Peer {
public:
    explicit KnownPeer(const Peer* peer)
        : address_(peer != nullptr ? peer->address() : std::string()),
          loopback_(peer != nullptr && peer->loopback()),
          uid_(peer != nullptr ? peer->uid() : std::nullopt) {}
    [[nodiscard]] const std::string& address() const override { return address_; }
    [[nodiscard]] bool loopback() const override { return loopback_; }
    [[nodiscard]] std::optional<uid_t> uid() const override { return uid_; }

private:
    std::string address_;
    bool loopback_;
    std::optional<uid_t> uid_;
};

}  // namespace

class Dispatcher::CallExchange final : public Exchange {
public:
    CallExchange(const Dispatcher& owner, const Request& request, Body& body, const Actor& actor)
        : owner_(owner), request_(request), body_(body), actor_(actor) {}

    Json read_json(std::uint64_t bytes_max) override {
        if (bytes_max == 0) bytes_max = owner_.limits_.json_bytes;
        if (body_.length() == 0) return Json::object();
        if (!is_json_type(request_.header("content-type").value_or(""))) {
            throw AppError(Code::Unsupported,
                           PublicText{"The body must be JSON, sent with the header Content-Type: "
                                      "application/json."});
        }
        if (body_.length() > bytes_max) {
            throw AppError(Code::TooLarge,
                           PublicText{"The body has " + format_bytes(body_.length()) +
                                      "; at most " + format_bytes(bytes_max) + " are taken here."});
        }
        return parse_json(read_text(body_));
    }

    Json read_form_or_json(std::uint64_t bytes_max) override {
        const auto type = request_.header("content-type").value_or("");
        auto form =
            http::read_form(body_, type, bytes_max == 0 ? owner_.limits_.json_bytes : bytes_max);
        return form ? std::move(*form) : read_json(bytes_max);
    }

    Upload receive_upload(std::uint64_t bytes_max) override {
        if (bytes_max == 0) bytes_max = owner_.limits_.upload_bytes;
        return http::receive_upload(request_, body_, owner_.parts_.upload_folder, bytes_max);
    }

    std::string render(std::string_view template_name, const Json& data) override {
        const auto* templates = owner_.parts_.templates;
        if (templates == nullptr) throw std::logic_error("the server was given no templates");
        const auto accepted = wanted_languages(request_);
        return templates->render(template_name, data, templates->choose_language(accepted), actor_);
    }

private:
    const Dispatcher& owner_;
    const Request& request_;
    Body& body_;
    const Actor& actor_;
};

Dispatcher::Dispatcher(RouteTable table, DispatchParts parts, const Limits& limits)
    : table_(std::move(table)), parts_(std::move(parts)), limits_(limits), router_(table_) {}

Reply Dispatcher::answer(Request& request, Body& body) const {
    const auto start = std::chrono::steady_clock::now();
    Course course;
    const Route*& row = course.row;
    Reply reply;
    try {
        reply = find_answer(request, body, course);
        check_headers(reply);
        answer_condition(request, reply);
    } catch (const ConnectionLost&) {
        throw;
    } catch (const SenderTooSlow&) {
        reply = problem_reply(request, course,
                              problem_of_status(408, "The body of the request came too slowly."));
    } catch (const AppError& error) {
        if (error.code() == Code::Unauthenticated && !error.details().log.empty()) {
            // Tokens end every hour: nothing that whoever runs the server has to see to.
            parts_.log.info("request_refused", {{"request_id", request.id},
                                                {"route", row == nullptr ? "" : row->name},
                                                {"reason", error.details().log}});
        } else if (error.code() == Code::Internal || !error.details().log.empty()) {
            log_failure(request, row, error);
        }
        reply = refusal(request, course, error);
    } catch (const std::exception& error) {
        log_failure(request, row, error);
        reply = problem_reply(request, course, unknown_problem());
    } catch (...) {
        log_failure(request, row, std::runtime_error("an exception of unknown type"));
        reply = problem_reply(request, course, unknown_problem());
    }
    if (!has_header(reply, "Cache-Control")) {
        reply.headers.emplace_back("Cache-Control", "private, no-cache");
    }
    parts_.policy.add_headers(request, reply);
    const std::chrono::duration<double, std::milli> passed =
        std::chrono::steady_clock::now() - start;
    log_answer(request, row, reply, passed.count());
    return reply;
}

Reply Dispatcher::refuse(const Request& request, int status, std::string detail) const {
    Reply reply = to_reply(problem_of_status(status, std::move(detail)), request.id);
    parts_.policy.add_headers(request, reply);
    log_answer(request, nullptr, reply, 0);
    return reply;
}

Reply Dispatcher::find_answer(Request& request, Body& body, Course& course) const {
    if (const auto problem = parts_.policy.refuse(request)) {
        return problem_reply(request, course, *problem);
    }
    auto match = router_.find(request.method, request.path);
    course.row = match.route;
    auto query = parse_query(request.raw_query);
    if (match.malformed || !query) {
        return problem_reply(
            request, course,
            problem_of_status(400,
                              "The address holds a broken percent escape, a control character, a "
                              "step out of its folder, or bytes that are not UTF-8."));
    }
    request.query = std::move(*query);
    if (request.method == Method::Options) return answer_options(request, match);
    if (course.row == nullptr) return answer_unknown(request, match);
    request.parameters = std::move(match.parameters);
    return call_row(request, body, course);
}

Reply Dispatcher::call_row(Request& request, Body& body, Course& course) const {
    const Route& row = *course.row;
    course.actor = parts_.gatekeeper.admit(request, row);
    Call call{.request = request,
              .actor = course.actor,
              .paging = {},
              .expected_rev = {},
              .stopping = parts_.stopping};
    detail::read_expected_rev(call);
    if (row.kind == RouteKind::Live) return open_live(request, row, call.actor);
    CallExchange exchange(*this, request, body, course.actor);
    Reply reply = row.handle(row, call, exchange);
    if (reply.file && !std::filesystem::is_regular_file(reply.file->path)) {
        throw AppError(Code::NotFound, PublicText{"The file is missing on the server's disk."},
                       {.log = reply.file->path.string()});
    }
    const bool tagged = row.kind == RouteKind::Page && reply.status == 200;
    if (tagged) reply = std::move(reply).with_etag(content_tag(reply.body));
    return reply;
}

// RFC 6455 4.2.1; its keys are checked by whom the connection is handed to.
Reply Dispatcher::open_live(const Request& request, const Route& row, const Actor& actor) const {
    if (to_lower_ascii(request.header("upgrade").value_or("")) != "websocket" || request.head) {
        Reply reply =
            problem_reply(request, Course{&row, actor},
                          problem_of_status(426, "Ask for an upgrade to websocket here."));
        reply.headers.emplace_back("Upgrade", "websocket");
        return reply;
    }
    auto guest = std::make_shared<LiveGuest>();
    guest->actor = actor;
    guest->peer = std::make_shared<KnownPeer>(request.peer);
    auto asked = request;
    asked.peer = guest->peer.get();
    guest->may_stay = [asked = std::move(asked), &row, &keeper = parts_.gatekeeper] {
        try {
            return !keeper.admit(asked, row).anonymous();
        } catch (const AppError& error) {
            if (error.code() == Code::Internal || error.code() == Code::Unavailable) throw;
            return false;
        }
    };
    return {.status = 101, .live = std::move(guest)};
}

Reply Dispatcher::answer_options(const Request& request, const Router::Match& match) const {
    if (match.allowed.empty()) return answer_unknown(request, match);
    Reply reply;
    if (Policy::is_preflight(request)) {
        reply = parts_.policy.answer_preflight(request, match.allowed);
    }
    reply.status = 204;
    reply.headers.emplace_back("Allow", list_methods(match.allowed));
    return reply;
}

Reply Dispatcher::answer_unknown(const Request& request, const Router::Match& match) const {
    if (!match.allowed.empty()) {
        Reply reply =
            problem_reply(request, Course{},
                          problem_of_status(405, "This address does not take " +
                                                     std::string(name_of(request.method)) + "."));
        reply.headers.emplace_back("Allow", list_methods(match.allowed));
        return reply;
    }
    // "/p/1/" where there is "/p/1".
    if (request.path.size() > 1 && request.path.ends_with('/')) {
        const auto shorter = request.path.substr(0, request.path.size() - 1);
        if (router_.find(request.method, shorter).route != nullptr) {
            Reply reply = Reply::redirect(
                shorter + (request.raw_query.empty() ? "" : "?" + request.raw_query));
            reply.status = 308;
            return reply;
        }
    }
    return problem_reply(request, Course{}, problem_of_status(404, "There is nothing here."));
}

// Who asks for a page and has to sign in is led to where that is done.
Reply Dispatcher::refusal(const Request& request, const Course& course,
                          const AppError& error) const {
    if (error.code() == Code::Unauthenticated && course.row != nullptr &&
        course.row->kind == RouteKind::Page) {
        auto entrance = parts_.gatekeeper.entrance(request);
        if (!entrance.empty()) return Reply::redirect(std::move(entrance));
    }
    return problem_reply(request, course, problem_of(error));
}

// People see a page, programs a problem document.
Reply Dispatcher::problem_reply(const Request& request, const Course& course,
                                const Problem& problem) const {
    const Route* row = course.row;
    constexpr std::string_view page = "pages/problem.html";
    Reply reply = to_reply(problem, request.id);
    const bool for_people = row == nullptr ? wants_html(request) : row->kind == RouteKind::Page;
    if (!for_people || parts_.templates == nullptr || !parts_.templates->has(page)) return reply;
    try {
        const auto accepted = wanted_languages(request);
        reply.body =
            parts_.templates->render(page,
                                     {{"status", problem.status},
                                      {"title", problem.title},
                                      {"detail", problem.detail},
                                      {"request_id", request.id}},
                                     parts_.templates->choose_language(accepted), course.actor);
        reply.content_type = "text/html; charset=utf-8";
    } catch (const std::exception& error) {
        log_failure(request, row, error);
    }
    return reply;
}

void Dispatcher::log_failure(const Request& request, const Route* row,
                             const std::exception& error) const {
    parts_.log.error("request_failed", {{"request_id", request.id},
                                        {"route", row == nullptr ? "" : row->name},
                                        {"reason", describe(error)}});
}

// The route's name rather than the address, which may hold what people wrote.
void Dispatcher::log_answer(const Request& request, const Route* row, const Reply& reply,
                            double milliseconds) const {
    const auto level = reply.status >= 500 ? LogLevel::Error : LogLevel::Debug;
    if (!parts_.log.shows(level)) return;
    parts_.log.write(level, "request",
                     {{"request_id", request.id},
                      {"method", request.head ? "HEAD" : name_of(request.method)},
                      {"route", row == nullptr ? "" : row->name},
                      {"status", reply.status},
                      {"bytes", reply.body.size()},
                      {"ms", milliseconds}});
}

}  // namespace fabula::http
