// Search: what was found in everything that one may read, by kind, with quotes.
#include <algorithm>

#include "base/text.hpp"
#include "pages/found.hpp"
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

constexpr std::int64_t kOfOneKind = 50;
constexpr std::int64_t kProjectsOffered = 200;

std::string address_of(const SearchWish& wish) {
    std::string out = "/search?q=" + url_encode(wish.words);
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) out += "&" + std::string(name) + "=" + url_encode(value);
    };
    add("kind", wish.kind);
    add("project", wish.project);
    add("speaker", wish.speaker);
    add("setting", wish.setting);
    add("after", wish.after);
    return out;
}

search::SearchQuestion question_of(const SearchWish& wish) {
    search::SearchQuestion question{.words = shorten(wish.words, search::kQuestionMax),
                                    .kind = find_enum<SearchKind>(wish.kind),
                                    .project = {},
                                    .speaker = {},
                                    .setting = find_enum<SearchSetting>(wish.setting)};
    if (!wish.project.empty()) question.project = ProjectId{wish.project};
    if (!wish.speaker.empty()) question.speaker = CharacterId{wish.speaker};
    if (question.kind) {
        question.limit = kOfOneKind;
        question.from = std::max<std::int64_t>(parse_integer(wish.after).value_or(0), 0);
    }
    return question;
}

std::string count_of(const Sources& from, const Visit& visit, const search::SearchGroup& group) {
    const auto count = std::to_string(group.count);
    return group.more ? text_of(from, visit, "search.more_than") + " " + count : count;
}

Json groups_of(const Sources& from, const Visit& visit, const SearchWish& wish,
               const search::SearchAnswer& answer) {
    Json groups = Json::array();
    for (const auto& group : answer.groups) {
        Json rows = Json::array();
        for (const auto& result : answer.results) {
            if (result.kind == group.kind)
                rows.push_back(found_row(from, visit, result, wish.project.empty()));
        }
        if (rows.empty() && wish.kind.empty()) continue;
        const std::string kind(name_of(group.kind));
        Json row = {{"kind", kind},
                    {"name", text_of(from, visit, "search.kind_" + kind)},
                    {"count", count_of(from, visit, group)}};
        auto all = wish;
        all.kind = kind;
        all.after.clear();
        const bool has_more = static_cast<std::int64_t>(rows.size()) < group.count;
        if (wish.kind.empty() && has_more) row["all_url"] = address_of(all);
        row["results"] = std::move(rows);
        groups.push_back(std::move(row));
    }
    return groups;
}

Json kinds_of(const Sources& from, const Visit& visit, const SearchWish& wish) {
    Json kinds = Json::array();
    const auto add = [&](const std::string& kind, const std::string& name) {
        auto of_kind = wish;
        of_kind.kind = kind;
        of_kind.after.clear();
        kinds.push_back({{"url", address_of(of_kind)},
                         {"name", text_of(from, visit, name)},
                         {"chosen", wish.kind == kind}});
    };
    add("", "search.kind_all");
    for (const auto kind : EnumNames<SearchKind>::names) {
        add(std::string(kind), "search.kind_" + std::string(kind));
    }
    return kinds;
}

Json projects_of(const Sources& from, const Visit& visit, const SearchWish& wish) {
    Json out = Json::array();
    for (const auto& project : from.stories.list(visit.actor, {.sort = story::ProjectSort::Title},
                                                 "", kProjectsOffered)) {
        out.push_back({{"id", project.id.text},
                       {"title", project.title},
                       {"chosen", project.id.text == wish.project}});
    }
    return out;
}

Json speakers_of(const Sources& from, const Visit& visit, const SearchWish& wish) {
    Json out = Json::array();
    if (wish.project.empty()) return out;
    constexpr std::int64_t kOffered = 500;
    for (const auto& one : from.cast.list(visit.actor, ProjectId{wish.project}, kOffered)) {
        out.push_back(
            {{"id", one.id.text}, {"name", one.name}, {"chosen", one.id.text == wish.speaker}});
    }
    return out;
}

}  // namespace

Json search_page(const Sources& from, const Visit& visit, const SearchWish& wish) {
    const auto answer = from.search.find(visit.actor, question_of(wish));
    auto all = wish;
    all.kind = all.project = all.speaker = all.setting = all.after = "";
    const bool asked = !trim(wish.words).empty();
    const bool narrowed = address_of(all) != address_of(wish);
    auto speakers = speakers_of(from, visit, wish);
    Json data = {{"words", wish.words},
                 {"kind", wish.kind},
                 {"asked", asked},
                 {"kinds", kinds_of(from, visit, wish)},
                 {"projects", projects_of(from, visit, wish)},
                 {"has_speakers", !speakers.empty()},
                 {"speakers", std::move(speakers)},
                 {"inside", wish.setting == "int"},
                 {"outside", wish.setting == "ext"},
                 {"groups", groups_of(from, visit, wish, answer)},
                 {"found", !answer.results.empty()},
                 {"nothing", asked && answer.results.empty()},
                 {"narrowed", narrowed},
                 {"everywhere_url", address_of(all)},
                 {"waiting", answer.waiting > 0}};
    if (answer.next_cursor) {
        auto next = wish;
        next.after = *answer.next_cursor;
        data["next_url"] = address_of(next);
    }
    return data;
}

}  // namespace fabula::pages
