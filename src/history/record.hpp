// What a service calls to record an act, in the transaction of the act itself: an act that is
// undone leaves no entry, and one that is stored has one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/people_service.hpp"
#include "accounts/rights.hpp"
#include "history/activity.hpp"
#include "store/store.hpp"

namespace fabula::history {

// Who acts, and of which larger act theirs is a part.
struct By {
    By(const Actor& who, std::optional<ActivityId> larger = {})  // NOLINT: an Actor acts.
        : actor(who), part_of(std::move(larger)) {}

    const Actor& actor;  // Must outlive this.
    std::optional<ActivityId> part_of;
};

// A thing by the table that keeps it.
struct Entity {
    std::string_view type;
    std::string id;
};

template <Stored Row>
Entity entity_of(const Row& row) {
    return {Row::table, row.id.text};
}

// What it is called; empty where it is gone.
std::string find_name(store::Reader& db, const Entity& entity);

// The thing must be there, in the bin or not. Answers the entry, for the parts of a larger act.
ActivityId record(store::Tx& tx, const By& by, Act act, const Entity& entity,
                  Json details = Json::object());
// The same of what is gone already, or is no row of its own.
ActivityId record_of(store::Tx& tx, const By& by, Act act, const Entity& entity,
                     const std::string& name, const accounts::Object& object,
                     Json details = Json::object());

// How many things of one kind a larger act is about.
struct Many {
    std::string_view of;  // Their type.
    std::int64_t created = 0;
    std::int64_t changed = 0;
};
// Records a larger act on what holds those things, and answers who does its parts. One thing alone
// is no larger act.
By part_of_many(store::Tx& tx, const By& by, Act act, const Entity& holder, const Many& many);

// What a person may change of it, by field; of a secret only whether there is one.
template <Described Row>
Json logged_fields(const Row& row) {
    Json out = Json::object();
    for_each_field<Row>([&](const auto& field, std::size_t) {
        using Value = typename std::remove_cvref_t<decltype(field)>::Value;
        if (field.rules.visibility == Visibility::Server) return;
        if (field.rules.visibility == Visibility::Secret) {
            out[std::string(field.name)] = {{"secret", JsonCodec<Value>::encode(field.of(row))}};
        } else {
            out[std::string(field.name)] = JsonCodec<Value>::encode(field.of(row));
        }
    });
    return out;
}

// Both as logged_fields gives them. Where only its place differs it is a move; where nothing does,
// nothing is recorded. An update is added to the entry of the same person's update before it.
void record_change(store::Tx& tx, const By& by, const Entity& entity, const Json& before,
                   const Json& after);

template <Stored Row>
void record_change(store::Tx& tx, const By& by, const Row& before, const Row& after) {
    record_change(tx, by, entity_of(after), logged_fields(before), logged_fields(after));
}

// Of the project or organization that they are a member of.
void record_member(store::Tx& tx, const Actor& actor, const accounts::MemberChange& change);

// What somebody wrote of a script's text; the entry of an hour is added to.
struct Written {
    std::int64_t changes = 0;
    std::int64_t added = 0;    // UTF-16 units.
    std::int64_t deleted = 0;  // UTF-16 units.
};
void record_writing(store::Tx& tx, const By& by, const Entity& script, const Written& written);

}  // namespace fabula::history
