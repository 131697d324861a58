// The records that a spreadsheet shows: read for its rows, written by them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "accounts/rights.hpp"
#include "base/actor.hpp"
#include "history/record.hpp"
#include "spreadsheets/columns.hpp"
#include "store/store.hpp"
#include "world/world.hpp"

namespace fabula::spreadsheets {

// Whose records: of the project where that is named, else of the world. Entries of a project are
// those of its own world.
struct Place {
    ProjectId project_id;
    WorldId world_id;

    static constexpr auto fields =
        FieldList{Field<&Place::project_id>{"project_id"},
                  Field<&Place::world_id>{"world_id", {.help = "for cast and entries"}}};
};

struct Records {
    std::string title;       // Of the project or world.
    Time changed{};          // When the newest of them did.
    std::vector<Json> rows;  // As the API answers them, and what the columns show besides.
    // What names stand for in a column of references, folded: {"scene_id": {"3": id}}.
    std::map<std::string, std::map<std::string, std::string>, std::less<>> names;
};

// Throws Invalid where no place is named, NotFound and Forbidden as for the project or world.
void require_place(store::Reader& db, const Actor& actor, Action action, SheetKind kind,
                   const Place& place);
// Throws as require_place does for a viewer.
Records read_records(store::Reader& db, const Actor& actor, SheetKind kind, const Place& place);

// Makes a record, or changes the one whose `id` (and `rev`) the row names. Answers its id and rev.
Json write_record(store::Tx& tx, const history::By& by, SheetKind kind, const Place& place,
                  Json row);
// Into the bin.
void remove_record(store::Tx& tx, const history::By& by, SheetKind kind, const std::string& id);

// The project or world, with which the activity log has what a whole sheet does.
history::Entity holder_of(store::Reader& db, const Actor& actor, const Place& place);

}  // namespace fabula::spreadsheets
