#include "search/search_service.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "accounts/rights.hpp"
#include "base/text.hpp"
#include "cast/cast_store.hpp"
#include "search/quote.hpp"
#include "story/story_store.hpp"
#include "world/world_store.hpp"

namespace fabula::search {

// A question as the index is asked it.
struct SearchService::Asked {
    const Actor& actor;
    std::vector<SearchTerm> terms;
    std::vector<std::vector<std::string>> filed_under;
    std::vector<std::string> not_filed_under;
    std::vector<std::string> speakers;  // Folded; any of them where this is empty.
    std::string but_not;                // Id of what is not among the results.
    bool names = false;                 // One term is enough, and only in texts.
    bool nothing = false;               // There is nothing to be found.
    ProjectId newest;                   // Of the house: shows what belongs to no project.
};

namespace {

constexpr std::size_t kChecked = 50;  // Rows that are looked at in one read.

std::string page_of_comment(const std::string& project, const Standing& standing,
                            const std::string& thread) {
    if (standing.place == "script") return project + "/write?c=" + thread;
    if (standing.place == "character") return project + "/cast/" + standing.place_id;
    if (standing.place == "node") return project + "/board?at=" + standing.place_id;
    if (standing.place == "shot") return project + "/shots#shot-" + standing.place_id;
    return project;
}

// The page that shows it, at its very place.
std::string url_of(const SearchResult& result, const Standing& standing, const ProjectId& newest,
                   const store::FoundPassage& passage, const Quote& quote) {
    const auto project = "/p/" + standing.project_id.value_or(newest).text;
    switch (result.kind) {
        case SearchKind::Project: return project;
        case SearchKind::Scene: {
            std::string url = project + "/write?at=" + node_of_part(passage.part);
            return quote.words.empty() ? url : url + "&find=" + url_encode(quote.words);
        }
        case SearchKind::Node: return project + "/board?at=" + result.id;
        case SearchKind::Shot:
            return project + "/shots?at=" + standing.place_id + "#shot-" + result.id;
        case SearchKind::Character: return project + "/cast/" + result.id;
        case SearchKind::World: return "/w/" + result.id;
        case SearchKind::WorldItem: return "/w/" + standing.place_id + "/e/" + result.id;
        case SearchKind::Comment: return page_of_comment(project, standing, passage.key);
    }
    return project;
}

// What a result is of: the source, or the part of it that has an id of its own.
std::string id_of(SearchKind kind, const store::FoundPassage& passage) {
    if (kind == SearchKind::Scene) return node_of_part(passage.part);
    if (kind == SearchKind::Comment) return passage.part;
    return passage.key;
}

std::optional<Standing> standing_of(store::Reader& db, const Actor& actor, SearchKind kind,
                                    const std::string& id, const store::FoundPassage& passage) {
    const bool before_first = kind == SearchKind::Scene && id.empty();
    auto found =
        before_first ? find_standing_of_script(db, passage.key) : find_standing(db, kind, id);
    if (!found || found->organization_id != actor.organization) return std::nullopt;
    // A heading that was taken out since, and a card that was written since, are read anew soon.
    if (kind == SearchKind::Scene && !before_first && found->place != "attached") {
        return std::nullopt;
    }
    if (kind == SearchKind::Node && found->place == "attached") return std::nullopt;
    const auto object = accounts::object_of(found->project_id, found->organization_id);
    if (!accounts::can(db, actor, Action::View, object)) return std::nullopt;
    return found;
}

}  // namespace

namespace {

// Each name as it is. One that holds no word is none.
std::vector<SearchTerm> terms_of(const std::vector<std::string>& names) {
    std::vector<SearchTerm> terms;
    for (const auto& name : names) {
        SearchTerm term;
        SearchWord word;
        for (SearchWordReader reader(name); reader.next(word);) term.words.push_back(word);
        if (!term.words.empty() && terms.size() < kTermsMax) terms.push_back(std::move(term));
    }
    return terms;
}

}  // namespace

SearchService::Asked SearchService::understand(const Actor& actor, const SearchQuestion& question) {
    Asked asked{.actor = actor,
                .terms = parse_search(question.words),
                .filed_under = {},
                .not_filed_under = {},
                .speakers = {},
                .but_not = question.but_not,
                .names = !question.names.empty(),
                .newest = {}};
    if (asked.names) asked.terms = terms_of(question.names);
    store_.read([&](store::Reader& db) {
        const bool all = accounts::can(db, actor, Action::View, actor.organization);
        asked.filed_under.push_back({file_of(actor.organization)});
        if (question.project) {
            const auto project = story::get_project(db, actor, Action::View, *question.project);
            asked.filed_under.push_back({file_of(project.id)});
        } else if (!all) {
            asked.filed_under.emplace_back();
            for (const auto& project : list_guest_projects(db, actor)) {
                asked.filed_under.back().push_back(file_of(project));
            }
            asked.nothing = asked.filed_under.back().empty();
        }
        for (const auto& project : list_binned_projects(db, actor.organization)) {
            asked.not_filed_under.push_back(file_of(project));
        }
        if (question.speaker) {
            const auto one = cast::get_character(db, actor, Action::View, *question.speaker);
            asked.filed_under.push_back({file_of_speaker(one.name)});
            asked.speakers.push_back(fold(one.name));
            for (const auto& alias : one.aliases) {
                asked.filed_under.back().push_back(file_of_speaker(alias));
                asked.speakers.push_back(fold(alias));
            }
        }
        const auto newest =
            story::list_projects(db, actor, {.sort = story::ProjectSort::Updated}, "", 1);
        if (!newest.empty()) asked.newest = newest.front().id;
    });
    if (question.setting) asked.filed_under.push_back({file_of(*question.setting)});
    asked.nothing = asked.nothing || !asks_for_something(asked.terms);
    return asked;
}

std::vector<store::RankedPassage> SearchService::rank(const Asked& asked, SearchKind kind,
                                                      std::int64_t limit) {
    store::TextQuestion question{.terms = asked.terms,
                                 .filed_under = asked.filed_under,
                                 .not_filed_under = asked.not_filed_under,
                                 .bodies_only = asked.names,
                                 .any = asked.names};
    question.filed_under.push_back({file_of(kind)});
    auto found = index_.find(question, limit + 1);
    if (asked.names || static_cast<std::int64_t>(found.size()) <= limit) return found;
    // More than are looked at: those with it in the title must not be among the others.
    question.titles_only = true;
    const auto titles = index_.find(question, limit);
    std::set<std::int64_t> known;
    for (const auto& one : titles) known.insert(one.id);
    auto out = titles;
    for (const auto& one : found) {
        if (!known.contains(one.id)) out.push_back(one);
    }
    std::ranges::stable_sort(out, std::greater<>(), &store::RankedPassage::score);
    return out;
}

std::size_t SearchService::show(const Asked& asked, SearchKind kind,
                                const std::vector<store::RankedPassage>& ranked, std::size_t from,
                                std::size_t limit, std::vector<SearchResult>& out) {
    const auto wanted = out.size() + limit;
    std::set<std::string> shown;  // A long scene is several passages.
    auto at = from;
    while (at < ranked.size() && out.size() < wanted) {
        std::vector<std::int64_t> ids;
        const auto end = std::min(ranked.size(), at + kChecked);
        for (auto i = at; i < end; ++i) ids.push_back(ranked[i].id);
        const auto passages = index_.get(ids);
        std::map<std::int64_t, const store::FoundPassage*> by_id;
        for (const auto& passage : passages) by_id[passage.id] = &passage;
        store_.read([&](store::Reader& db) {
            for (; at < end && out.size() < wanted; ++at) {
                const auto found = by_id.find(ranked[at].id);
                if (found == by_id.end()) continue;
                const auto& passage = *found->second;
                const auto kept = read_kept(passage.extra);
                const auto said = quote(passage, kept, asked.terms, asked.speakers,
                                        asked.names ? Cues::DoNotCount : Cues::Count);
                const auto id = id_of(kind, passage);
                if (!said || id == asked.but_not || shown.contains(id)) continue;
                const auto standing = standing_of(db, asked.actor, kind, id, passage);
                if (!standing) continue;
                shown.insert(id);
                SearchResult result{.kind = kind,
                                    .id = id,
                                    .project_id = standing->project_id,
                                    .project_title = standing->project_title,
                                    .title = kept.name,
                                    .context = standing->context,
                                    .part = said->part,
                                    .speaker = said->speaker,
                                    .quote = said->text,
                                    .url = {}};
                result.url = url_of(result, *standing, asked.newest, passage, *said);
                out.push_back(std::move(result));
            }
        });
    }
    return at;
}

SearchAnswer SearchService::find(const Actor& actor, const SearchQuestion& question) {
    const auto asked = understand(actor, question);
    SearchAnswer answer;
    answer.waiting = indexer_.waiting();
    if (asked.nothing) return answer;
    const auto most = question.kind ? kCountedOfOneMax : kCountedMax;
    for (std::size_t i = 0; i < EnumNames<SearchKind>::names.size(); ++i) {
        const auto kind = static_cast<SearchKind>(i);
        if (question.kind && *question.kind != kind) continue;
        // Only in scenes does somebody speak, inside or outside.
        if ((question.speaker || question.setting) && kind != SearchKind::Scene) continue;
        const auto ranked = rank(asked, kind, most);
        if (ranked.empty()) continue;
        const auto from = question.kind ? static_cast<std::size_t>(question.from) : 0;
        const auto before = answer.results.size();
        const auto end = show(asked, kind, ranked, from, static_cast<std::size_t>(question.limit),
                              answer.results);
        if (question.kind && end < ranked.size()) answer.next_cursor = std::to_string(end);
        const auto count = static_cast<std::int64_t>(ranked.size());
        // Where all were looked at, it is known how many there are.
        const bool all = end >= ranked.size() && from == 0;
        const auto shown = static_cast<std::int64_t>(answer.results.size() - before);
        if (all && shown == 0) continue;
        answer.groups.push_back(
            {.kind = kind, .count = all ? shown : std::min(count, most), .more = count > most});
    }
    return answer;
}

namespace {

SearchQuestion ask_for(std::string name, const std::vector<std::string>& aliases,
                       const MentionsPart& part) {
    SearchQuestion question{.words = {},
                            .kind = part.kind,
                            .project = {},
                            .speaker = {},
                            .setting = {},
                            .names = {std::move(name)},
                            .but_not = {},
                            .from = part.from,
                            .limit = part.limit};
    question.names.insert(question.names.end(), aliases.begin(), aliases.end());
    return question;
}

}  // namespace

SearchAnswer SearchService::list_mentions(const Actor& actor, const CharacterId& id,
                                          const MentionsPart& part) {
    const auto one = store_.read(
        [&](store::Reader& db) { return cast::get_character(db, actor, Action::View, id); });
    auto question = ask_for(one.name, one.aliases, part);
    question.but_not = id.text;
    question.project = one.project_id;
    return find(actor, question);
}

SearchAnswer SearchService::list_mentions(const Actor& actor, const WorldItemId& id,
                                          const MentionsPart& part) {
    return find(actor, store_.read([&](store::Reader& db) {
        const auto item = world::get_item(db, actor, Action::View, id);
        auto question = ask_for(item.name, item.aliases, part);
        question.but_not = id.text;
        question.project = world::get_world(db, actor, Action::View, item.world_id).project_id;
        return question;
    }));
}

}  // namespace fabula::search
