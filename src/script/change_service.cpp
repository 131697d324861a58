#include "script/change_service.hpp"

#include <algorithm>
#include <future>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "script/written.hpp"
#include "story/story_store.hpp"

namespace fabula::script {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::int64_t kSnapshotEvery = 256;  // Changes; what opening a script has to apply.
constexpr std::int64_t kMissedMax = 10'000;   // Changes; who missed more reads the text again.
constexpr std::size_t kBatchMax = 64;         // Changes that share one COMMIT.

CommittedChange to_committed(const ScriptChange& row) {
    return {row.version, row.client_id, row.client_seq, row.changes};
}

// Who knows a version that is not there: the data may stand on an older copy of itself.
void check_not_ahead(std::int64_t asked, std::int64_t version) {
    if (asked <= version) return;
    throw AppError(Code::Conflict, PublicText{"The script has no version " + std::to_string(asked) +
                                              " yet; it is at " + std::to_string(version) + "."});
}

// Old changes are kept by the hour: who comes from one of those versions reads the text again.
void check_complete(const std::vector<ScriptChange>& rows, std::int64_t after,
                    std::int64_t version) {
    if (after >= version || (!rows.empty() && rows.front().version == after + 1)) return;
    throw AppError(Code::Conflict, PublicText{"Version " + std::to_string(after) +
                                              " is too old to go on from. Read the text again."});
}

ChangeSet read_request(const ChangeRequest& request) {
    std::string problem;
    auto change = ChangeSet::from_json(request.changes, problem);
    if (!change) invalid("changes", problem);
    if (!request.tag.is_null() && !request.tag.is_object()) invalid("tag", "must be an object");
    return std::move(*change);
}

}  // namespace

// A change that waits for its turn: one that was asked for, or one that `make` makes then.
struct ScriptChangeService::Waiting {
    UserId author;
    ChangeRequest request;
    ChangeSet change;
    std::function<Edit(const StandingScript&)> make;
    Done done;

    // It may carry anchors along, which are read when all changes before it are stored.
    [[nodiscard]] bool moves() const { return make || !request.tag.is_null(); }
};

// What became of one.
struct ScriptChangeService::Taken {
    ChangeAnswer answer{};
    std::optional<Step> step{};  // To be stored.
    std::exception_ptr error{};
};

// One script and those who write in it.
struct ScriptChangeService::Room {
    std::vector<Waiting> queue;
    bool busy = false;  // A thread is at it, or it stands in ready_.
    SteadyTime last_used{};
    // Of the thread that is at it:
    std::unique_ptr<OpenScript> script;
    story::Project project;
};

ScriptChangeService::ScriptChangeService(store::Store& store, Listener listener)
    : ScriptChangeService(store, std::move(listener), Options{}) {}

ScriptChangeService::ScriptChangeService(store::Store& store, Listener listener,
                                         const Options& options)
    : store_(store), listener_(std::move(listener)), options_(options) {
    for (std::size_t i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { work(); });
}

ScriptChangeService::~ScriptChangeService() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
    for (auto& [id, room] : rooms_) {
        if (room->script) close(*room->script);
    }
}

namespace {

// Waits for the answer that `ask` gets.
ChangeAnswer wait_for(const std::function<void(ScriptChangeService::Done)>& ask) {
    std::promise<ChangeAnswer> promise;
    ask([&](const ChangeAnswer& answer, const std::exception_ptr& error) {
        if (error)
            promise.set_exception(error);
        else
            promise.set_value(answer);
    });
    return promise.get_future().get();
}

}  // namespace

ChangeAnswer ScriptChangeService::submit(const Actor& actor, const ScriptId& id,
                                         const ChangeRequest& request) {
    return wait_for([&](Done done) { submit(actor, id, request, std::move(done)); });
}

std::int64_t ScriptChangeService::edit(const Actor& actor, const ScriptId& id,
                                       const std::string& client_id,
                                       const std::function<Edit(const StandingScript&)>& make) {
    store_.read([&](store::Reader& db) { get_script(db, actor, Action::Edit, id); });
    // Made when its turn comes, so nobody sends it twice.
    const ChangeRequest request{.client_id = client_id + "-" + make_uuid(), .client_seq = 1};
    return wait_for([&](Done done) {
               wait_in(id, {actor.user, request, ChangeSet(), make, std::move(done)});
           })
        .version;
}

void ScriptChangeService::submit(const Actor& actor, const ScriptId& id,
                                 const ChangeRequest& request, Done done) {
    auto change = read_request(request);
    store_.read([&](store::Reader& db) { get_script(db, actor, Action::Edit, id); });
    wait_in(id, {actor.user, request, std::move(change), {}, std::move(done)});
}

void ScriptChangeService::wait_in(const ScriptId& id, Waiting waiting) {
    const std::lock_guard lock(mutex_);
    if (stopping_) throw AppError(Code::Unavailable, PublicText{"The server is stopping."});
    auto& room = rooms_[id.text];
    if (!room) room = std::make_unique<Room>();
    room->queue.push_back(std::move(waiting));
    if (std::exchange(room->busy, true)) return;
    ready_.push_back(id.text);
    changed_.notify_one();
}

void ScriptChangeService::settle() {
    std::unique_lock lock(mutex_);
    settled_.wait(lock, [&] {
        return std::ranges::none_of(rooms_, [](const auto& entry) {
            return !entry.second->queue.empty() || entry.second->busy;
        });
    });
}

void ScriptChangeService::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait_for(lock, options_.rest / 2, [&] { return stopping_ || !ready_.empty(); });
        if (ready_.empty()) {
            if (stopping_) return;
            close_resting(lock);
            continue;
        }
        const ScriptId id{std::move(ready_.front())};
        ready_.pop_front();
        auto& room = *rooms_.at(id.text);
        std::vector<Waiting> batch;
        const auto end = room.queue.begin() +
                         static_cast<std::ptrdiff_t>(std::min(room.queue.size(), kBatchMax));
        std::move(room.queue.begin(), end, std::back_inserter(batch));
        room.queue.erase(room.queue.begin(), end);
        lock.unlock();
        serve(id, room, std::move(batch));
        lock.lock();
        room.last_used = std::chrono::steady_clock::now();
        room.busy = !room.queue.empty();
        if (room.busy)
            ready_.push_back(id.text);
        else
            settled_.notify_all();
        if (rooms_.size() > options_.open_scripts) close_resting(lock);
    }
}

void ScriptChangeService::serve(const ScriptId& id, Room& room, std::vector<Waiting> batch) {
    auto all = take_all(room, id, batch);
    for (const auto& taken : all) {
        if (taken.step && listener_) listener_(room.project, id, to_committed(taken.step->log));
    }
    for (std::size_t i = 0; i < batch.size(); ++i) batch[i].done(all[i].answer, all[i].error);
    try {
        if (room.script &&
            room.script->script().version - room.script->snapshot_version() >= kSnapshotEvery) {
            store_snapshot(*room.script);
        }
    } catch (const std::exception&) {
        room.script.reset();  // The next one who opens it tries again.
    }
}

// Takes the changes in and stores them. Where somebody else wrote a row of the script meanwhile, it
// is read again and what is not stored yet is done once more.
std::vector<ScriptChangeService::Taken> ScriptChangeService::take_all(
    Room& room, const ScriptId& id, const std::vector<Waiting>& batch) {
    std::vector<Taken> all(batch.size());
    std::size_t done = 0;
    for (int tries = 0; tries < 2 && done < all.size(); ++tries) {
        try {
            take_rest(room, id, batch, all, done);
        } catch (const AppError& error) {
            room.script.reset();
            for (auto i = done; i < all.size(); ++i) all[i] = {.error = std::current_exception()};
            if (error.code() != Code::Stale) return all;
        } catch (...) {
            room.script.reset();
            for (auto i = done; i < all.size(); ++i) all[i] = {.error = std::current_exception()};
            return all;
        }
    }
    return all;
}

namespace {

// Rows of the outline change without the text: a change that is made of both sees them as they are.
bool is_current(store::Store& store, const OpenScript& open) {
    const auto stored = store.read([&](store::Reader& db) {
        return db.one<Script>(store::select_from<Script>() + " WHERE id = ?", open.script().id);
    });
    return stored && stored->rev == open.script().rev;
}

}  // namespace

// As one, but for those that carry something along. `done`: how many are stored.
void ScriptChangeService::take_rest(Room& room, const ScriptId& id,
                                    const std::vector<Waiting>& batch, std::vector<Taken>& all,
                                    std::size_t& done) {
    if (!room.script) open(room, id);
    const auto store_to = [&](std::size_t end) {
        store_all(room, std::span(all).subspan(done, end - done));
        done = end;
    };
    for (auto i = done; i < batch.size(); ++i) {
        if (batch[i].moves()) store_to(i);
        if (batch[i].make && !is_current(store_, *room.script)) open(room, id);
        all[i] = {};
        take(room, batch[i], all[i]);
        if (batch[i].moves()) store_to(i + 1);
    }
    store_to(batch.size());
}

void ScriptChangeService::open(Room& room, const ScriptId& id) {
    store_.read([&](store::Reader& db) {
        auto script = db.one<Script>(store::select_from<Script>() + " WHERE id = ?", id);
        if (!script) throw AppError(Code::NotFound, PublicText{"There is no such script."});
        room.project =
            db.one<story::Project>(store::select_from<story::Project>() + " WHERE id = ?",
                                   script->project_id)
                .value();
        room.script = std::make_unique<OpenScript>(db, std::move(*script));
    });
}

// What is wrong with one change is told to its writer alone.
void ScriptChangeService::take(Room& room, const Waiting& waiting, Taken& taken) {
    auto& script = *room.script;
    try {
        if (!waiting.make) return answer_request(room, waiting, taken);
        const auto nodes = script.attached_nodes();
        auto edit = waiting.make({room.project, script.script(), script.text(), script.outline(),
                                  nodes, script.held_nodes()});
        const auto proposed = edit;
        taken.step = script.take(std::move(edit), waiting.request, waiting.author);
        taken.answer.version = script.script().version;
        if (taken.step) carry(script, proposed, *taken.step);
    } catch (const AppError&) {
        taken = {.error = std::current_exception()};
    }
}

void ScriptChangeService::answer_request(Room& room, const Waiting& waiting, Taken& taken) {
    auto& script = *room.script;
    const auto& request = waiting.request;
    const auto id = script.script().id;
    const auto version = script.script().version;
    check_not_ahead(request.version, version);
    if (version - request.version > kMissedMax) {
        throw AppError(Code::Conflict,
                       PublicText{"The script has changed more than " + std::to_string(kMissedMax) +
                                  " times since. Read it again."});
    }
    auto known = script.find(request);
    std::vector<ScriptChange> older;
    store_.read([&](store::Reader& db) {
        if (!known) {
            const auto row = find_change(db, id, request.client_id, request.client_seq);
            if (row) known = to_committed(*row);
        }
        if (!script.remembers(request.version)) {
            older = list_changes(db, id, request.version, kMissedMax);
        }
    });
    if (!script.remembers(request.version)) {
        check_complete(older, request.version, script.script().version);
    }
    taken.answer.missed = script.missed_since(request.version, older);
    if (known) {
        taken.answer.version = known->version;
        std::erase_if(taken.answer.missed,
                      [&](const CommittedChange& one) { return one.version >= known->version; });
        return;
    }
    auto proposed = script.rebase(request, waiting.change, older);
    const auto copy = waiting.moves() ? std::optional(proposed) : std::nullopt;
    taken.step = script.take(std::move(proposed), request, waiting.author);
    taken.answer.version = script.script().version;
    if (taken.step && copy) carry(script, *copy, *taken.step);
}

// Anchors are moved by the log when they are read; those that went with a moved stretch would be
// lost that way.
void ScriptChangeService::carry(OpenScript& script, const Proposed& proposed, Step& step) {
    const RangeMap map(proposed.change, step.moves);
    if (!map.has_moves()) return;
    const RangeMap plain(proposed.change);
    auto anchors =
        store_.read([&](store::Reader& db) { return list_anchors(db, step.log.script_id); });
    for (auto& anchor : anchors) {
        script.bring_up(anchor, step.log.version - 1);
        auto along = anchor;
        move(along, map);
        move(anchor, plain);
        if (along.from_offset == anchor.from_offset && along.to_offset == anchor.to_offset)
            continue;
        step.carried.push_back(along);
    }
}

namespace {

// Those that the changes brought and that still stand in the text.
template <class All>
std::vector<ScriptChangeService::NewScene> new_scenes(const OpenScript& script, const All& all) {
    std::set<std::string> inserted;
    for (const auto& taken : all) {
        if (!taken.step) continue;
        for (const auto& node : taken.step->plan.inserted) inserted.insert(node.id.text);
    }
    std::vector<ScriptChangeService::NewScene> out;
    if (inserted.empty()) return out;
    const auto nodes = script.attached_nodes();
    const auto& outline = script.outline().nodes;
    for (std::size_t i = 1; i < std::min(nodes.size(), outline.size()); ++i) {
        if (!inserted.contains(nodes[i].id.text)) continue;
        const bool last = i + 1 == outline.size();
        out.push_back({.id = nodes[i].id,
                       .above = nodes[i - 1].id,
                       .from = outline[i].heading.from,
                       .to = last ? script.script().length
                                  : static_cast<std::int64_t>(outline[i + 1].heading.from)});
    }
    return out;
}

}  // namespace

namespace {

template <class All>
void record_steps(store::Tx& tx, const Script& script, const All& all) {
    std::vector<const Step*> steps;
    for (const auto& taken : all) {
        if (taken.step) steps.push_back(&*taken.step);
    }
    record_steps(tx, script, steps);
}

}  // namespace

void ScriptChangeService::store_all(Room& room, std::span<const Taken> all) {
    const auto has_step = [](const Taken& taken) { return taken.step.has_value(); };
    if (std::none_of(all.begin(), all.end(), has_step)) return;
    const auto stored = store_.write([&](store::Tx& tx) {
        auto row = room.script->script();
        tx.update(row);  // Stale where another process was faster.
        for (const auto& taken : all) {
            if (!taken.step) continue;
            auto log = taken.step->log;
            log.created_at = tx.now();
            tx.insert(log);
            for (const auto& anchor : taken.step->carried) move_anchor(tx, anchor, anchor.version);
            auto at = row;
            at.version = log.version;
            store_nodes(tx, taken.step->plan, at);
            if (taken.step->also) taken.step->also(tx);
        }
        record_steps(tx, row, all);
        const auto scenes = new_scenes(*room.script, all);
        if (on_new_scenes_ && !scenes.empty()) on_new_scenes_(tx, row, scenes);
        return row;
    });
    room.script->stored(stored);
}

void ScriptChangeService::store_snapshot(OpenScript& script) {
    const auto version = script.script().version;
    const auto bring_up = [&](store::Reader& db) {
        auto anchors = list_anchors(db, script.script().id);
        for (auto& anchor : anchors) script.bring_up(anchor, version);
        return anchors;
    };
    auto anchors = store_.read(bring_up);
    store_.write([&](store::Tx& tx) {
        // One that was made meanwhile is brought up with the others.
        if (list_anchors(tx, script.script().id).size() != anchors.size()) anchors = bring_up(tx);
        Json all = Json::array();
        for (const auto& one : anchors) {
            all.push_back({one.owner_kind, one.owner_id, one.from_offset, one.to_offset});
        }
        tx.insert(ScriptSnapshot{.script_id = script.script().id,
                                 .version = version,
                                 .text = script.text(),
                                 .anchors = all,
                                 .created_at = tx.now()});
        for (const auto& anchor : anchors) move_anchor(tx, anchor, version);
    });
    script.snapshot_stored();
}

// A script that rests is closed with a snapshot, so that it opens at once the next time.
void ScriptChangeService::close_resting(std::unique_lock<std::mutex>& lock) {
    const bool crowded = rooms_.size() > options_.open_scripts;
    const auto before =
        std::chrono::steady_clock::now() - (crowded ? std::chrono::milliseconds(0) : options_.rest);
    std::vector<std::string> resting;
    for (auto& [id, room] : rooms_) {
        if (room->busy || room->last_used > before) continue;
        room->busy = true;
        resting.push_back(id);
    }
    for (const auto& id : resting) {
        auto& room = *rooms_.at(id);
        lock.unlock();
        if (room.script) close(*room.script);
        lock.lock();
        if (room.queue.empty()) {
            rooms_.erase(id);
            settled_.notify_all();
        } else {
            ready_.push_back(id);
        }
    }
}

void ScriptChangeService::close(OpenScript& script) {
    if (script.script().version == script.snapshot_version()) return;
    try {
        store_snapshot(script);
    } catch (const std::exception&) {
        // The script may be gone; what is lost is time at its next opening.
    }
}

std::vector<CommittedChange> ScriptChangeService::list(const Actor& actor, const ScriptId& id,
                                                       std::int64_t after, std::int64_t limit) {
    std::vector<CommittedChange> out;
    const auto rows = store_.read([&](store::Reader& db) {
        const auto script = get_script(db, actor, Action::View, id);
        check_not_ahead(after, script.version);
        auto found = list_changes(db, id, after, limit);
        check_complete(found, after, script.version);
        return found;
    });
    for (const auto& row : rows) out.push_back(to_committed(row));
    return out;
}

TextState ScriptChangeService::check(const Actor& actor, const ScriptId& id) {
    return store_.read([&](store::Reader& db) {
        const auto script = get_script(db, actor, Action::View, id);
        return TextState{script.version, fingerprint(read_text(db, script).text)};
    });
}

}  // namespace fabula::script
