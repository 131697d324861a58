#include "script/open_script.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "script/script_service.hpp"

namespace fabula::script {

namespace {

// What is kept beyond the newest snapshot, for writers who are behind.
constexpr std::size_t kMemoryMin = 512;

CommittedChange to_committed(const ScriptChange& row) {
    return {row.version, row.client_id, row.client_seq, row.changes};
}

// In a text that the snapshot's tail was applied to.
std::vector<Anchor> anchors_at(store::Reader& db, const Script& script, const StoredText& stored) {
    auto anchors = list_anchors(db, script.id);
    for (auto& anchor : anchors) {
        for (auto at = anchor.version - stored.snapshot_version; at < std::ssize(stored.tail);
             ++at) {
            if (at >= 0) move(anchor, stored.tail[static_cast<std::size_t>(at)]);
        }
    }
    return anchors;
}

// The same headings in the same places: no node begins, ends or changes.
bool same_headings(const std::vector<screenplay::OutlineNode>& before,
                   const std::vector<screenplay::OutlineNode>& after, const RangeMap& map) {
    return std::equal(before.begin(), before.end(), after.begin(), after.end(),
                      [&](const auto& a, const auto& b) {
                          return a.kind == b.kind && a.level == b.level && a.parent == b.parent &&
                                 a.title == b.title && a.scene_number == b.scene_number &&
                                 a.synopsis == b.synopsis && a.heading.from != a.heading.to &&
                                 map(a.heading) == b.heading;
                      });
}

}  // namespace

OpenScript::OpenScript(store::Reader& db, Script script)
    : script_(std::move(script)), live_("", to_engine(script_.format)) {
    const auto stored = read_text(db, script_);
    snapshot_version_ = stored.snapshot_version;
    live_ = screenplay::LiveScript(stored.text, to_engine(script_.format));
    outline_ = screenplay::read_outline(live_.document());
    held_ = hold_nodes(list_all_nodes(db, script_.project_id), anchors_at(db, script_, stored),
                       outline_);
    const auto rows = list_changes(db, script_.id, snapshot_version_, std::ssize(stored.tail));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        memory_.push_back({to_committed(rows[i]), stored.tail[i]});
    }
}

const std::string& OpenScript::text_fingerprint() {
    if (fingerprint_.empty()) fingerprint_ = fingerprint(live_.text());
    return fingerprint_;
}

std::int64_t OpenScript::memory_from() const {
    return script_.version - std::ssize(memory_);
}

std::optional<CommittedChange> OpenScript::find(const ChangeRequest& request) const {
    for (auto known = memory_.rbegin(); known != memory_.rend(); ++known) {
        if (known->row.client_seq == request.client_seq &&
            known->row.client_id == request.client_id) {
            return known->row;
        }
    }
    return std::nullopt;
}

std::vector<CommittedChange> OpenScript::missed_since(
    std::int64_t version, const std::vector<ScriptChange>& older) const {
    std::vector<CommittedChange> out;
    for (const auto& row : older) {
        if (row.version > version && row.version <= memory_from()) out.push_back(to_committed(row));
    }
    for (const auto& known : memory_) {
        if (known.row.version > version) out.push_back(known.row);
    }
    return out;
}

void OpenScript::check_length(const ChangeRequest& request, const ChangeSet& change,
                              const std::vector<ScriptChange>& older) const {
    auto length = static_cast<std::size_t>(script_.length);
    if (!older.empty()) {
        length = to_change_set(older.front()).length();
    } else if (request.version < script_.version) {
        length = memory_[static_cast<std::size_t>(request.version - memory_from())].change.length();
    }
    if (change.length() != length) {
        invalid("changes", "is of a text of " + std::to_string(change.length()) +
                               " units; version " + std::to_string(request.version) + " has " +
                               std::to_string(length));
    }
}

namespace {

// The stretch that the tag of a request says was moved.
std::vector<TextMove> read_moves(const Json& tag) {
    if (!tag.is_object() || !tag.contains("moved")) return {};
    const auto& moved = tag.at("moved");
    const auto place = [&](const char* name) {
        const auto found = moved.is_object() ? moved.find(name) : moved.end();
        if (found == moved.end() || !found->is_number_unsigned() ||
            found->get<std::uint64_t>() > limits::kTextBytesMax) {
            invalid("tag", "moved must have from, to and at");
        }
        return found->get<std::uint32_t>();
    };
    const TextMove move{.from = place("from"), .to = place("to"), .at = place("at")};
    if (move.from > move.to) invalid("tag", "moved ends before it begins");
    return {move};
}

// The units [from, from + length) of a text; nullopt where it has none.
std::optional<std::string_view> part_of(std::string_view text, std::size_t from,
                                        std::size_t length) {
    const auto begin = byte_offset_of(text, from);
    if (!begin) return std::nullopt;
    const auto size = byte_offset_of(text.substr(*begin), length);
    return size ? std::optional(text.substr(*begin, *size)) : std::nullopt;
}

// Over a change that was made at the same time; `change` is the one that the move is part of.
void rebase_move(TextMove& move, const ChangeSet& change, const ChangeSet& over) {
    const auto place = [](std::size_t unit) { return static_cast<std::uint32_t>(unit); };
    move.from =
        place(over.map_position(std::min<std::size_t>(move.from, over.length()), Side::Behind));
    move.to = place(over.map_position(std::min<std::size_t>(move.to, over.length())));
    const auto theirs = over.map(change, Precedence::Before);
    move.at = place(theirs.map_position(std::min<std::size_t>(move.at, theirs.length())));
}

}  // namespace

Proposed OpenScript::rebase(const ChangeRequest& request, ChangeSet change,
                            const std::vector<ScriptChange>& older) const {
    check_length(request, change, older);
    Proposed out{.change = std::move(change), .moves = read_moves(request.tag), .tag = request.tag};
    const auto over = [&](const ChangeSet& missed) {
        for (auto& move : out.moves) rebase_move(move, out.change, missed);
        out.change = out.change.map(missed);
    };
    for (const auto& row : older) {
        if (row.version <= memory_from()) over(to_change_set(row));
    }
    for (const auto& known : memory_) {
        if (known.row.version > request.version) over(known.change);
    }
    return out;
}

// A stretch that another has changed meanwhile did not go as a whole: then nothing goes with it.
void OpenScript::check_moves(Proposed& proposed, const std::string& before) const {
    std::erase_if(proposed.moves, [&](const TextMove& move) {
        const auto taken = part_of(before, move.from, move.to - move.from);
        const auto put = part_of(live_.text(), move.at, move.to - move.from);
        return !taken || !put || *taken != *put;
    });
}

std::optional<Step> OpenScript::take(Proposed proposed, const ChangeRequest& request,
                                     const UserId& author) {
    if (proposed.change.changes_nothing()) return std::nullopt;
    const auto before = proposed.moves.empty() ? std::string() : live_.text();
    change_text(proposed.change);
    check_moves(proposed, before);
    ++script_.version;
    script_.length = static_cast<std::int64_t>(proposed.change.new_length());
    Step step{.log = {.script_id = script_.id,
                      .version = script_.version,
                      .client_id = request.client_id,
                      .client_seq = request.client_seq,
                      .author_id = author.empty() ? std::nullopt : std::optional(author),
                      .changes = proposed.change.to_json(),
                      .tag = proposed.tag},
              .plan = follow_outline(proposed),
              .moves = std::move(proposed.moves),
              .also = std::move(proposed.also)};
    remember({to_committed(step.log), std::move(proposed.change)});
    return step;
}

void OpenScript::change_text(const ChangeSet& change) {
    const auto& pieces = change.pieces();
    const auto changed = [](const ChangeSet::Piece& piece) { return !piece.stays; };
    const auto first = std::find_if(pieces.begin(), pieces.end(), changed);
    std::size_t bytes = live_.text().size();
    for (const auto& piece : pieces) bytes += piece.text.size();
    const bool short_enough = bytes <= limits::kTextBytesMax;
    const auto parts = [] { invalid("changes", "begins or ends inside a character"); };
    if (short_enough && std::count_if(pieces.begin(), pieces.end(), changed) == 1) {
        std::size_t from = 0;
        for (auto piece = pieces.begin(); piece != first; ++piece) from += piece->length;
        if (!live_.apply({.from = static_cast<std::uint32_t>(from),
                          .to = static_cast<std::uint32_t>(from + first->length),
                          .insert = first->text})) {
            parts();
        }
    } else {
        auto text = change.apply(live_.text());
        if (!text) parts();
        if (text->size() > limits::kTextBytesMax) {
            invalid("changes", "makes the text longer than " +
                                   std::to_string(limits::kTextBytesMax / 1'000'000) + " MB");
        }
        live_ = screenplay::LiveScript(std::move(*text), to_engine(script_.format));
    }
    fingerprint_.clear();
}

NodePlan OpenScript::follow_outline(const Proposed& proposed) {
    auto outline = screenplay::read_outline(live_.document());
    const RangeMap map(proposed.change, proposed.moves);
    NodePlan plan;
    const auto& wish = proposed.outline;
    const bool wishes = wish.nodes || !wish.order.empty() || !wish.rows.empty();
    if (!wishes && same_headings(outline_.nodes, outline.nodes, map)) {
        std::size_t attached = 0;
        for (auto& node : held_) {
            node.heading = node.row.state == NodeState::Attached ? outline.nodes[attached++].heading
                                                                 : map(node.heading);
        }
    } else {
        plan = plan_nodes(script_, held_, map, outline, wish);
        held_ = nodes_behind(held_, plan, map, outline);
    }
    outline_ = std::move(outline);
    return plan;
}

std::vector<Node> OpenScript::attached_nodes() const {
    std::vector<Node> out;
    for (const auto& node : held_) {
        if (node.row.state == NodeState::Attached) out.push_back(node.row);
    }
    return out;
}

void OpenScript::remember(Known known) {
    memory_.push_back(std::move(known));
    const auto needed = static_cast<std::size_t>(script_.version - snapshot_version_);
    while (memory_.size() > std::max(kMemoryMin, needed)) memory_.pop_front();
}

void OpenScript::bring_up(Anchor& anchor, std::int64_t version) const {
    const auto from = std::max(anchor.version, memory_from());
    for (auto at = from - memory_from(); at < version - memory_from(); ++at) {
        move(anchor, memory_[static_cast<std::size_t>(at)].change);
    }
}

void OpenScript::snapshot_stored() {
    snapshot_version_ = script_.version;
}

}  // namespace fabula::script
