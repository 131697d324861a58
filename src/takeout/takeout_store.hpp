// Rows of exports.
#pragma once

#include <vector>

#include "store/store.hpp"
#include "takeout/takeout.hpp"

namespace fabula::takeout {

// Throws NotFound unless its project is the organization's.
Export get_export(store::Reader& db, const OrganizationId& organization, const ExportId& id);
Export get_export_of_job(store::Reader& db, const JobId& job);
// Newest first; `before` is the last id of the part before.
std::vector<Export> list_exports(store::Reader& db, const ProjectId& project,
                                 const std::string& before, std::int64_t limit);

}  // namespace fabula::takeout
