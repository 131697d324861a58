// How one asks for changes of a script as a whole.
#pragma once

#include "http/route.hpp"
#include "script/edit_service.hpp"
#include "script/record_service.hpp"

namespace fabula::script {

struct PutScript {
    std::optional<std::string> title;
    std::optional<std::string> text;
    std::optional<std::vector<ScriptLine>> screenplay;

    static constexpr auto fields = FieldList{
        Field<&PutScript::title>{"title", {.length_min = 1, .length_max = 200}},
        Field<&PutScript::text>{"text", {.length_max = 20'000'000, .help = "Fountain"}},
        Field<&PutScript::screenplay>{
            "screenplay", {.length_max = 2'000'000, .help = "or as lines with class and content"}}};
};

class EditRoutes {
public:
    EditRoutes(ScriptEditService& edits, ScriptRecordService& records)
        : edits_(edits), records_(records) {}

    http::RouteTable table();

private:
    ScriptRecord put(http::Call& call, const PutScript& in);

    ScriptEditService& edits_;
    ScriptRecordService& records_;
};

}  // namespace fabula::script
