// How route(), stream_route() and page_route() read the types of a handler.
#pragma once

#include "http/handler_traits.hpp"
#include "http/route.hpp"

namespace fabula::http {

namespace detail {

template <class T>
struct IsPage : std::false_type {};
template <class T>
struct IsPage<Page<T>> : std::true_type {
    using Item = T;
};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

// The unqualified name of a type, as the API document shows it.
std::string type_name_in(std::string_view pretty_function);
template <class T>
std::string type_name() {
    return type_name_in(__PRETTY_FUNCTION__);
}

// Adds query parameter `name` to `fields`, as a list where the field is one.
void add_query_field(Json& fields, const Request& request, std::string_view name, bool list);
// The same from the form that a file came in, where a field bears the name in either spelling.
void add_form_field(Json& fields, const Upload& upload, std::string_view name, bool list);
void add_path_field(Json& fields, const Request& request, std::string_view name);
void read_paging(Call& call);
void read_expected_rev(Call& call);
std::string plural_of(const Route& route);

template <class In>
struct InputTraits {
    using Entity = In;
    static constexpr SchemaUse use = SchemaUse::Input;
    static std::string name() { return type_name<In>(); }
    static In decode_from(const Json& fields) { return decode<In>(fields); }
};
template <class T>
struct InputTraits<New<T>> {
    using Entity = T;
    static constexpr SchemaUse use = SchemaUse::New;
    static std::string name() { return "New" + type_name<T>(); }
    static New<T> decode_from(const Json& fields) { return decode_new<T>(fields); }
};
template <class T>
struct InputTraits<Patch<T>> {
    using Entity = T;
    static constexpr SchemaUse use = SchemaUse::Patch;
    static std::string name() { return type_name<T>() + "Changes"; }
    static Patch<T> decode_from(const Json& fields) { return decode_patch<T>(fields); }
};

// Collects the input fields from path, query or body and decodes them.
template <class In>
In read_input(const Route& route, const Call& call, Exchange& exchange, std::uint64_t body_max,
              const Upload* upload = nullptr) {
    Json fields = Json::object();
    if (route.body == BodyKind::Json) {
        fields = route.options.form ? exchange.read_form_or_json(body_max)
                                    : exchange.read_json(body_max);
    }
    if constexpr (std::is_same_v<In, Json>) {
        return fields;
    } else {
        using Traits = InputTraits<In>;
        if (fields.is_object()) {
            for_each_field<typename Traits::Entity>([&](const auto& field, std::size_t) {
                using Value = typename std::remove_cvref_t<decltype(field)>::Value;
                if (route.body != BodyKind::Json) {
                    add_query_field(fields, call.request, field.name, IsVector<Value>::value);
                }
                if (upload != nullptr) {
                    add_form_field(fields, *upload, field.name, IsVector<Value>::value);
                }
                if (fabula::detail::may_be_given(field.rules.visibility, Traits::use)) {
                    add_path_field(fields, call.request, field.name);
                }
            });
        }
        return Traits::decode_from(fields);
    }
}

template <class T>
concept Revised = requires(const T& value) {
    { value.rev } -> std::convertible_to<std::int64_t>;
};

std::string dump(const Json& json);  // Invalid UTF-8 becomes U+FFFD.

template <class Out>
Reply write_answer(const Route& route, const Out& out) {
    Json json;
    if constexpr (std::is_same_v<Out, Json>) {
        json = out;
    } else if constexpr (IsPage<Out>::value) {
        using Item = typename IsPage<Out>::Item;
        json[plural_of(route)] = JsonCodec<std::vector<Item>>::encode(out.items);
        json["next_cursor"] = JsonCodec<std::optional<std::string>>::encode(out.next_cursor);
    } else {
        json = JsonCodec<Out>::encode(out);
    }
    Reply reply = Reply::bytes("application/json", dump(json));
    reply.status = route.options.status == 0 ? 200 : route.options.status;
    if constexpr (Revised<Out>) {
        reply = std::move(reply).with_etag(std::to_string(std::int64_t{out.rev}));
    }
    return reply;
}

template <class Out, class In>
RouteTypes types_of(const Route& route) {
    RouteTypes types;
    if constexpr (!std::is_void_v<In> && !std::is_same_v<In, Json>) {
        using Traits = InputTraits<In>;
        types.input = schema_of<typename Traits::Entity>(Traits::use);
        types.input_name = Traits::name();
    } else if constexpr (std::is_same_v<In, Json>) {
        types.input = {{"type", "object"}};
    }
    if constexpr (IsPage<Out>::value) {
        using Item = typename IsPage<Out>::Item;
        types.list = true;
        types.output = JsonCodec<Item>::schema(Rules{});
        types.output_name = type_name<Item>();
    } else if constexpr (std::is_same_v<Out, Json>) {
        types.output = Json::object();
    } else if constexpr (Described<Out>) {
        types.output = schema_of<Out>(SchemaUse::Answer);
        types.output_name = type_name<Out>();
    } else if constexpr (!std::is_void_v<Out> && !std::is_same_v<Out, Reply> &&
                         !std::is_same_v<Out, PageAnswer>) {
        types.output = JsonCodec<Out>::schema(Rules{});
    }
    (void)route;
    return types;
}

// Calls `handler` with the arguments its signature asks for.
template <class Handler, class Object>
auto call_handler(const Route& route, Handler handler, Object* object, Call& call,
                  Exchange& exchange) {
    using Traits = HandlerTraits<Handler>;
    using In = typename Traits::In;
    const auto body_max = route.options.body_bytes_max;
    if constexpr (std::is_void_v<In> && !Traits::takes_upload) {
        return (object->*handler)(call);
    } else if constexpr (!Traits::takes_upload) {
        const In in = read_input<In>(route, call, exchange, body_max);
        return (object->*handler)(call, in);
    } else if constexpr (std::is_void_v<In>) {
        Upload upload = exchange.receive_upload(body_max);
        return (object->*handler)(call, upload);
    } else {
        Upload upload = exchange.receive_upload(body_max);
        const In in = read_input<In>(route, call, exchange, body_max, &upload);
        return (object->*handler)(call, in, upload);
    }
}

Route make_row(Method method, std::string path, std::string name, Access access,
               std::string summary, RouteOptions options);
void set_body(Route& row, bool takes_input, bool takes_upload);
Reply page_reply(const Route& route, const PageAnswer& answer, Exchange& exchange);

}  // namespace detail

template <class Handler, class Object>
Route route(Method method, std::string path, std::string name, Access access, std::string summary,
            Handler handler, Object* object, RouteOptions options = {}) {
    using Traits = detail::HandlerTraits<Handler>;
    using Out = typename Traits::Answer;
    Route row = detail::make_row(method, std::move(path), std::move(name), access,
                                 std::move(summary), std::move(options));
    detail::set_body(row, !std::is_void_v<typename Traits::In>, Traits::takes_upload);
    row.types = [](const Route& self) { return detail::types_of<Out, typename Traits::In>(self); };
    row.handle = [handler, object](const Route& self, Call& call, Exchange& exchange) {
        if constexpr (std::is_void_v<Out>) {
            detail::call_handler(self, handler, object, call, exchange);
            return Reply{.status = self.options.status == 0 ? 204 : self.options.status};
        } else {
            if constexpr (detail::IsPage<Out>::value) detail::read_paging(call);
            return detail::write_answer(
                self, detail::call_handler(self, handler, object, call, exchange));
        }
    };
    return row;
}

// Files, drawings and other answers that are not JSON: the handler returns a Reply.
template <class Handler, class Object>
Route stream_route(Method method, std::string path, std::string name, Access access,
                   std::string summary, Handler handler, Object* object,
                   RouteOptions options = {}) {
    using Traits = detail::HandlerTraits<Handler>;
    static_assert(std::is_same_v<typename Traits::Answer, Reply>);
    Route row = detail::make_row(method, std::move(path), std::move(name), access,
                                 std::move(summary), std::move(options));
    row.kind = RouteKind::Stream;
    detail::set_body(row, !std::is_void_v<typename Traits::In>, Traits::takes_upload);
    row.types = [](const Route& self) {
        return detail::types_of<Reply, typename Traits::In>(self);
    };
    row.handle = [handler, object](const Route& self, Call& call, Exchange& exchange) {
        return detail::call_handler(self, handler, object, call, exchange);
    };
    return row;
}

// An HTML page: the handler returns the data of `template_name` (a file of templates/) as Json or
// PageAnswer.
template <class Handler, class Object>
Route page_route(std::string path, std::string name, Access access, std::string summary,
                 std::string template_name, Handler handler, Object* object,
                 RouteOptions options = {}) {
    using Traits = detail::HandlerTraits<Handler>;
    static_assert(std::is_convertible_v<typename Traits::Answer, PageAnswer>);
    Route row = detail::make_row(Method::Get, std::move(path), std::move(name), access,
                                 std::move(summary), std::move(options));
    row.kind = RouteKind::Page;
    row.template_name = std::move(template_name);
    row.types = [](const Route& self) {
        return detail::types_of<PageAnswer, typename Traits::In>(self);
    };
    row.handle = [handler, object](const Route& self, Call& call, Exchange& exchange) {
        return detail::page_reply(
            self, PageAnswer(detail::call_handler(self, handler, object, call, exchange)),
            exchange);
    };
    return row;
}

}  // namespace fabula::http
