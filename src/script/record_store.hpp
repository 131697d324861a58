// Rows of scripts with their projects'. Every read names the organization first.
#pragma once

#include <optional>
#include <vector>

#include "script/script_record.hpp"
#include "story/story_store.hpp"

namespace fabula::script {

// Throws NotFound.
ScriptRecord get_record(store::Reader& db, const OrganizationId& organization, const ScriptId& id,
                        story::Bin bin = story::Bin::Without);
// The one script of a project. Throws NotFound.
ScriptRecord get_record_of(store::Reader& db, const OrganizationId& organization,
                           const ProjectId& project, story::Bin bin = story::Bin::Without);
// Newest first; `before` is the last id of the page before, empty for the first page.
std::vector<ScriptRecord> list_records(store::Reader& db, const OrganizationId& organization,
                                       const std::string& before, std::int64_t limit,
                                       story::Bin bin = story::Bin::Without);

}  // namespace fabula::script
