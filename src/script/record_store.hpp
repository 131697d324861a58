// Rows of scripts with their projects'. Every read names who asks first.
#pragma once

#include <optional>
#include <vector>

#include "script/script_record.hpp"
#include "story/story_store.hpp"

namespace fabula::script {

// Throws NotFound where the actor may not view it.
ScriptRecord get_record(store::Reader& db, const Actor& actor, const ScriptId& id,
                        story::Bin bin = story::Bin::Without);
// The one script of a project. Throws NotFound.
ScriptRecord get_record_of(store::Reader& db, const Actor& actor, const ProjectId& project,
                           story::Bin bin = story::Bin::Without);
// Those that the actor may view, newest first; `before` is the last id of the page before, empty
// for the first page.
std::vector<ScriptRecord> list_records(store::Reader& db, const Actor& actor,
                                       const std::string& before, std::int64_t limit,
                                       story::Bin bin = story::Bin::Without);

}  // namespace fabula::script
