// Rows of exports.
#pragma once

#include <vector>

#include "accounts/accounts.hpp"
#include "store/store.hpp"
#include "takeout/takeout.hpp"

namespace fabula::takeout {

// Throws NotFound unless the actor may view its project.
Export get_export(store::Reader& db, const Actor& actor, const ExportId& id);
Export get_export_of_job(store::Reader& db, const JobId& job);
// Newest first; `before` is the last id of the part before.
std::vector<Export> list_exports(store::Reader& db, const ProjectId& project,
                                 const std::string& before, std::int64_t limit);

}  // namespace fabula::takeout
