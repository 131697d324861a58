#include "script/history_service.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"
#include "base/text_diff.hpp"
#include "history/record.hpp"
#include "screenplay/fountain.hpp"
#include "script/script_service.hpp"

namespace fabula::script {

namespace {

using Matches = std::vector<std::optional<std::size_t>>;

screenplay::Outline read_outline(const std::string& text, ScriptFormat format) {
    return screenplay::read_outline(screenplay::parse_fountain(text, to_engine(format)));
}

// Which stretch of `before` each of `after` is: first as the changes between them tell.
Matches match_versions(const CutText& before, const CutText& after, const ChangeSet& change) {
    std::vector<HeldNode> held;
    for (const auto& read : before.outline.nodes) {
        HeldNode node;
        node.row.title = shorten(read.title, 2000);
        node.heading = read.heading;
        held.push_back(std::move(node));
    }
    const auto by_text = match_texts(before, after);
    auto by_change = match_nodes(held, change, after.outline);
    Matches matches{0};
    std::vector<bool> taken(before.stretches.size(), false);
    for (const auto& match : by_change) {
        matches.push_back(match ? std::optional(CutText::stretch_of(*match)) : std::nullopt);
        if (match) taken[CutText::stretch_of(*match)] = true;
    }
    for (std::size_t n = 1; n < matches.size(); ++n) {
        if (matches[n] || !by_text[n] || taken[*by_text[n]]) continue;
        matches[n] = by_text[n];
        taken[*by_text[n]] = true;
    }
    return matches;
}

std::string title_at(const CutText& text, std::size_t stretch) {
    return stretch == 0 ? std::string() : text.outline.nodes[stretch - 1].title;
}

std::vector<ComparedPart> compare_words(std::string_view before, std::string_view after) {
    std::vector<ComparedPart> parts;
    for (const auto& part : diff_words(before, after)) {
        parts.push_back({part.kind, std::string(part.text)});
    }
    return parts;
}

std::optional<std::int64_t> place_of(std::size_t stretch) {
    return static_cast<std::int64_t>(stretch);
}

ComparedScene gone_scene(const CutText& before, std::size_t o) {
    return {.change = SceneChange::Gone,
            .before = place_of(o),
            .after = std::nullopt,
            .title_before = title_at(before, o),
            .parts = {{DiffKind::Gone, std::string(before.stretches[o])}}};
}

ComparedScene compared_scene(const CutText& before, const CutText& after, std::size_t n,
                             std::optional<std::size_t> o, bool moved) {
    ComparedScene scene{.moved = moved,
                        .before = std::nullopt,
                        .after = place_of(n),
                        .title_after = title_at(after, n)};
    if (!o) {
        scene.change = SceneChange::Come;
        scene.parts = {{DiffKind::Come, std::string(after.stretches[n])}};
        return scene;
    }
    scene.before = place_of(*o);
    scene.title_before = title_at(before, *o);
    const bool same = trim(before.stretches[*o]) == trim(after.stretches[n]);
    scene.change = !same ? SceneChange::Changed : moved ? SceneChange::Moved : SceneChange::Same;
    if (!same) scene.parts = compare_words(before.stretches[*o], after.stretches[n]);
    return scene;
}

}  // namespace

Comparison compare_texts(const CutText& before, const CutText& after, const Matches& matches) {
    Comparison out;
    std::vector<bool> found(before.stretches.size(), false);
    for (const auto& match : matches) {
        if (match) found[*match] = true;
    }
    std::vector<bool> in_order(matches.size(), false);
    for (const auto n : stretches_in_order(matches)) in_order[n] = true;
    std::size_t next = 0;
    const auto add_gone_until = [&](std::size_t end) {
        for (; next < end; ++next) {
            if (!found[next]) out.scenes.push_back(gone_scene(before, next));
        }
    };
    for (std::size_t n = 0; n < matches.size(); ++n) {
        if (in_order[n]) add_gone_until(*matches[n]);
        const bool moved = matches[n] && !in_order[n];
        auto scene = compared_scene(before, after, n, matches[n], moved);
        if (scene.change == SceneChange::Same) {
            ++out.same_count;
        } else {
            out.scenes.push_back(std::move(scene));
        }
    }
    add_gone_until(found.size());
    return out;
}

namespace {

// Both versions and how they belong together.
struct TwoVersions {
    std::string before, after;
    screenplay::Outline old_outline, new_outline;
    ChangeSet change;
};

TwoVersions read_two(store::Reader& db, const Script& script, std::int64_t from, std::int64_t to) {
    auto old = read_text_of(db, script.id, from, to);
    TwoVersions out;
    out.before = std::move(old.text);
    out.change = compose_all(old.later, count_utf16_units(out.before));
    const auto after = out.change.apply(out.before);
    if (!after) throw AppError(Code::Internal, PublicText{"The history cannot be read."});
    out.after = *after;
    return out;
}

}  // namespace

std::vector<Session> HistoryService::list_sessions(const Actor& actor, const ScriptId& id,
                                                   std::int64_t before, std::int64_t limit) {
    return store_.read([&](store::Reader& db) {
        return script::list_sessions(db, get_script(db, actor, Action::View, id).id, before, limit);
    });
}

std::string HistoryService::text_of(const Actor& actor, const ScriptId& id, std::int64_t version) {
    return store_.read([&](store::Reader& db) {
        get_script(db, actor, Action::View, id);
        return read_text_of(db, id, version, version).text;
    });
}

std::vector<Draft> HistoryService::list_drafts(const Actor& actor, const ScriptId& id,
                                               const std::string& before, std::int64_t limit) {
    return store_.read([&](store::Reader& db) {
        return script::list_drafts(db, get_script(db, actor, Action::View, id).id, before, limit);
    });
}

Draft HistoryService::create_draft(const Actor& actor, const ScriptId& id, const std::string& name,
                                   std::int64_t version) {
    return store_.write([&](store::Tx& tx) {
        const auto script = get_script(tx, actor, Action::Edit, id);
        Draft draft;
        draft.script_id = id;
        draft.version = version > 0 ? version : script.version;
        draft.name = name;
        draft.author_id = actor.user;
        read_text_of(tx, id, draft.version, draft.version);  // Whether it is kept.
        tx.insert(draft);
        history::record(tx, actor, history::Act::Create, history::entity_of(script),
                        {{"draft", draft.name}, {"version", draft.version}});
        return draft;
    });
}

Draft HistoryService::rename_draft(const Actor& actor, const DraftId& id, const std::string& name,
                                   std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto draft = get_draft(tx, actor, Action::Edit, id);
        check_rev(draft.rev, expected_rev, "this draft");
        const auto before = std::exchange(draft.name, name);
        tx.update(draft);
        history::record(tx, actor, history::Act::Update, {Script::table, draft.script_id.text},
                        {{"changes", {{"draft", {{"before", before}, {"after", name}}}}}});
        return draft;
    });
}

void HistoryService::delete_draft(const Actor& actor, const DraftId& id) {
    store_.write([&](store::Tx& tx) {
        const auto draft = get_draft(tx, actor, Action::Edit, id);
        script::delete_draft(tx, draft.id);
        history::record(tx, actor, history::Act::Delete, {Script::table, draft.script_id.text},
                        {{"draft", draft.name}});
    });
}

Comparison HistoryService::compare(const Actor& actor, const ScriptId& id, std::int64_t from,
                                   std::int64_t to) {
    Script script;
    auto two = store_.read([&](store::Reader& db) {
        script = get_script(db, actor, Action::View, id);
        if (to == 0) to = std::max(from, script.version);
        if (to < from) invalid("to", "is before from");
        return read_two(db, script, from, to);
    });
    two.old_outline = read_outline(two.before, script.format);
    two.new_outline = read_outline(two.after, script.format);
    const CutText before(two.before, two.old_outline);
    const CutText after(two.after, two.new_outline);
    auto out = compare_texts(before, after, match_versions(before, after, two.change));
    out.from = from;
    out.to = to;
    return out;
}

namespace {

// The matches seen from the other text.
Matches inverse_of(const Matches& matches, std::size_t count) {
    Matches inverse(count);
    for (std::size_t n = 0; n < matches.size(); ++n) {
        if (matches[n]) inverse[*matches[n]] = n;
    }
    return inverse;
}

// One scene as it was: in its place, or behind what stood above it.
Edit restore_scene(const CutText& old, const CutText& now, const Matches& now_of_old,
                   std::size_t scene) {
    auto text = std::string(old.stretches[scene]);
    std::size_t from = 0, to = 0;  // Stretches of the text now.
    if (now_of_old[scene]) {
        from = *now_of_old[scene];
        to = from + 1;
    } else {
        auto above = scene;
        while (above > 0 && !now_of_old[above]) --above;
        from = to = *now_of_old[above] + 1;
    }
    const auto length = now.begins.back();
    if (to < now.stretches.size()) {
        while (!text.ends_with("\n\n")) text += '\n';
    }
    if (from == to) {
        if (const auto& above = now.stretches[from - 1];
            !above.empty() && !above.ends_with("\n\n")) {
            text.insert(0, above.ends_with("\n") ? "\n" : "\n\n");
        }
        return {.change = ChangeSet::replace(length, now.begins[from], now.begins[from], text)};
    }
    Json pieces = Json::array();
    if (now.begins[from] > 0) pieces.push_back(now.begins[from]);
    for (auto& piece : diff_texts(now.stretches[from], text).to_json()) {
        pieces.push_back(std::move(piece));
    }
    if (length > now.begins[to]) pieces.push_back(length - now.begins[to]);
    std::string problem;
    return {.change = *ChangeSet::from_json(pieces, problem)};
}

}  // namespace

std::int64_t HistoryService::restore(const Actor& actor, const ScriptId& id, std::int64_t version,
                                     std::optional<std::int64_t> scene) {
    return changes_.edit(actor, id, "restore", [&](const StandingScript& standing) {
        const auto two = store_.read([&](store::Reader& db) {
            return read_two(db, standing.script, version, standing.script.version);
        });
        const auto old_outline = read_outline(two.before, standing.script.format);
        const CutText old(two.before, old_outline);
        const CutText now(standing.text, standing.outline);
        const auto matches = match_versions(old, now, two.change);
        const auto now_of_old = inverse_of(matches, old.stretches.size());
        Edit edit;
        if (scene) {
            const auto place = static_cast<std::size_t>(*scene);
            if (*scene < 0 || place >= old.stretches.size()) {
                invalid("scene", "is not in that version");
            }
            edit = restore_scene(old, now, now_of_old, place);
            edit.tag = {{"restored", version}, {"scene", title_at(old, place)}};
            return edit;
        }
        auto whole = edit_between(now, old, now_of_old);
        edit.change = std::move(whole.change);
        edit.moves = std::move(whole.moves);
        edit.outline.nodes = matched_nodes(now_of_old);
        edit.tag = {{"restored", version}};
        return edit;
    });
}

namespace {

// The move that leads back; null where the change moved nothing.
Json inverse_tag(const Json& tag, std::int64_t version) {
    Json out = {{"undone", version}};
    if (!tag.is_object() || !tag.contains("moved")) return out;
    const auto& moved = tag.at("moved");
    const auto from = moved.at("from").get<std::int64_t>();
    const auto to = moved.at("to").get<std::int64_t>();
    const auto at = moved.at("at").get<std::int64_t>();
    out["moved"] = {{"from", at}, {"to", at + (to - from)}, {"at", from}};
    return out;
}

}  // namespace

std::int64_t HistoryService::undo(const Actor& actor, const ScriptId& id, std::int64_t version) {
    const auto request = store_.read([&](store::Reader& db) {
        const auto script = get_script(db, actor, Action::Edit, id);
        const auto rows = version > 1 && version <= script.version
                              ? list_changes(db, id, version - 1, 1)
                              : std::vector<ScriptChange>{};
        if (rows.empty() || rows[0].version != version) {
            throw AppError(Code::NotFound, PublicText{"There is no such change of the script."});
        }
        const auto before = read_text_of(db, id, version - 1, version - 1);
        return ChangeRequest{.client_id = "undo/" + make_uuid(),
                             .client_seq = 1,
                             .version = version,
                             .changes = to_change_set(rows[0]).invert(before.text).to_json(),
                             .tag = inverse_tag(rows[0].tag, version)};
    });
    return changes_.submit(actor, id, request).version;
}

void HistoryService::compact_all(Time time) {
    constexpr std::int64_t kRowsAtATime = 2000;
    const auto scripts = store_.read([&](store::Reader& db) { return list_compactable(db, time); });
    for (const auto& id : scripts) {
        bool more = true;
        while (more) {
            const auto plan = store_.read([&](store::Reader& db) {
                return plan_compaction(db, ScriptId{id}, time, kRowsAtATime);
            });
            more = plan.row_count == kRowsAtATime;
            if (plan.row_count > 0) {
                store_.write([&](store::Tx& tx) { store_compaction(tx, ScriptId{id}, plan); });
            }
        }
    }
}

}  // namespace fabula::script
