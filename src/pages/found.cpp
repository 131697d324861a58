#include "pages/found.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fabula::pages {

namespace {

// Whose words a quote is, or which field it is from.
std::string said_by(const Sources& from, const Visit& visit, const search::SearchResult& result) {
    if (!result.speaker.empty() && result.kind == SearchKind::Scene) return result.speaker;
    if (result.kind == SearchKind::Scene || result.kind == SearchKind::Comment) return {};
    return result.part.empty() ? "" : text_of(from, visit, "search.part_" + result.part);
}

}  // namespace

Json found_row(const Sources& from, const Visit& visit, const search::SearchResult& result,
               bool tell_project) {
    Json quote = Json::array();
    for (const auto& part : result.quote) {
        quote.push_back({{"text", part.text}, {"hit", part.hit}});
    }
    const bool scene = result.kind == SearchKind::Scene;
    Json row = {
        {"url", result.url},
        {"slug", scene || result.kind == SearchKind::Node},
        {"title", result.title.empty() && scene ? text_of(from, visit, "search.before_first")
                                                : result.title},
        {"context", result.context},
        {"said_by", said_by(from, visit, result)},
        {"has_quote", !quote.empty()},
        {"quote", std::move(quote)}};
    if (tell_project && result.kind != SearchKind::Project)
        row["project_title"] = result.project_title;
    return row;
}

Json mentions_of(const Sources& from, const Visit& visit, const search::SearchAnswer& found,
                 const std::string& search_url) {
    Json groups = Json::array();
    for (const auto& group : found.groups) {
        Json rows = Json::array();
        for (const auto& result : found.results) {
            if (result.kind == group.kind) rows.push_back(found_row(from, visit, result, false));
        }
        if (rows.empty()) continue;
        const std::string kind(name_of(group.kind));
        Json row{{"kind", kind}, {"name", text_of(from, visit, "search.kind_" + kind)}};
        if (group.more || group.count > std::ssize(rows)) {
            row["more_url"] = search_url + "&kind=" + kind;
        }
        row["rows"] = std::move(rows);
        groups.push_back(std::move(row));
    }
    return groups;
}

std::string search_for_name(const std::string& name, const std::optional<ProjectId>& project) {
    std::string quoted = name;
    std::erase(quoted, '"');
    const auto url = "/search?q=" + url_encode("\"" + quoted + "\"");
    return project ? url + "&project=" + project->text : url;
}

}  // namespace fabula::pages
