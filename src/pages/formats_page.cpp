// Script formats: those that the program brings along, and those of one's own.
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

constexpr std::int64_t kFormatsShown = 200;

std::string kind_text(const Sources& from, const Visit& visit, ScriptFormat format) {
    return from.texts.get(visit.language, "format." + std::string(name_of(format)));
}

}  // namespace

Json formats_page(const Sources& from, const Visit& visit) {
    Json built_in = Json::array();
    for (const auto& format : script::FormatService::list_built_in()) {
        built_in.push_back(
            {{"name", name_of(format.name)},
             {"title", kind_text(from, visit, format.name)},
             {"text", from.texts.get(visit.language,
                                     "format." + std::string(name_of(format.name)) + ".text")}});
    }
    const auto uses = from.formats.count_uses(visit.actor);
    Json own = Json::array();
    for (const auto& format : from.formats.list(visit.actor, "", kFormatsShown)) {
        const auto used = uses.find(format.id);
        own.push_back({{"id", format.id.text},
                       {"title", format.title},
                       {"kind_name", kind_text(from, visit, format.format)},
                       {"used", used == uses.end() ? 0 : used->second},
                       {"unused", used == uses.end()},
                       {"updated_at", to_iso(format.updated_at)},
                       {"updated_on", date_text(format.updated_at)}});
    }
    Json data = {{"built_in", std::move(built_in)}, {"has_own", !own.empty()}};
    data["own"] = std::move(own);
    data["may_edit"] = from.accounts.can(visit.actor, Action::Edit, visit.actor.organization);
    return data;
}

}  // namespace fabula::pages
