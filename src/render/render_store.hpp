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

// The shown pictures of these shots that nobody approved yet: they and their shots are approved.
// Answers those shots.
std::vector<ShotId> approve_shown(store::Tx& tx, const std::vector<shots::Shot>& of);
// The reverse for the same shots: what a model made is unapproved again.
void unapprove_shown(store::Tx& tx, const std::vector<shots::Shot>& of);

}  // namespace fabula::render
