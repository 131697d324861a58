// Writing together over live connections: whoever has a script open gets every change of it in
// order, and sees who else is there.
//
// From a client:
//   script.open   {script_id, client_id, version}     → script.changes, script.people
//   script.change {script_id, + ChangeRequest}        → script.taken, or a problem
//   script.caret  {script_id, version, anchor, head}  → script.caret to the others
//   script.close  {script_id}
// To clients: script.changes {script_id, changes}, script.people {script_id, people},
// script.joined {script_id, person}, script.left {script_id, client_id}, script.caret.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>

#include "http/live/live.hpp"
#include "script/change_service.hpp"

namespace fabula::script {

class WritingRoom final : public http::LiveTopic {
public:
    // What the others call whoever the actor is.
    using NameOf = std::function<std::string(const Actor&)>;

    // All must outlive this; the hub must have stopped before this ends.
    WritingRoom(http::LiveHub& live, ScriptChangeService& changes, NameOf name_of);
    ~WritingRoom() override;

    // From any thread, in the order of a script's changes.
    void changed(const ScriptId& id, const CommittedChange& change);

    void receive(http::LiveClient& client, const Json& message,
                 const http::LiveTurn& turn) override;
    void left(http::LiveClient& client) override;

private:
    struct Caret;
    struct Member;
    struct Room;
    using ClientRef = std::weak_ptr<http::LiveClient>;

    void open(http::LiveClient& client, const Json& message, const http::LiveTurn& turn);
    void change(http::LiveClient& client, const Json& message, const http::LiveTurn& turn);
    void caret(http::LiveClient& client, const Json& message);

    void join(const ScriptId& id, const ClientRef& who, Member member,
              const std::vector<CommittedChange>& missed);
    void leave(http::LiveClient& client, const ScriptId& id);
    void tell_changes(const ScriptId& id, Room& room);
    void tell_others(const Room& room, const http::LiveClient& but, const Json& message);

    http::LiveHub& live_;
    ScriptChangeService& changes_;
    const NameOf name_of_;
    // Of the hub's thread.
    std::map<std::string, Room> rooms_;  // By script; those that somebody is in or comes into.
};

}  // namespace fabula::script
