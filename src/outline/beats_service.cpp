#include "outline/beats_service.hpp"

#include <map>

#include "base/error.hpp"
#include "base/revision.hpp"
#include "embedded/templates.hpp"
#include "history/record.hpp"
#include "outline/structure.hpp"
#include "script/script_store.hpp"
#include "story/story_store.hpp"

namespace fabula::outline {

namespace {

constexpr std::string_view kFolder = "beats/";
constexpr std::int64_t kBeatsMax = 1000;

void check(store::Reader& db, const Actor& actor, const Beat& beat) {
    // Written so that what is no number is none of them.
    const auto is_share = [](double value) { return value >= 0 && value <= 100; };
    if (!is_share(beat.pct_from)) invalid("pct_from", "must be 0 to 100");
    if (!is_share(beat.pct_to)) invalid("pct_to", "must be 0 to 100");
    if (beat.pct_to < beat.pct_from) invalid("pct_to", "lies before pct_from");
    const auto check_node = [&](const char* field, const std::optional<NodeId>& id) {
        if (!id) return;
        const auto node = script::get_node(db, actor, Action::View, *id);
        if (node.project_id != beat.project_id) invalid(field, "is of another project");
    };
    check_node("from_container_id", beat.from_container_id);
    check_node("to_container_id", beat.to_container_id);
}

void check_count(store::Reader& db, const ProjectId& project, std::int64_t more) {
    if (std::ssize(list_beats(db, project)) + more <= kBeatsMax) return;
    throw AppError(Code::Conflict,
                   PublicText{"A project has at most " + std::to_string(kBeatsMax) + " beats."});
}

}  // namespace

std::vector<BeatTemplate> beat_templates(std::string_view language) {
    std::vector<BeatTemplate> out;
    for (const auto& file : embedded::templates()) {
        if (!file.name.starts_with(kFolder)) continue;
        const auto json = in_language(parse_json(file.bytes), language);
        out.push_back({.id = json.at("id").get<std::string>(),
                       .abbr = json.at("abbr").get<std::string>(),
                       .name = json.at("name").get<std::string>(),
                       .beats = json.at("beats")});
    }
    return out;
}

BeatTemplate get_beat_template(std::string_view id, std::string_view language) {
    for (auto& known : beat_templates(language)) {
        if (known.id == id || known.abbr == id) return std::move(known);
    }
    invalid("template", "is no beat template");
}

std::vector<Beat> BeatsService::list(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        return list_beats(db, story::get_project(db, actor, Action::View, project).id);
    });
}

Beat BeatsService::get(const Actor& actor, const BeatId& id) {
    return store_.read([&](store::Reader& db) { return get_beat(db, actor, Action::View, id); });
}

Beat BeatsService::create(const Actor& actor, const Beat& given) {
    return store_.write([&](store::Tx& tx) {
        auto beat = given;
        beat.id = make_id<BeatId>();
        beat.project_id = story::get_project(tx, actor, Action::Edit, given.project_id).id;
        check(tx, actor, beat);
        check_count(tx, beat.project_id, 1);
        beat.rank = last_beat_rank(tx, beat.project_id) + script::kRankStep;
        tx.insert(beat);
        history::record(tx, actor, history::Act::Create, history::entity_of(beat));
        return beat;
    });
}

Beat BeatsService::update(const Actor& actor, const BeatId& id, const Patch<Beat>& patch,
                          std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto beat = get_beat(tx, actor, Action::Edit, id);
        check_rev(beat.rev, expected_rev, "this beat");
        const auto before = beat;
        patch.apply_to(beat);
        check(tx, actor, beat);
        tx.update(beat);
        history::record_change(tx, actor, before, beat);
        return beat;
    });
}

void BeatsService::remove(const Actor& actor, const BeatId& id) {
    store_.write([&](store::Tx& tx) {
        const auto beat = get_beat(tx, actor, Action::Edit, id);
        history::record(tx, actor, history::Act::Delete, history::entity_of(beat));
        delete_beat(tx, beat.id);
    });
}

std::vector<Beat> BeatsService::create_from(const Actor& actor, const ProjectId& project,
                                            const std::string& template_id) {
    return store_.write([&](store::Tx& tx) {
        auto found = story::get_project(tx, actor, Action::Edit, project);
        const auto set = get_beat_template(template_id, found.language);
        check_count(tx, found.id, std::ssize(set.beats));
        auto rank = last_beat_rank(tx, found.id);
        const auto by =
            history::part_of_many(tx, actor, history::Act::Create, history::entity_of(found),
                                  {.of = "beat", .created = std::ssize(set.beats)});
        std::vector<Beat> out;
        for (const auto& entry : set.beats) {
            Beat beat;
            beat.project_id = found.id;
            beat.rank = rank += script::kRankStep;
            beat.label = entry.at("label").get<std::string>();
            beat.template_abbr = set.abbr;
            beat.description = entry.at("description").get<std::string>();
            beat.pct_from = entry.at("pct_from").get<double>();
            beat.pct_to = entry.at("pct_to").get<double>();
            tx.insert(beat);
            history::record(tx, by, history::Act::Create, history::entity_of(beat));
            out.push_back(std::move(beat));
        }
        if (found.beat_template != set.id) {
            found.beat_template = set.id;
            tx.update(found);
        }
        return out;
    });
}

std::vector<Beat> BeatsService::reorder(const Actor& actor, const ProjectId& project,
                                        const std::vector<BeatId>& ids) {
    return store_.write([&](store::Tx& tx) {
        const auto found = story::get_project(tx, actor, Action::Edit, project);
        std::map<std::string, Beat> known;
        for (auto& beat : list_beats(tx, found.id)) known.emplace(beat.id.text, std::move(beat));
        std::vector<Beat> out;
        for (const auto& id : ids) {
            const auto beat = known.find(id.text);
            if (beat == known.end()) invalid("beat_ids", "names a beat twice or one of elsewhere");
            beat->second.rank = (std::ssize(out) + 1) * script::kRankStep;
            out.push_back(std::move(beat->second));
            known.erase(beat);
        }
        if (!known.empty()) invalid("beat_ids", "must name every beat of the project");
        for (auto& beat : out) tx.update(beat);
        history::record(tx, actor, history::Act::Move, history::entity_of(found),
                        {{"of", "beat"}, {"change_count", out.size()}});
        return out;
    });
}

}  // namespace fabula::outline
