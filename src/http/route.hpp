// The route table: the only list of what the server answers. A row is written
//   route(Method::Get, "/api/v1/projects/{project_id}", "get_project", Access::Viewer,
//         "Read one project.", &ProjectRoutes::get, this)
// and its input and answer are the types of the handler:
//   Out fn(Call&)           Out fn(Call&, const In&)
//   Out fn(Call&, Upload&)  Out fn(Call&, const In&, Upload&)
// In:  a described struct, New<T>, Patch<T> or Json. A field comes from the path where that names
//      it, else from the query for GET, DELETE and uploads, and for uploads also from the form that
//      the file came in, else from the JSON body.
// Out: a described struct (its `rev` becomes the ETag), Page<T>, std::vector<T>, Json, or void.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/actor.hpp"
#include "base/json.hpp"
#include "base/limits.hpp"
#include "http/message.hpp"

namespace fabula::http {

// Who may call a row; what Viewer, Editor, Admin and Owner are of is read from the call.
enum class Access { Anyone, Member, Viewer, Editor, Admin, Owner, Host };

std::string_view name_of(Access access) noexcept;  // "viewer"

// Which part of a list is wanted.
struct Paging {
    std::int64_t limit = limits::kPageLimit;  // 1 to kPageLimitMax.
    std::string cursor;  // What the previous part gave as next_cursor; empty: from the start.
};

// A part of a list, written {"<plural>": […], "next_cursor": …}.
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> next_cursor;
};

// What is still to be fetched for a call, and how its page is made.
class Exchange {
public:
    virtual ~Exchange() = default;
    // The JSON body, an empty object where there is none. Throws Unsupported for another content
    // type, TooLarge naming the limit, Invalid for anything that is not JSON.
    virtual Json read_json(std::uint64_t bytes_max) = 0;
    // The same, or the fields of a form.
    virtual Json read_form_or_json(std::uint64_t bytes_max) = 0;
    // The raw body, or the first file of a multipart body, stored in a temporary file.
    virtual Upload receive_upload(std::uint64_t bytes_max) = 0;
    virtual std::string render(std::string_view template_name, const Json& data) = 0;
};

struct Call {
    const Request& request;
    Actor actor;
    Paging paging;  // Read for rows that answer a Page.
    // The revision in If-Match, which the record must have; -1 where it can match none.
    std::optional<std::int64_t> expected_rev;
    std::stop_token stopping;  // Requested when the server drains; long waits end then.

    // The decoded {name} of the row's path.
    [[nodiscard]] std::string parameter(std::string_view name) const {
        return std::string(request.parameter(name));
    }
    template <class IdType>
    [[nodiscard]] IdType id(std::string_view name) const {
        return IdType{parameter(name)};
    }
    // Throws Stale where the caller expects another revision than `rev`.
    void check_rev(std::int64_t rev) const;
};

struct RouteOptions {
    int status = 0;                    // Of success. 0: 200, or 204 where nothing is answered.
    std::string_view plural{};         // Member of a Page. Empty: the last literal path segment.
    std::uint64_t body_bytes_max = 0;  // 0: the limit for JSON, or for uploads.
    std::string_view media_type{};     // Of a stream_route's answer, for the API document.
    std::vector<std::string_view> query{};  // Query parameters read from the raw request.
    bool form = false;                      // The body may be a form instead of JSON.
};

enum class RouteKind { Api, Stream, Page, Live };
enum class BodyKind { None, Json, Upload };

// What the API document says about a row.
struct RouteTypes {
    Json input;              // Object schema of the input fields; null where there are none.
    std::string input_name;  // "NewProject"; empty where the schema has no name.
    Json output;             // Schema of the answer; null where it has no JSON body.
    std::string output_name;
    bool list = false;  // Answers a Page, so takes limit and cursor.
};

struct Route {
    Method method = Method::Get;
    std::string path;
    std::string name;  // The operationId, and what the pages call.
    Access access = Access::Host;
    std::string summary;
    RouteKind kind = RouteKind::Api;
    BodyKind body = BodyKind::None;
    RouteOptions options;
    std::string template_name;  // Of a page.
    std::function<RouteTypes(const Route&)> types;
    std::function<Reply(const Route&, Call&, Exchange&)> handle;
};

using RouteTable = std::vector<Route>;

// Where a connection becomes a live one (live/live.hpp).
Route live_route(std::string path, std::string name, Access access, std::string summary);

// Answers "who is this, and may they": implemented by accounts.
class Gatekeeper {
public:
    virtual ~Gatekeeper() = default;
    // The actor behind the request. Throws Unauthenticated or Forbidden where `route` is not for
    // them, NotFound where they must not know of the thing.
    [[nodiscard]] virtual Actor admit(const Request& request, const Route& route) = 0;
    // The path of the page where a visitor goes first who has to sign in; empty: there is none.
    [[nodiscard]] virtual std::string entrance(const Request&) const { return {}; }
};

// The data of a page's template, or where to go instead.
struct PageAnswer {
    Json data = Json::object();
    std::string redirect_to;  // A path of this server; empty: the page itself.
    int status = 200;

    PageAnswer(Json page_data) : data(std::move(page_data)) {}  // NOLINT: written as plain Json.
    static PageAnswer redirect(std::string path);
};

}  // namespace fabula::http

#include "http/route_impl.hpp"
