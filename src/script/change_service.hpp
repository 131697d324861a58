// How a script is written: every writer, an editor, a job, curl, sends changes against a version,
// and the server rebases them over what it has taken in meanwhile.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "script/open_script.hpp"

namespace fabula::script {

// A version of a text, and what tells it from others.
struct TextState {
    std::int64_t version = 0;
    std::string fingerprint;

    static constexpr auto fields = FieldList{Field<&TextState::version>{"version"},
                                             Field<&TextState::fingerprint>{"fingerprint"}};
};

// The script as it stands while a change of it is made; the next one waits.
struct StandingScript {
    const story::Project& project;
    const Script& script;
    const std::string& text;
    // Of that text; entry i of `nodes` belongs to outline.nodes[i].
    const screenplay::Outline& outline;
    const std::vector<Node>& nodes;
    // All nodes of the script, also those without a heading, in rank order.
    const std::vector<HeldNode>& held;
};

// A change that the server itself makes of the text as it stands; its tag says why: {"moved": …},
// {"restored": version}, {"imported": file name}.
using Edit = Proposed;

class ScriptChangeService {
public:
    // Told of each change once it is on disk, those of one script in order, on a thread of the
    // service: be brief, throw nothing.
    using Listener =
        std::function<void(const story::Project&, const ScriptId&, const CommittedChange&)>;
    // The answer, or why there is none.
    using Done = std::function<void(const ChangeAnswer&, const std::exception_ptr&)>;

    struct Options {
        std::size_t threads = 2;        // Each writes one script at a time.
        std::size_t open_scripts = 32;  // In memory; with more, those nobody writes in are closed.
        std::chrono::milliseconds rest{60'000};  // Then a script is closed.
    };

    // A scene whose heading appeared, and the one above it, whose text it took over.
    struct NewScene {
        NodeId id;
        NodeId above;
        std::int64_t from = 0;  // UTF-16 units of the text at the script's version.
        std::int64_t to = 0;
    };
    // Called in the transaction that stores the scenes.
    using OnNewScenes =
        std::function<void(store::Tx&, const Script&, const std::vector<NewScene>&)>;

    ScriptChangeService(store::Store& store, Listener listener);
    ScriptChangeService(store::Store& store, Listener listener, const Options& options);
    ScriptChangeService(const ScriptChangeService&) = delete;
    ScriptChangeService& operator=(const ScriptChangeService&) = delete;
    ~ScriptChangeService();  // Finishes what is waiting.

    // Before the first change.
    void set_on_new_scenes(OnNewScenes act) { on_new_scenes_ = std::move(act); }

    // Throws Invalid for what is no change of that version's text, Conflict for a version that
    // does not exist yet. A change that was taken in before is answered, not made again.
    ChangeAnswer submit(const Actor& actor, const ScriptId& id, const ChangeRequest& request);
    // The same without waiting; throws where the request is none, or not for this actor. `done` is
    // called on a thread of the service: be brief, throw nothing.
    void submit(const Actor& actor, const ScriptId& id, const ChangeRequest& request, Done done);

    // What `make` makes of the script becomes one change, at its next version; the version as it
    // is where the edit changes nothing. `client_id` tells what kind of change it is. `make` is
    // called on a thread of the service while the caller waits, and again where a row of the script
    // was written meanwhile.
    std::int64_t edit(const Actor& actor, const ScriptId& id, const std::string& client_id,
                      const std::function<Edit(const StandingScript&)>& make);

    // Waits until everything that was submitted has its answer.
    void settle();

    // Those behind the version `after`, oldest first.
    std::vector<CommittedChange> list(const Actor& actor, const ScriptId& id, std::int64_t after,
                                      std::int64_t limit);
    // The newest version.
    TextState check(const Actor& actor, const ScriptId& id);

private:
    struct Waiting;
    struct Room;
    struct Taken;

    void wait_in(const ScriptId& id, Waiting waiting);
    void work();
    void serve(const ScriptId& id, Room& room, std::vector<Waiting> batch);
    std::vector<Taken> take_all(Room& room, const ScriptId& id, const std::vector<Waiting>& batch);
    void take_rest(Room& room, const ScriptId& id, const std::vector<Waiting>& batch,
                   std::vector<Taken>& all, std::size_t& done);
    void take(Room& room, const Waiting& waiting, Taken& taken);
    void answer_request(Room& room, const Waiting& waiting, Taken& taken);
    void carry(OpenScript& script, const Proposed& proposed, Step& step);
    void store_all(Room& room, std::span<const Taken> all);
    void store_snapshot(OpenScript& script);
    void open(Room& room, const ScriptId& id);
    void close_resting(std::unique_lock<std::mutex>& lock);
    void close(OpenScript& script);

    store::Store& store_;
    const Listener listener_;
    OnNewScenes on_new_scenes_;
    const Options options_;

    std::mutex mutex_;  // Of rooms_ and ready_; what is in a busy room is its thread's.
    std::condition_variable changed_;
    std::condition_variable settled_;
    std::unordered_map<std::string, std::unique_ptr<Room>> rooms_;
    std::deque<std::string> ready_;  // Rooms with work, first come first served.
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace fabula::script
