// What one can do with scripts as records. A script lives and goes with its project: its title is
// the project's, and the bin holds both as one entry.
#pragma once

#include "script/record_store.hpp"
#include "story/story_service.hpp"

namespace fabula::script {

// Which scripts a list shows; empty fields ask for nothing.
struct RecordFilter {
    std::optional<ProjectId> project_id;
    std::optional<ScriptFormat> format;
    std::string words;  // Each word stands in the title.
    story::Bin bin = story::Bin::Without;
};

class ScriptRecordService {
public:
    ScriptRecordService(store::Store& store, story::StoryService& stories)
        : store_(store), stories_(stories) {}

    ScriptRecord get(const Actor& actor, const ScriptId& id);
    ScriptRecord get_of_project(const Actor& actor, const ProjectId& project);
    // Newest first, behind the script `before`.
    std::vector<ScriptRecord> list(const Actor& actor, const RecordFilter& filter,
                                   const std::string& before, std::int64_t limit);
    // Title and format_id. Throws Invalid for a format of another kind, Stale as usual.
    ScriptRecord update(const Actor& actor, const ScriptId& id, const Patch<ScriptRecord>& patch,
                        std::optional<std::int64_t> expected_rev);
    // With its project into the bin, and out of it.
    void remove(const Actor& actor, const ScriptId& id);
    ScriptRecord restore(const Actor& actor, const ScriptId& id);

private:
    store::Store& store_;
    story::StoryService& stories_;
};

}  // namespace fabula::script
