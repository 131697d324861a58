// What a search found, as pages show it.
#pragma once

#include "pages/page_data.hpp"

namespace fabula::pages {

// {url, slug, title, context, project_title (absent where that is told), said_by, has_quote,
//  quote: [{text, hit}]}: templates/partials/found.html.
Json found_row(const Sources& from, const Visit& visit, const search::SearchResult& result,
               bool tell_project);

// [{kind, name, rows, more_url: absent where all are shown}]: where texts name a thing.
// `search_url`: the search for its name.
Json mentions_of(const Sources& from, const Visit& visit, const search::SearchAnswer& found,
                 const std::string& search_url);

// The search for a name as it is written.
std::string search_for_name(const std::string& name, const std::optional<ProjectId>& project);

}  // namespace fabula::pages
