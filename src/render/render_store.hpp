// Rows of prompts.
#pragma once

#include <optional>
#include <string>

#include "render/render.hpp"
#include "store/store.hpp"

namespace fabula::render {

std::optional<Prompt> find_prompt(store::Reader& db, const ProjectId& project,
                                  std::string_view name);
void delete_prompt(store::Tx& tx, const PromptId& id);

// Of these shots, those whose shown picture a model made and nobody approved yet.
std::vector<shots::Shot> select_to_approve(store::Reader& db, const std::vector<shots::Shot>& of);
// Approves these pictures and their shots. Answers the shots.
std::vector<ShotId> approve_shown(store::Tx& tx, const std::vector<shots::Shot>& of);
// The reverse for the same shots: what a model made is unapproved again.
void unapprove_shown(store::Tx& tx, const std::vector<shots::Shot>& of);

}  // namespace fabula::render
