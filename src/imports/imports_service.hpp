// How a project comes to be: from a file, after a preview, or empty.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "accounts/accounts_service.hpp"
#include "imports/imports.hpp"
#include "script/edit_service.hpp"
#include "script/history_service.hpp"
#include "script/record_store.hpp"
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

    static constexpr auto fields = FieldList{
        Field<&Decisions::title>{"title", {.length_min = 1, .length_max = 200}},
        Field<&Decisions::accept>{"accept",
                                  {.length_max = 100'000, .help = "ids of doubts to write in"}},
        Field<&Decisions::refuse>{"refuse",
                                  {.length_max = 100'000, .help = "ids of doubts to drop"}},
        Field<&Decisions::ink>{"ink", {.help = "approve what was understood as a whole"}}};
};

// What is taken of a file that comes back. A choice holds for the version that was compared.
struct BroughtBack {
    Decisions decisions;
    std::optional<std::int64_t> version;  // Absent: whatever stands now.
    script::SceneChoice choice;           // Needs a version.
};

// A script to begin with: empty, with a text, or what was understood of a file.
struct NewScript {
    std::string title;
    std::optional<ProjectKind> kind;
    std::optional<ScriptFormat> format;  // Absent: as projects of the kind are begun.
    std::optional<FormatId> format_id;
    std::optional<std::string> language;
    std::optional<Paper> paper;
    std::string text;
    std::optional<ImportId> import_id;

    static constexpr auto fields = FieldList{
        Field<&NewScript::title>{"title", {.length_max = 200}},
        Field<&NewScript::kind>{"kind"},
        Field<&NewScript::format>{"format", {.help = "absent: as its kind is begun"}},
        Field<&NewScript::format_id>{"format_id", {.help = "a format of your own"}},
        Field<&NewScript::language>{"language", {.length_min = 2, .length_max = 35}},
        Field<&NewScript::paper>{"paper"},
        Field<&NewScript::text>{"text", {.length_max = 20'000'000, .help = "Fountain"}},
        Field<&NewScript::import_id>{"import_id", {.help = "instead of all but the title"}}};
};

class ImportService {
public:
    ImportService(store::Store& store, accounts::AccountsService& accounts,
                  script::ScriptService& scripts, script::ScriptEditService& edits)
        : store_(store), accounts_(accounts), scripts_(scripts), edits_(edits) {}

    // Reads a file and keeps what it says as a preview. Throws Invalid, field "file", where the
    // file is no story: empty, binary, hostile.
    Import preview(const Actor& actor, std::string_view file_name, std::string_view bytes);
    Import get(const Actor& actor, const ImportId& id);
    void discard(const Actor& actor, const ImportId& id);

    // Makes a project of a preview in one transaction. Conflict where that has happened already.
    story::Project confirm(const Actor& actor, const ImportId& id, const Decisions& decisions);
    // What the file would change in the script of a project: scenes matched, changed, moved, new
    // and missing. Throws Invalid where the file is of another format.
    script::Comparison compare(const Actor& actor, const ImportId& id, const ProjectId& project);
    // Puts the file's text in place of the script's, but for the scenes that are not taken, as one
    // change: scenes are found again, and what hangs on them stays. Conflict where the import has
    // become a project already, or the script is not at the version that was compared.
    script::ScriptRecord apply(const Actor& actor, const ImportId& id, const ProjectId& project,
                               const BroughtBack& wanted);

    // Called in a project's transaction, for what is to be there with it or not at all.
    using With = std::function<void(store::Tx&, const story::Project&)>;

    // A project with an empty script and a world of its own.
    story::Project create_empty(const Actor& actor, const New<story::Project>& in,
                                const With& with = {});
    // A project with the script that is asked for. Throws Invalid without a title.
    script::ScriptRecord create_script(const Actor& actor, const NewScript& in,
                                       const With& with = {});
    // A project of the same kind with the same text; its scenes are new ones. An empty title: that
    // of the original.
    script::ScriptRecord copy_script(const Actor& actor, const ScriptId& id, std::string title);
    // The demo project, once per organization; nothing where it is there or was binned.
    void ensure_demo(const Actor& actor, std::string_view file_name, std::string_view bytes);

private:
    struct Plan;
    story::Project store_project(store::Tx& tx, const Actor& actor, const Plan& plan);
    script::ScriptRecord store_script(const Actor& actor, Plan& plan, const With& with = {});

    store::Store& store_;
    accounts::AccountsService& accounts_;
    script::ScriptService& scripts_;
    script::ScriptEditService& edits_;
};

}  // namespace fabula::imports
