#include "script/writing_room.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/json.hpp"

namespace fabula::script {

namespace {

constexpr std::size_t kRecentMax = 2048;    // Changes that a room remembers.
constexpr std::int64_t kMissedMax = 5'000;  // Who missed more reads the text again.

struct OpenRequest {
    ScriptId script_id;
    std::string client_id;
    std::int64_t version = 0;

    static constexpr auto fields =
        FieldList{Field<&OpenRequest::script_id>{"script_id", {.required = true}},
                  Field<&OpenRequest::client_id>{
                      "client_id", {.required = true, .length_min = 1, .length_max = 100}},
                  Field<&OpenRequest::version>{"version", {.required = true, .min = 0}}};
};

struct ScriptRef {
    ScriptId script_id;

    static constexpr auto fields =
        FieldList{Field<&ScriptRef::script_id>{"script_id", {.required = true}}};
};

template <class T>
T read(const Json& message) {
    auto fields = message;
    fields.erase("type");
    fields.erase("ref");
    return decode<T>(fields);
}

http::LiveText changes_text(const ScriptId& id, const std::vector<std::string>& changes) {
    auto text =
        R"({"type":"script.changes","script_id":)" + Json(id.text).dump() + R"(,"changes":[)";
    for (std::size_t i = 0; i < changes.size(); ++i)
        text.append(i == 0 ? "" : ",").append(changes[i]);
    return std::make_shared<const std::string>(text + "]}");
}

}  // namespace

struct WritingRoom::Caret {
    ScriptId script_id;
    std::int64_t version = 0;  // Of the text that the places are in.
    std::int64_t anchor = 0;   // UTF-16 units; head is where the caret stands.
    std::int64_t head = 0;

    static constexpr auto fields =
        FieldList{Field<&Caret::script_id>{"script_id", {.required = true}},
                  Field<&Caret::version>{"version", {.required = true, .min = 0}},
                  Field<&Caret::anchor>{"anchor", {.required = true, .min = 0}},
                  Field<&Caret::head>{"head", {.required = true, .min = 0}}};
};

struct WritingRoom::Member {
    std::string client_id;
    UserId user;
    std::string name;
    std::int64_t version = 0;  // Of the text that the client has been brought to.
    std::optional<Caret> caret;

    [[nodiscard]] Json describe() const {
        Json out = {{"client_id", client_id}, {"user_id", user.text}, {"name", name}};
        if (caret) {
            out["version"] = caret->version;
            out["anchor"] = caret->anchor;
            out["head"] = caret->head;
        }
        return out;
    }
};

struct WritingRoom::Room {
    struct Sent {
        std::int64_t version;
        std::string change;
    };
    std::map<http::LiveClient*, Member> members;
    std::size_t coming = 0;  // Clients whose opening is under way.
    std::deque<Sent> recent;
    bool telling = false;  // tell_changes() is about to run.
};

WritingRoom::WritingRoom(http::LiveHub& live, ScriptChangeService& changes, NameOf name_of)
    : live_(live), changes_(changes), name_of_(std::move(name_of)) {
    live_.add("script", *this);
}

WritingRoom::~WritingRoom() = default;

void WritingRoom::changed(const ScriptId& id, const CommittedChange& change) {
    live_.post([this, id, version = change.version, text = encode(change).dump()] {
        const auto found = rooms_.find(id.text);
        if (found == rooms_.end()) return;
        auto& room = found->second;
        room.recent.push_back({version, text});
        if (room.recent.size() > kRecentMax) room.recent.pop_front();
        // Changes that share a COMMIT go out in one message.
        if (std::exchange(room.telling, true)) return;
        live_.post([this, id] {
            const auto still = rooms_.find(id.text);
            if (still != rooms_.end()) tell_changes(id, still->second);
        });
    });
}

void WritingRoom::receive(http::LiveClient& client, const Json& message,
                          const http::LiveTurn& turn) {
    const auto type = message.at("type").get<std::string>();
    if (type == "script.change") return change(client, message, turn);
    if (type == "script.caret") return caret(client, message);
    if (type == "script.open") return open(client, message, turn);
    if (type == "script.close") return leave(client, read<ScriptRef>(message).script_id);
    invalid("type", "\"" + type + "\" is not known here.");
}

void WritingRoom::open(http::LiveClient& client, const Json& message, const http::LiveTurn& turn) {
    const auto asked = read<OpenRequest>(message);
    // From here on the room hears of changes, so that none falls between reading and joining.
    ++rooms_[asked.script_id.text].coming;
    // The last copy of this goes when the opening has ended, in whatever way.
    const std::shared_ptr<void> coming(nullptr, [this, id = asked.script_id](void*) {
        live_.post([this, id] {
            const auto room = rooms_.find(id.text);
            if (--room->second.coming == 0 && room->second.members.empty()) rooms_.erase(room);
        });
    });
    live_.work(client, message, turn,
               [this, who = client.weak_from_this(), actor = client.actor(), asked, coming] {
                   const auto missed =
                       changes_.list(actor, asked.script_id, asked.version, kMissedMax + 1);
                   if (std::ssize(missed) > kMissedMax) {
                       throw AppError(Code::Conflict,
                                      PublicText{"The script has changed too often since. Read it "
                                                 "again."});
                   }
                   Member member{.client_id = asked.client_id,
                                 .user = actor.user,
                                 .name = name_of_(actor),
                                 .version = asked.version,
                                 .caret = {}};
                   live_.post([this, id = asked.script_id, who, member = std::move(member), missed,
                               coming] { join(id, who, member, missed); });
               });
}

void WritingRoom::join(const ScriptId& id, const ClientRef& who, Member member,
                       const std::vector<CommittedChange>& missed) {
    const auto client = who.lock();
    if (client == nullptr) return;
    auto& room = rooms_.at(id.text);
    std::vector<std::string> texts;
    for (const auto& one : missed) texts.push_back(encode(one).dump());
    if (!missed.empty()) member.version = missed.back().version;
    client->send(changes_text(id, texts));
    Json people = Json::array();
    for (const auto& [other, present] : room.members) {
        if (other != client.get()) people.push_back(present.describe());
    }
    client->send(Json{{"type", "script.people"}, {"script_id", id.text}, {"people", people}});
    tell_others(room, *client,
                {{"type", "script.joined"}, {"script_id", id.text}, {"person", member.describe()}});
    room.members[client.get()] = std::move(member);
    tell_changes(id, room);
}

// Those who were told the same so far get the same text.
void WritingRoom::tell_changes(const ScriptId& id, Room& room) {
    room.telling = false;
    if (room.recent.empty()) return;
    const auto newest = room.recent.back().version;
    std::map<std::int64_t, http::LiveText> texts;
    for (auto& [client, member] : room.members) {
        if (member.version >= newest) continue;
        if (member.version + 1 < room.recent.front().version) {
            client->end(http::LiveEnd::Resume);
            continue;
        }
        auto& text = texts[member.version];
        if (!text) {
            std::vector<std::string> changes;
            for (const auto& sent : room.recent) {
                if (sent.version > member.version) changes.push_back(sent.change);
            }
            text = changes_text(id, changes);
        }
        client->send(text);
        member.version = newest;
    }
}

void WritingRoom::change(http::LiveClient& client, const Json& message,
                         const http::LiveTurn& turn) {
    const auto id = read<ScriptRef>(message).script_id;
    const auto asked = read<ChangeRequest>(message);
    live_.work(
        client, message, turn,
        [this, who = client.weak_from_this(), actor = client.actor(), id, asked, turn, message] {
            changes_.submit(actor, id, asked,
                            [this, who, id, turn, message](const ChangeAnswer& answer,
                                                           const std::exception_ptr& error) {
                                if (error) return live_.tell(who, message, error);
                                const Json taken = {{"type", "script.taken"},
                                                    {"script_id", id.text},
                                                    {"client_seq", message.at("client_seq")},
                                                    {"version", answer.version}};
                                // Behind the changes, which are gathered before they go out.
                                live_.post([this, who, taken] { live_.send(who, taken); });
                            });
        });
}

void WritingRoom::caret(http::LiveClient& client, const Json& message) {
    const auto caret = read<Caret>(message);
    const auto room = rooms_.find(caret.script_id.text);
    const auto member = room == rooms_.end() ? decltype(room->second.members.end()){}
                                             : room->second.members.find(&client);
    if (room == rooms_.end() || member == room->second.members.end()) {
        throw AppError(Code::Conflict, PublicText{"Open the script first."});
    }
    member->second.caret = caret;
    auto out = encode(caret);
    out["type"] = "script.caret";
    out["client_id"] = member->second.client_id;
    tell_others(room->second, client, out);
}

void WritingRoom::tell_others(const Room& room, const http::LiveClient& but, const Json& message) {
    const auto text = http::live_text(message);
    for (const auto& [client, member] : room.members) {
        if (client != &but) client->send(text);
    }
}

void WritingRoom::leave(http::LiveClient& client, const ScriptId& id) {
    const auto found = rooms_.find(id.text);
    if (found == rooms_.end()) return;
    auto& room = found->second;
    const auto member = room.members.find(&client);
    if (member == room.members.end()) return;
    const Json message = {
        {"type", "script.left"}, {"script_id", id.text}, {"client_id", member->second.client_id}};
    room.members.erase(member);
    tell_others(room, client, message);
    if (room.members.empty() && room.coming == 0) rooms_.erase(found);
}

void WritingRoom::left(http::LiveClient& client) {
    std::vector<std::string> in;
    for (const auto& [id, room] : rooms_) {
        if (room.members.contains(&client)) in.push_back(id);
    }
    for (const auto& id : in) leave(client, ScriptId{id});
}

}  // namespace fabula::script
