// Rows of projects. Every read names who asks first: what is foreign is not found.
#pragma once

#include <optional>
#include <vector>

#include "accounts/rights.hpp"
#include "store/store.hpp"
#include "story/story.hpp"

namespace fabula::story {

enum class Bin { Without, Only };

// Throws NotFound where it is not the actor's at all, Forbidden where they may not do that in it.
// Accepts the id, or the ext_id of an imported project of the actor's organization.
Project get_project(store::Reader& db, const Actor& actor, Action action, const ProjectId& id,
                    Bin bin = Bin::Without);
// Those of the actor's organization that they may view and the filter asks for, but for its words.
// `after` is the place behind the last of the part before, "<sorted by>/<id>"; empty: the first.
std::vector<Project> list_projects(store::Reader& db, const Actor& actor,
                                   const ProjectFilter& filter, const std::string& after,
                                   std::int64_t limit);
// What the projects of a list are sorted by, as its places name them.
std::string place_of(const Project& project, ProjectSort sort);
// Who put it there, for each that lies in the bin; last put there first. `before`: as for
// list_projects, "<time>/<id>".
std::vector<BinEntry> list_bin(store::Reader& db, const Actor& actor, const std::string& before,
                               std::int64_t limit);
// Of all organizations: in the bin since before that time.
std::vector<Project> list_expired(store::Reader& db, Time before, std::int64_t limit);
// Deletes all rows of a project and remembers its files (files::mark_for_removal).
void delete_project(store::Tx& tx, const ProjectId& id);
// Also where it lies in the bin: who binned the demo does not want it back.
bool has_demo(store::Reader& db, const OrganizationId& organization);
ProjectStats count_contents(store::Reader& db, const ProjectId& id);
// Moves updated_at of the project forward, as work inside it does.
void touch_project(store::Tx& tx, const ProjectId& id, Time now);

}  // namespace fabula::story
