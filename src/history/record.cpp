#include "history/record.hpp"

#include <algorithm>
#include <stdexcept>

#include "accounts/accounts_store.hpp"
#include "base/text.hpp"
#include "history/activity_store.hpp"

namespace fabula::history {

namespace {

constexpr std::size_t kNameMax = 200;  // Code points.

bool is_place(std::string_view field) {
    constexpr std::string_view kPlaces[] = {"order_index", "position", "parent_id",
                                            "scene_id",    "shot_id",  "node_order"};
    return std::ranges::find(kPlaces, field) != std::ranges::end(kPlaces);
}

// Where two texts begin to differ; bytes, at the beginning of a code point.
std::size_t first_difference(std::string_view a, std::string_view b) {
    auto at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    const auto inside = [](std::string_view text, std::size_t i) {
        return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
    };
    while (at > 0 && (inside(a, at) || inside(b, at))) --at;
    return at;
}

std::string text_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

// The part around `difference`, bytes of the text.
Json cut(std::string_view text, std::size_t difference) {
    constexpr std::size_t kBefore = 60;  // Code points that are shown before the difference.
    const auto first = count_code_points(text.substr(0, difference));
    const auto from = first > kBefore ? first - kBefore : 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < from; ++i) next_code_point(text, at);
    auto end = at;
    for (std::size_t i = 0; i < kValueMax && end < text.size(); ++i) next_code_point(text, end);
    return {{"text", std::string(text.substr(at, end - at))},
            {"from", from},
            {"length", count_code_points(text)}};
}

Json kept(const Json& value, std::string_view text, std::size_t difference) {
    const bool may_be_long = value.is_string() || value.is_structured();
    if (!may_be_long || count_code_points(text) <= kValueMax) return value;
    return cut(text, difference);
}

bool was_cut(const Json& value) {
    return value.is_object() && value.contains("text") && value.contains("length");
}

// {before, after} as an entry keeps them.
Json change_of(const Json& before, const Json& after) {
    const bool secret = after.is_object() && after.size() == 1 && after.contains("secret");
    if (secret) return {{"secret", true}};
    const auto old = text_of(before);
    const auto now = text_of(after);
    const auto at = first_difference(old, now);
    return {{"before", kept(before, old, at)}, {"after", kept(after, now, at)}};
}

Activity entry_for(const By& by, Act act, const Entity& entity, Json details) {
    Activity entry{.id = {},
                   .entity_type = std::string(entity.type),
                   .entity_id = entity.id,
                   .name = {},
                   .action = act,
                   .details = std::move(details),
                   .part_of = by.part_of};
    if (!by.actor.user.empty()) entry.user_id = by.actor.user;
    return entry;
}

void name_it(store::Reader& db, Activity& entry) {
    const auto standing = find_standing(db, entry.entity_type, entry.entity_id);
    if (!standing) {
        throw std::logic_error("an act on a thing that is not there: " + entry.entity_type);
    }
    entry.project_id = standing->project_id;
    entry.organization_id = standing->organization_id;
    entry.name = shorten(standing->name, kNameMax);
}

// Adds what changed now to what changed before; what is again as it was is no change.
void add_changes(Json& earlier, const Json& later) {
    for (const auto& [field, change] : later.items()) {
        auto& known = earlier[field];
        if (known.is_null()) {
            known = change;
            continue;
        }
        known["after"] = change.value("after", Json());
        if (known.contains("secret")) {
            known.erase("after");
            continue;
        }
        if (known.at("before") == known.at("after") && !was_cut(known.at("after"))) {
            earlier.erase(field);
        }
    }
}

// True where the changes went into the entry before.
bool added_to_last(store::Tx& tx, const Activity& entry) {
    if (entry.part_of || !entry.user_id) return false;
    auto last = find_newest(tx, entry);
    if (!last || last->action != entry.action || last->user_id != entry.user_id ||
        tx.now() - last->created_at >= kOneUpdate) {
        return false;
    }
    add_changes(last->details["changes"], entry.details.at("changes"));
    last->name = entry.name;
    if (last->details.at("changes").empty())
        delete_entry(tx, last->id);
    else
        put_details(tx, *last);
    return true;
}

}  // namespace

std::string find_name(store::Reader& db, const Entity& entity) {
    const auto standing = find_standing(db, entity.type, entity.id);
    return standing ? shorten(standing->name, kNameMax) : std::string();
}

ActivityId record(store::Tx& tx, const By& by, Act act, const Entity& entity, Json details) {
    auto entry = entry_for(by, act, entity, std::move(details));
    name_it(tx, entry);
    tx.insert(entry);
    return entry.id;
}

ActivityId record_of(store::Tx& tx, const By& by, Act act, const Entity& entity,
                     const std::string& name, const accounts::Object& object, Json details) {
    auto entry = entry_for(by, act, entity, std::move(details));
    entry.name = shorten(name, kNameMax);
    if (const auto* project = std::get_if<ProjectId>(&object))
        entry.project_id = *project;
    else
        entry.organization_id = std::get<OrganizationId>(object);
    tx.insert(entry);
    return entry.id;
}

By part_of_many(store::Tx& tx, const By& by, Act act, const Entity& holder, const Many& many) {
    if (by.part_of || many.created + many.changed < 2) return by;
    return {
        by.actor,
        record(tx, by, act, holder,
               {{"of", many.of}, {"create_count", many.created}, {"change_count", many.changed}})};
}

void record_change(store::Tx& tx, const By& by, const Entity& entity, const Json& before,
                   const Json& after) {
    Json changes = Json::object();
    bool moved = true;
    for (const auto& [field, value] : after.items()) {
        const auto& old = before.at(field);
        if (old == value) continue;
        changes[field] = change_of(old, value);
        moved = moved && is_place(field);
    }
    if (changes.empty()) return;
    auto entry =
        entry_for(by, moved ? Act::Move : Act::Update, entity, {{"changes", std::move(changes)}});
    name_it(tx, entry);
    if (!added_to_last(tx, entry)) tx.insert(entry);
}

void record_member(store::Tx& tx, const Actor& actor, const accounts::MemberChange& change) {
    auto act = Act::ChangeRole;
    if (!change.before) act = Act::Join;
    if (!change.after) act = Act::Leave;
    record_of(tx, actor, act, {"member", change.user.text}, accounts::find_name(tx, change.user),
              change.object,
              {{"changes",
                {{"role",
                  {{"before", JsonCodec<std::optional<Role>>::encode(change.before)},
                   {"after", JsonCodec<std::optional<Role>>::encode(change.after)}}}}}});
}

void record_writing(store::Tx& tx, const By& by, const Entity& script, const Written& written) {
    auto entry = entry_for(
        by, Act::Write, script,
        {{"count", written.changes}, {"added", written.added}, {"deleted", written.deleted}});
    if (entry.user_id) {
        auto last = find_newest_of(tx, entry);
        if (last && std::chrono::floor<std::chrono::hours>(last->created_at) ==
                        std::chrono::floor<std::chrono::hours>(tx.now())) {
            for (const auto* name : {"count", "added", "deleted"}) {
                last->details[name] = last->details.value(name, std::int64_t{0}) +
                                      entry.details.at(name).get<std::int64_t>();
            }
            put_details(tx, *last);
            return;
        }
    }
    name_it(tx, entry);
    tx.insert(entry);
}

}  // namespace fabula::history
