#include "comments/thread_places.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "comments/comments_store.hpp"
#include "script/node_rows.hpp"
#include "script/script_store.hpp"

namespace fabula::comments {

namespace {

constexpr std::int64_t kChangesMax = 1'000'000;

// A change, such as an undo, that puts the words where they were deleted.
bool comes_back(const ChangeSet& change, script::Anchor& anchor, const std::string& quote) {
    if (anchor.from_offset != anchor.to_offset || quote.empty()) return false;
    const auto place = static_cast<std::size_t>(anchor.from_offset);
    std::size_t before = 0, behind = 0;  // Where the piece begins in either text.
    for (const auto& piece : change.pieces()) {
        const auto found = !piece.stays && before <= place && place <= before + piece.length
                               ? piece.text.find(quote)
                               : std::string::npos;
        if (found != std::string::npos) {
            const auto from =
                behind + count_utf16_units(std::string_view(piece.text).substr(0, found));
            anchor.from_offset = static_cast<std::int64_t>(from);
            anchor.to_offset = static_cast<std::int64_t>(from + count_utf16_units(quote));
            return true;
        }
        before += piece.length;
        behind += piece.stays ? piece.length : piece.inserted;
    }
    return false;
}

// The changes of one script behind a version, read once.
class Changes {
public:
    Changes(store::Reader& db, const ScriptId& script, std::int64_t after) : after_(after) {
        for (const auto& row : script::list_changes(db, script, after, kChangesMax)) {
            if (row.version != after + std::ssize(changes_) + 1) break;
            changes_.push_back(script::to_change_set(row));
        }
    }

    // Old changes are kept by the hour; what is of such a version cannot be followed.
    [[nodiscard]] bool lead_to(std::int64_t version) const {
        return std::ssize(changes_) >= version - after_;
    }

    // `quote`: the words that the anchor takes up again where a change brings them back; true where
    // one did.
    bool move(script::Anchor& anchor, std::int64_t version, const std::string& quote) const {
        bool back = false;
        for (auto at = anchor.version - after_; at < version - after_ && at < std::ssize(changes_);
             ++at) {
            if (at < 0) continue;
            const auto& change = changes_[static_cast<std::size_t>(at)];
            if (comes_back(change, anchor, quote))
                back = true;
            else
                script::move(anchor, change);
        }
        anchor.version = version;
        return back;
    }

private:
    const std::int64_t after_;
    std::vector<ChangeSet> changes_;
};

// Where `quote` stands at the place, behind it or before it; in bytes.
std::optional<std::size_t> find_at(const std::string& text, std::size_t place,
                                   const std::string& quote) {
    if (text.compare(place, quote.size(), quote) == 0) return place;
    if (place < quote.size()) return std::nullopt;
    const auto before = place - quote.size();
    return text.compare(before, quote.size(), quote) == 0 ? std::optional(before) : std::nullopt;
}

// Its words stand again where they were deleted.
bool take_up(script::Anchor& anchor, const std::string& text, const std::string& quote) {
    if (quote.empty()) return false;
    const auto place = byte_offset_of(text, static_cast<std::size_t>(anchor.from_offset));
    const auto found = place ? find_at(text, *place, quote) : std::nullopt;
    if (!found) return false;
    const std::string_view before(text.data(), *found);
    anchor.from_offset = static_cast<std::int64_t>(count_utf16_units(before));
    anchor.to_offset = anchor.from_offset + static_cast<std::int64_t>(count_utf16_units(quote));
    return true;
}

// The words of the anchor's stretch.
std::string_view words_at(std::string_view text, const script::Anchor& anchor) {
    const auto from = byte_offset_of(text, static_cast<std::size_t>(anchor.from_offset));
    const auto to = byte_offset_of(text, static_cast<std::size_t>(anchor.to_offset));
    return from && to && *from <= *to ? text.substr(*from, *to - *from) : std::string_view();
}

struct PlacedThread {
    ThreadView* thread;
    script::Anchor anchor;
    std::int64_t read_version;
};

void place_in(store::Reader& db, const script::Script& script, std::vector<PlacedThread>& all,
              std::vector<Healing>& healed) {
    std::int64_t oldest = script.version;
    for (const auto& one : all) oldest = std::min(oldest, one.anchor.version);
    const Changes changes(db, script.id, oldest);
    std::optional<std::string> read;
    const auto text = [&]() -> const std::string& {
        if (!read) read = script::read_text(db, script).text;
        return *read;
    };
    for (auto& [thread, anchor, read_version] : all) {
        bool back = changes.move(anchor, script.version, thread->quote);
        if (anchor.from_offset == anchor.to_offset) {
            // Snapshots move anchors without a look at words that come back. A suggestion goes
            // without: words that only look the same are not those that it is about.
            back = !thread->proposed && take_up(anchor, text(), thread->quote);
            thread->gone = !back;
        }
        const bool open = thread->proposed && !thread->outcome;
        thread->stale = open && (thread->gone || words_at(text(), anchor) != thread->quote);
        if (back) healed.push_back({anchor, read_version});
        thread->from = anchor.from_offset;
        thread->to = anchor.to_offset;
        thread->version = anchor.version;
    }
}

}  // namespace

std::string quote_of(const std::string& text, const TextRange& range) {
    const auto from = byte_offset_of(text, static_cast<std::size_t>(range.from));
    const auto to = byte_offset_of(text, static_cast<std::size_t>(range.to));
    if (!from) invalid("from", "is behind the end of the text, or inside a character");
    if (!to) invalid("to", "is behind the end of the text, or inside a character");
    return shorten(std::string_view(text).substr(*from, *to - *from), kQuoteMax);
}

TextRange brought_up(store::Reader& db, const ScriptId& script, TextRange range,
                     std::int64_t version) {
    if (range.version == version) return range;
    const Changes changes(db, script, range.version);
    if (!changes.lead_to(version)) {
        throw AppError(Code::Conflict, PublicText{"Version " + std::to_string(range.version) +
                                                  " is too old. Read the text again."});
    }
    script::Anchor anchor{
        .from_offset = range.from, .to_offset = range.to, .version = range.version};
    changes.move(anchor, version, "");
    return {anchor.from_offset, anchor.to_offset, version};
}

std::vector<Healing> place_threads(store::Reader& db, std::vector<ThreadView>& threads) {
    std::map<std::string, std::vector<PlacedThread>> by_script;
    for (auto& thread : threads) {
        if (thread.object_kind != ThreadObject::Script) continue;
        auto anchor = find_anchor(db, thread.id);
        if (!anchor) continue;
        const auto version = anchor->version;
        by_script[anchor->script_id.text].push_back({&thread, std::move(*anchor), version});
    }
    std::vector<Healing> healed;
    for (auto& [id, all] : by_script) {
        const auto script = db.one<script::Script>(
            store::select_from<script::Script>() + " WHERE id = ?", ScriptId{id});
        if (script) place_in(db, *script, all, healed);
    }
    return healed;
}

}  // namespace fabula::comments
