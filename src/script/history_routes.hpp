// How one asks for the past of a script.
#pragma once

#include "http/route.hpp"
#include "script/history_service.hpp"
#include "script/record_service.hpp"
#include "script/script_routes.hpp"

namespace fabula::script {

struct CompareVersions {
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t limit = 50;
    std::int64_t cursor = 0;

    static constexpr auto fields = FieldList{
        Field<&CompareVersions::from>{"from", {.required = true, .min = 1}},
        Field<&CompareVersions::to>{"to", {.min = 0, .help = "absent: the text as it is now"}},
        Field<&CompareVersions::limit>{"limit", {.min = 1, .max = 200, .help = "scenes"}},
        Field<&CompareVersions::cursor>{"cursor", {.min = 0}}};
};

struct RestoreVersion {
    std::int64_t version = 0;
    std::optional<std::int64_t> scene;

    static constexpr auto fields = FieldList{
        Field<&RestoreVersion::version>{"version", {.required = true, .min = 1}},
        Field<&RestoreVersion::scene>{
            "scene", {.min = 0, .help = "only that heading of the version, counted from 1"}}};
};

struct UndoneChange {
    std::int64_t version = 0;  // Of the text without it.

    static constexpr auto fields = FieldList{Field<&UndoneChange::version>{"version"}};
};

class HistoryRoutes {
public:
    HistoryRoutes(HistoryService& history, ScriptRecordService& records)
        : history_(history), records_(records) {}

    http::RouteTable table();

private:
    http::Page<Session> list_sessions(http::Call& call);
    http::Reply text(http::Call& call, const ReadText& in);
    // {"from", "to", "same_count", "scenes": […], "next_cursor"}
    Json compare(http::Call& call, const CompareVersions& in);
    ScriptRecord restore(http::Call& call, const RestoreVersion& in);
    UndoneChange undo(http::Call& call);
    http::Page<Draft> list_drafts(http::Call& call);
    Draft create_draft(http::Call& call, const New<Draft>& in);
    Draft update_draft(http::Call& call, const Patch<Draft>& in);
    void delete_draft(http::Call& call);

    HistoryService& history_;
    ScriptRecordService& records_;
};

}  // namespace fabula::script
