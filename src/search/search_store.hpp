// What the search reads of the records, and what is true of a hit when it is shown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "search/passages.hpp"
#include "store/store.hpp"

namespace fabula::search {

// The kinds of sources, each with the tables whose rows say something of it.
struct SourceKind {
    std::string name;
    std::vector<store::Watched> tables;
};
const std::vector<SourceKind>& source_kinds();

// Which sources there are, and the state of each, by key.
std::vector<store::IndexedSource> list_sources(store::Reader& db, const std::string& kind);

// A source that is no script, with what it says; without a mark where it is gone.
store::ReadSource read_record(store::Reader& db, const std::string& kind, const std::string& key);
// Its mark, too; nothing where it is gone.
struct MarkedScript {
    StoredScript stored;
    std::string mark;
};
std::optional<MarkedScript> read_script(store::Reader& db, const ScriptId& id);

// What holds of a hit today.
struct Standing {
    OrganizationId organization_id;
    std::optional<ProjectId> project_id;
    std::string project_title;
    std::string context;   // Of a shot its scene's heading, of an entry its world's name.
    std::string place_id;  // Of a shot its scene, of an entry its world, of a comment its object.
    std::string place;     // Of a comment the kind of its object; of a node its state.

    static constexpr auto fields = FieldList{Field<&Standing::organization_id>{"organization_id"},
                                             Field<&Standing::project_id>{"project_id"},
                                             Field<&Standing::project_title>{"project_title"},
                                             Field<&Standing::context>{"context"},
                                             Field<&Standing::place_id>{"place_id"},
                                             Field<&Standing::place>{"place"}};
};
// Nothing where it is gone or in the bin.
std::optional<Standing> find_standing(store::Reader& db, SearchKind kind, const std::string& id);
std::optional<Standing> find_standing_of_script(store::Reader& db, const std::string& script);

// Projects of the organization that the actor is a guest of, and those that lie in its bin.
std::vector<ProjectId> list_guest_projects(store::Reader& db, const Actor& actor);
std::vector<ProjectId> list_binned_projects(store::Reader& db, const OrganizationId& organization);

}  // namespace fabula::search
