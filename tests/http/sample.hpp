// A small table of routes that shows every kind there is, and what a dispatcher needs besides.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "http/dispatch.hpp"
#include "support/fake_clock.hpp"

namespace fabula::http::sample {

using BoatId = Id<struct BoatTag>;

enum class Rig { Sloop, Yawl };

}  // namespace fabula::http::sample

template <>
struct fabula::EnumNames<fabula::http::sample::Rig> {
    static constexpr std::array<std::string_view, 2> names{"sloop", "yawl"};
};

namespace fabula::http::sample {

struct Boat {
    BoatId id;
    std::string name;
    Rig rig = Rig::Sloop;
    std::int64_t length_cm = 0;
    std::int64_t rev = 1;

    static constexpr auto fields = FieldList{
        Field<&Boat::id>{"id"},
        Field<&Boat::name>{"name",
                           {.visibility = Visibility::Patch,
                            .required = true,
                            .length_min = 1,
                            .length_max = 20,
                            .help = "What stands on the stern"}},
        Field<&Boat::rig>{"rig", {.visibility = Visibility::Patch}},
        Field<&Boat::length_cm>{"length_cm", {.visibility = Visibility::Patch, .min = 100}},
        Field<&Boat::rev>{"rev"}};
};

struct BoatQuery {
    std::optional<Rig> rig;
    std::optional<std::int64_t> longer_than;
    std::vector<std::string> tags;

    static constexpr auto fields =
        FieldList{Field<&BoatQuery::rig>{"rig"}, Field<&BoatQuery::longer_than>{"longer_than"},
                  Field<&BoatQuery::tags>{"tags"}};
};

struct Berth {
    std::string harbour_id;
    std::int64_t number = 0;

    static constexpr auto fields =
        FieldList{Field<&Berth::harbour_id>{"harbour_id", {.required = true}},
                  Field<&Berth::number>{"number", {.required = true, .min = 1}}};
};

class BoatRoutes {
public:
    RouteTable table() {
        using enum Access;
        using M = Method;
        return {
            route(M::Get, "/api/v1/boats", "list_boats", Member, "List the boats.",
                  &BoatRoutes::list, this),
            route(M::Post, "/api/v1/boats", "create_boat", Editor, "Launch a boat.",
                  &BoatRoutes::create, this, {.status = 201}),
            route(M::Get, "/api/v1/boats/{boat_id}", "get_boat", Viewer, "Read one boat.",
                  &BoatRoutes::get, this),
            route(M::Get, "/api/v1/boats/newest", "get_newest_boat", Viewer,
                  "Read the newest boat.", &BoatRoutes::newest, this),
            route(M::Patch, "/api/v1/boats/{boat_id}", "update_boat", Editor, "Change a boat.",
                  &BoatRoutes::change, this),
            route(M::Delete, "/api/v1/boats/{boat_id}", "delete_boat", Owner, "Sink a boat.",
                  &BoatRoutes::remove, this),
            route(M::Post, "/api/v1/harbours/{harbour_id}/berths", "create_berth", Editor,
                  "Take a berth.", &BoatRoutes::take_berth, this, {.status = 202}),
            route(M::Post, "/api/v1/charts", "create_chart", Editor, "Send a chart.",
                  &BoatRoutes::send_chart, this, {.status = 201, .query = {"name"}}),
            route(M::Get, "/api/v1/trouble/{kind}", "get_trouble", Anyone, "Fail as asked.",
                  &BoatRoutes::trouble, this),
            stream_route(M::Get, "/api/v1/boats/{boat_id}/drawing.svg", "get_boat_drawing", Anyone,
                         "The boat as a drawing.", &BoatRoutes::drawing, this,
                         {.media_type = "image/svg+xml"}),
            stream_route(M::Get, "/api/v1/boats/{boat_id}/log", "get_boat_log", Anyone,
                         "The log book.", &BoatRoutes::log_book, this,
                         {.media_type = "text/plain"}),
        };
    }

    Page<Boat> list(Call& call, const BoatQuery& query) {
        last_query = query;
        last_paging = call.paging;
        return {{boat("b1", "Ariel")}, "next"};
    }
    Boat create(Call&, const New<Boat>& in) {
        Boat made = in.value;
        made.id.text = "b9";
        return made;
    }
    Boat get(Call& call) { return boat(call.parameter("boat_id"), "Ariel"); }
    Boat newest(Call&) { return boat("newest", "Zephyr"); }
    Boat change(Call& call, const Patch<Boat>& in) {
        Boat now = boat(call.parameter("boat_id"), "Ariel");
        call.check_rev(now.rev);
        in.apply_to(now);
        ++now.rev;
        return now;
    }
    void remove(Call&) { ++removed; }
    Json take_berth(Call&, const Berth& in) {
        return {{"harbour", in.harbour_id}, {"number", in.number}};
    }
    Json send_chart(Call&, Upload& upload) {
        return {{"name", upload.file_name()},
                {"type", upload.media_type()},
                {"size", upload.size()},
                {"text", upload.read_all(1000)}};
    }
    Json trouble(Call& call) {
        const auto kind = call.parameter("kind");
        if (kind == "known") throw AppError(Code::Conflict, PublicText{"Two boats, one berth."});
        if (kind == "stranger") {
            throw AppError(Code::Unauthenticated, PublicText{"Who are you?"}, {.log = "no flag"});
        }
        if (kind == "odd") throw 42;
        throw std::runtime_error("SELECT secret FROM chest");
    }
    Reply drawing(Call& call) {
        Reply reply = Reply::bytes("image/svg+xml", "<svg/>");
        // A handler that trusts what it was given.
        if (const auto by = call.request.query_value("by")) {
            reply.headers.emplace_back("X-Drawn-By", *by);
        }
        return reply;
    }
    Reply log_book(Call&) { return Reply::from_file(log_path, "text/plain"); }

    BoatQuery last_query;
    Paging last_paging;
    int removed = 0;
    std::filesystem::path log_path;

private:
    static Boat boat(std::string id, std::string name) {
        return {.id = {std::move(id)}, .name = std::move(name), .length_cm = 800, .rev = 3};
    }
};

// Lets everybody in who is named: the header X-Actor holds "viewer", "editor" or "owner".
class NamedGatekeeper final : public Gatekeeper {
public:
    Actor admit(const Request& request, const Route& route) override {
        const auto name = request.header("x-actor").value_or("owner");
        Actor actor;
        actor.user.text = name;
        actor.organization.text = request.header("x-organization").value_or("o1");
        if (route.access == Access::Anyone) return actor;
        if (closed || name == "nobody")
            throw AppError(Code::Unauthenticated, PublicText{"Who is there?"});
        const bool writes = route.access == Access::Editor || route.access == Access::Owner;
        if (writes && name == "viewer") {
            throw AppError(Code::Forbidden, PublicText{"You may look, not touch."});
        }
        return actor;
    }

    std::atomic<bool> closed = false;  // Nobody is known any more.
};

}  // namespace fabula::http::sample
