// Entries of the activity log as sentences.
#pragma once

#include <string>

#include "history/activity_service.hpp"
#include "pages/page_data.hpp"

namespace fabula::pages {

// {lead, what, url (absent where the thing has no page, or is gone), tail, in_bin, gone,
//  changes: absent or {rows: [{field, before, after}]}}: the sentence is lead, what and tail.
Json activity_sentence(const Sources& from, const Visit& visit, const history::ActivityView& entry);

}  // namespace fabula::pages
