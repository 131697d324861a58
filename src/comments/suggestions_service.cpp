#include "comments/suggestions_service.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/revision.hpp"
#include "history/record.hpp"
#include "script/script_store.hpp"

namespace fabula::comments {

namespace {

[[noreturn]] void refuse(const std::string& why) {
    throw AppError(Code::Conflict, PublicText{why});
}

// A suggestion with its place in the text as it stands.
struct Placed {
    Thread thread;
    ThreadView place;
};

std::vector<Placed> place_all(store::Reader& db, std::vector<Thread> threads,
                              std::int64_t version) {
    std::vector<ThreadView> places;
    for (const auto& thread : threads) {
        places.push_back({.id = thread.id,
                          .object_kind = thread.object_kind,
                          .object_id = thread.object_id,
                          .quote = thread.quote,
                          .proposed = thread.proposed});
    }
    place_threads(db, places);
    std::vector<Placed> out;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        // A text that another process changed is read again.
        if (places[i].version != version) places[i].stale = true;
        out.push_back({std::move(threads[i]), std::move(places[i])});
    }
    return out;
}

// Those of `all` that can be made of the text at once, in its order.
std::vector<Placed> take_fitting(std::vector<Placed> all, std::vector<ThreadId>& stale) {
    std::ranges::stable_sort(all, {}, [](const Placed& one) { return one.place.from; });
    std::vector<Placed> out;
    for (auto& one : all) {
        const bool overlaps = !out.empty() && one.place.from < out.back().place.to;
        if (one.place.stale || overlaps)
            stale.push_back(one.thread.id);
        else
            out.push_back(std::move(one));
    }
    return out;
}

history::Entity text_of(const Thread& thread) {
    return {script::Script::table, thread.object_id};
}

script::Edit edit_of(const Actor& actor, std::vector<Placed> placed, std::int64_t length) {
    script::Edit edit{.change = ChangeSet(static_cast<std::size_t>(length))};
    // From the end, so that the places before stay where they are.
    for (auto one = placed.rbegin(); one != placed.rend(); ++one) {
        edit.change = edit.change.compose(
            ChangeSet::replace(edit.change.new_length(), static_cast<std::size_t>(*one->place.from),
                               static_cast<std::size_t>(*one->place.to), *one->thread.proposed));
    }
    edit.tag = {{"accepted", placed.size()}};
    edit.also = [user = actor.user, placed = std::move(placed)](store::Tx& tx) {
        for (const auto& one : placed) {
            auto thread = one.thread;
            thread.outcome = Outcome::Accepted;
            thread.resolved_at = tx.now();
            thread.resolved_by = user;
            tx.update(thread);
            history::record(tx, Actor{user}, history::Act::Accept, text_of(thread),
                            {{"thread_id", thread.id.text}});
        }
    };
    return edit;
}

}  // namespace

ThreadView SuggestionsService::accept(const Actor& actor, const ThreadId& id,
                                      std::optional<std::int64_t> expected_rev) {
    Thread told;
    const auto read = [&](store::Reader& db) {
        auto thread = get_thread(db, actor, Action::Edit, id);
        check_rev(thread.rev, expected_rev, "this suggestion");
        if (!thread.proposed) refuse("This thread proposes no words.");
        if (thread.resolved_at) refuse("This suggestion was decided already.");
        return thread;
    };
    told = store_.read(read);
    // The writer's own editor knows its change by this name.
    changes_.edit(actor, ScriptId{told.object_id}, "accept-" + id.text,
                  [&](const script::StandingScript& standing) {
                      auto placed = store_.read([&](store::Reader& db) {
                          return place_all(db, {read(db)}, standing.script.version);
                      });
                      if (placed[0].place.stale) {
                          refuse(
                              "Other words stand there now than the suggestion is about. "
                              "Nothing was changed.");
                      }
                      return edit_of(actor, std::move(placed), standing.script.length);
                  });
    comments_.tell(actor, told);
    return comments_.get(actor, id);
}

Accepted SuggestionsService::accept_all(const Actor& actor, const ScriptId& script) {
    Accepted out;
    std::vector<Thread> told;
    out.version = changes_.edit(
        actor, script, "accept-" + script.text, [&](const script::StandingScript& standing) {
            out.stale.clear();
            auto placed = take_fitting(store_.read([&](store::Reader& db) {
                return place_all(db, list_open_suggestions(db, script, kSuggestionsMax),
                                 standing.script.version);
            }),
                                       out.stale);
            told.clear();
            for (const auto& one : placed) told.push_back(one.thread);
            if (placed.empty()) {
                return script::Edit{
                    .change = ChangeSet(static_cast<std::size_t>(standing.script.length))};
            }
            return edit_of(actor, std::move(placed), standing.script.length);
        });
    for (const auto& thread : told) {
        out.accepted.push_back(thread.id);
        comments_.tell(actor, thread);
    }
    return out;
}

Refused SuggestionsService::refuse_all(const Actor& actor, const ScriptId& script) {
    const auto refused = store_.write([&](store::Tx& tx) {
        script::get_script(tx, actor, Action::Edit, script);
        auto threads = list_open_suggestions(tx, script, kSuggestionsMax);
        for (auto& thread : threads) {
            thread.outcome = Outcome::Refused;
            thread.resolved_at = tx.now();
            thread.resolved_by = actor.user;
            tx.update(thread);
            history::record(tx, actor, history::Act::Refuse, text_of(thread),
                            {{"thread_id", thread.id.text}});
        }
        return threads;
    });
    Refused out;
    for (const auto& thread : refused) {
        out.refused.push_back(thread.id);
        comments_.tell(actor, thread);
    }
    return out;
}

}  // namespace fabula::comments
