// How a project comes to be: from a file, after a preview, or empty.
#pragma once

#include <string_view>
#include <vector>

#include "accounts/accounts_service.hpp"
#include "imports/imports.hpp"
#include "script/script_service.hpp"
#include "store/store.hpp"

namespace fabula::imports {

// What the person makes of a preview. A doubt in neither list is left undecided: what it concerns
// is stored as pencil, unless `ink` says that the whole is approved as understood.
struct Decisions {
    std::optional<std::string> title;
    std::vector<std::int64_t> accept;
    std::vector<std::int64_t> refuse;
    bool ink = false;

    static constexpr auto fields = std::tuple{
        Field<&Decisions::title>{"title", {.length_min = 1, .length_max = 200}},
        Field<&Decisions::accept>{"accept",
                                  {.length_max = 100'000, .help = "ids of doubts to write in"}},
        Field<&Decisions::refuse>{"refuse",
                                  {.length_max = 100'000, .help = "ids of doubts to drop"}},
        Field<&Decisions::ink>{"ink", {.help = "approve what was understood as a whole"}}};
};

class ImportService {
public:
    ImportService(store::Store& store, accounts::AccountsService& accounts,
                  script::ScriptService& scripts)
        : store_(store), accounts_(accounts), scripts_(scripts) {}

    // Reads a file and keeps what it says as a preview. Throws Invalid, field "file", where the
    // file is no story: empty, binary, hostile.
    Import preview(const Actor& actor, std::string_view file_name, std::string_view bytes);
    Import get(const Actor& actor, const ImportId& id);
    void discard(const Actor& actor, const ImportId& id);

    // Makes a project of a preview in one transaction. Conflict where that has happened already.
    story::Project confirm(const Actor& actor, const ImportId& id, const Decisions& decisions);
    // A project with an empty script and a world of its own.
    story::Project create_empty(const Actor& actor, const New<story::Project>& in);
    // The demo project, once per organization; nothing where it is there or was binned.
    void ensure_demo(const Actor& actor, std::string_view file_name, std::string_view bytes);

private:
    struct Plan;
    story::Project store_project(store::Tx& tx, const Actor& actor, const Plan& plan);

    store::Store& store_;
    accounts::AccountsService& accounts_;
    script::ScriptService& scripts_;
};

}  // namespace fabula::imports
