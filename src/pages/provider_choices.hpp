// Who is asked for text and pictures, as pages let it be chosen.
#pragma once

#include "pages/page_data.hpp"

namespace fabula::pages {

// [{task, task_name, task_text (what is sent), host, somebody, broken, options: [{value, text,
// chosen}]}], one for each task: of the house, or of a project, which may choose another. Empty for
// a guest of a project, who sees no connections.
Json provider_choices(const Sources& from, const Visit& visit,
                      const std::optional<ProjectId>& project);

}  // namespace fabula::pages
