// The lines of the script that a shot shows. It holds on to them through every change of the text.
#pragma once

#include <vector>

#include "screenplay/document.hpp"
#include "script/change_service.hpp"
#include "shots/shots.hpp"
#include "store/store.hpp"

namespace fabula::shots {

inline constexpr std::string_view kAnchorOwner = "shot";  // script::Anchor::owner_kind.

// What is said and done in the range, and by whom.
struct ShownLines {
    std::string description;
    std::vector<Line> dialogue;
    std::vector<std::string> speakers;  // As the cues name them, once each.
};
ShownLines read_lines(const screenplay::Document& document, screenplay::Range range);

// A project's script as it stands.
struct ReadScript {
    script::Script script;
    screenplay::Document document;
};
ReadScript read_script(store::Reader& db, const ProjectId& project);

// The scene whose text the range begins in. Throws Invalid where it stands before the first.
NodeId scene_of_lines(store::Reader& db, const ReadScript& in, screenplay::Range range);

// Lets the shot hold on to the range instead of what it held. Throws Invalid where the script has
// no such range, Conflict where its text is not of `version` any more. Answers what stands there.
ShownLines hold_lines(store::Tx& tx, const Shot& shot, const ReadScript& in,
                      screenplay::Range range, std::int64_t version);

// Shots go with their lines into a scene whose heading appeared between them and their own.
void follow_lines(store::Tx& tx, const script::Script& script,
                  const std::vector<script::ScriptChangeService::NewScene>& scenes);

// Fills in where the shots' lines stand today.
void find_lines(store::Reader& db, const ProjectId& project, std::vector<ShotAnswer>& shots);

}  // namespace fabula::shots
