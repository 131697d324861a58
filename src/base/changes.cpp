#include "base/changes.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"

namespace fabula {

// Gathers pieces in order. Where two of a kind meet they become one: what stays, deletions, and
// insertions. Replacements stay apart, because positions within them are told apart.
class ChangeBuilder {
public:
    void keep(std::size_t length) {
        if (length == 0) return;
        if (auto* last = last_piece(); last != nullptr && last->stays)
            last->length += length;
        else
            out_.pieces_.push_back({.length = length});
    }
    void replace(std::size_t length, std::string_view text, std::size_t units) {
        if (length == 0 && units == 0) return;
        auto* last = last_piece();
        const bool both_delete = last != nullptr && units == 0 && last->inserted == 0;
        const bool both_insert = last != nullptr && length == 0 && last->length == 0;
        if (last != nullptr && !last->stays && (both_delete || both_insert))
            join(length, text, units);
        else
            add(length, text, units);
    }
    // Like replace(), but one with the replacement before it.
    void replace_on(std::size_t length, std::string_view text, std::size_t units) {
        auto* last = last_piece();
        if (last != nullptr && !last->stays)
            join(length, text, units);
        else if (length > 0 || units > 0)
            add(length, text, units);
    }
    void add(std::size_t length, std::string_view text, std::size_t units) {
        out_.pieces_.push_back(
            {.length = length, .stays = false, .text = std::string(text), .inserted = units});
    }
    ChangeSet finish() { return std::move(out_); }

private:
    ChangeSet::Piece* last_piece() { return out_.pieces_.empty() ? nullptr : &out_.pieces_.back(); }
    void join(std::size_t length, std::string_view text, std::size_t units) {
        auto& last = out_.pieces_.back();
        last.length += length;
        last.text.append(text);
        last.inserted += units;
    }

    ChangeSet out_;
};

ChangeSet::ChangeSet(std::size_t length) {
    if (length > 0) pieces_.push_back({.length = length});
}

ChangeSet ChangeSet::replace(std::size_t length, std::size_t from, std::size_t to,
                             std::string_view text) {
    ChangeBuilder builder;
    builder.keep(from);
    builder.replace(to - from, text, count_utf16_units(text));
    builder.keep(length - to);
    return builder.finish();
}

namespace {

// So that sums of lengths cannot overflow.
constexpr std::int64_t kLengthMax = std::numeric_limits<std::int32_t>::max();

std::optional<std::size_t> read_length(const Json& json) {
    if (!json.is_number_integer() ||
        (json.is_number_unsigned() ? json.get<std::uint64_t>() : std::uint64_t{0}) >
            static_cast<std::uint64_t>(kLengthMax)) {
        return std::nullopt;
    }
    const auto length = json.get<std::int64_t>();
    if (length < 0 || length > kLengthMax) return std::nullopt;
    return static_cast<std::size_t>(length);
}

// The lines of a replacement, joined; none where they hold what a stored text never holds.
std::optional<std::string> read_lines(const Json& json) {
    std::string text;
    for (std::size_t i = 1; i < json.size(); ++i) {
        if (!json[i].is_string()) return std::nullopt;
        const auto& line = json[i].get_ref<const std::string&>();
        if (line.find_first_of(std::string_view("\n\r\0", 3)) != std::string::npos ||
            !is_utf8(line)) {
            return std::nullopt;
        }
        if (i > 1) text.push_back('\n');
        text.append(line);
    }
    return text;
}

}  // namespace

std::optional<ChangeSet> ChangeSet::from_json(const Json& json, std::string& problem) {
    if (!json.is_array()) {
        problem = "must be a list of lengths and replacements";
        return std::nullopt;
    }
    ChangeBuilder builder;
    std::size_t total = 0;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const auto& part = json[i];
        const bool replaces = part.is_array() && !part.empty();
        const auto length = read_length(replaces ? part[0] : part);
        const auto text = replaces ? read_lines(part) : std::string();
        if (!length || !text) {
            problem = "entry " + std::to_string(i) +
                      " must be a length, or a list of a length and lines of text";
            return std::nullopt;
        }
        total += *length;
        if (total > static_cast<std::size_t>(kLengthMax)) {
            problem = "is of a text longer than there can be";
            return std::nullopt;
        }
        if (replaces)
            builder.add(*length, *text, count_utf16_units(*text));
        else
            builder.keep(*length);
    }
    return builder.finish();
}

Json ChangeSet::to_json() const {
    Json out = Json::array();
    for (const auto& piece : pieces_) {
        if (piece.stays) {
            out.push_back(piece.length);
            continue;
        }
        Json part = Json::array({piece.length});
        if (piece.inserted > 0) {
            for (const auto line : split(piece.text, '\n')) part.push_back(line);
        }
        out.push_back(std::move(part));
    }
    return out;
}

std::size_t ChangeSet::length() const {
    std::size_t sum = 0;
    for (const auto& piece : pieces_) sum += piece.length;
    return sum;
}

std::size_t ChangeSet::new_length() const {
    std::size_t sum = 0;
    for (const auto& piece : pieces_) sum += piece.stays ? piece.length : piece.inserted;
    return sum;
}

bool ChangeSet::changes_nothing() const {
    return std::all_of(pieces_.begin(), pieces_.end(),
                       [](const Piece& piece) { return piece.stays; });
}

std::optional<std::string> ChangeSet::apply(std::string_view text) const {
    std::string out;
    out.reserve(text.size());
    for (const auto& piece : pieces_) {
        const auto bytes = byte_offset_of(text, piece.length);
        if (!bytes) return std::nullopt;
        out.append(piece.stays ? text.substr(0, *bytes) : std::string_view(piece.text));
        text.remove_prefix(*bytes);
    }
    if (!text.empty()) return std::nullopt;
    return out;
}

ChangeSet ChangeSet::invert(std::string_view text) const {
    ChangeBuilder builder;
    for (const auto& piece : pieces_) {
        const auto bytes = byte_offset_of(text, piece.length).value_or(text.size());
        if (piece.stays)
            builder.keep(piece.length);
        else
            builder.add(piece.inserted, text.substr(0, bytes), piece.length);
        text.remove_prefix(bytes);
    }
    return builder.finish();
}

ChangeSet ChangeSet::compose(const ChangeSet& next) const {
    ChangeBuilder builder;
    std::size_t at = 0;     // Into pieces_.
    std::size_t taken = 0;  // Units of what that piece leaves which `next` has dealt with.
    const auto left = [&](const Piece& piece) {
        return (piece.stays ? piece.length : piece.inserted) - taken;
    };
    // What is deleted here is gone, whatever `next` does.
    const auto pass_deleted = [&] {
        while (at < pieces_.size() && left(pieces_[at]) == 0) {
            ++at;
            taken = 0;
            if (at < pieces_.size() && !pieces_[at].stays) {
                builder.replace_on(pieces_[at].length, {}, 0);
            }
        }
    };
    if (!pieces_.empty() && !pieces_[0].stays) builder.replace_on(pieces_[0].length, {}, 0);
    pass_deleted();
    for (const auto& piece : next.pieces_) {
        if (!piece.stays) builder.replace_on(0, piece.text, piece.inserted);
        for (auto units = piece.length; units > 0 && at < pieces_.size(); pass_deleted()) {
            const auto& below = pieces_[at];
            const auto part = std::min(units, left(below));
            if (below.stays) {
                if (piece.stays)
                    builder.keep(part);
                else
                    builder.replace_on(part, {}, 0);
            } else if (piece.stays) {
                const auto from = byte_offset_of(below.text, taken).value_or(0);
                const auto to = byte_offset_of(below.text, taken + part).value_or(from);
                builder.replace_on(0, std::string_view(below.text).substr(from, to - from), part);
            }
            taken += part;
            units -= part;
        }
    }
    return builder.finish();
}

namespace {

// A replacement by its place in the old text.
struct Edit {
    std::size_t from = 0;
    std::size_t to = 0;
    const ChangeSet::Piece* piece = nullptr;
};

std::vector<Edit> edits_of(const ChangeSet& changes) {
    std::vector<Edit> edits;
    std::size_t at = 0;
    for (const auto& piece : changes.pieces()) {
        if (!piece.stays) edits.push_back({at, at + piece.length, &piece});
        at += piece.length;
    }
    return edits;
}

// Walks through both in the order of their places. Where two begin at one place the shorter comes
// first, and of two equally long ones the one that has precedence.
class ChangeMapper {
public:
    ChangeMapper(const ChangeSet& changes, const ChangeSet& over, Precedence precedence)
        : ours_(edits_of(changes)),
          theirs_(edits_of(over)),
          precedence_(precedence),
          length_(over.length()) {}

    ChangeSet map() {
        while (our_ < ours_.size() || their_ < theirs_.size()) {
            const auto next = std::min(our_from(), their_from());
            out_.keep(next - at_);
            at_ = next;
            if (theirs_come_first())
                pass_theirs();
            else
                pass_ours();
        }
        out_.keep(length_ - at_);
        return out_.finish();
    }

private:
    static constexpr auto kNone = std::numeric_limits<std::size_t>::max();

    [[nodiscard]] std::size_t our_from() const {
        return our_ < ours_.size() ? ours_[our_].from : kNone;
    }
    [[nodiscard]] std::size_t their_from() const {
        return their_ < theirs_.size() ? theirs_[their_].from : kNone;
    }

    [[nodiscard]] bool theirs_come_first() const {
        if (their_from() != at_) return false;
        if (our_from() != at_ || inserted_) return true;
        if (begun_) return false;
        const auto ours = ours_[our_].to - ours_[our_].from;
        const auto theirs = theirs_[their_].to - theirs_[their_].from;
        return theirs < ours || (theirs == ours && precedence_ == Precedence::After);
    }

    // Their insertion stays; of ours within what they replaced, the insertions are left.
    void pass_theirs() {
        const auto& edit = theirs_[their_++];
        out_.keep(edit.piece->inserted);
        while (our_ < ours_.size() && ours_[our_].from < edit.to) {
            auto& mine = ours_[our_];
            if (mine.to > edit.to) {
                mine.from = edit.to;
                begun_ = true;
                break;
            }
            insert(mine, 0);
            next_of_ours();
        }
        at_ = edit.to;
    }

    // Up to their next replacement that reaches beyond ours or inserts.
    void pass_ours() {
        auto& mine = ours_[our_];
        std::size_t length = 0;
        while (at_ < mine.to) {
            const auto theirs = their_from();
            if (theirs > at_) {
                const auto part = std::min(mine.to, theirs) - at_;
                length += part;
                at_ += part;
                continue;
            }
            const auto& edit = theirs_[their_];
            if (edit.piece->inserted > 0 || edit.to >= mine.to) break;
            at_ = edit.to;
            ++their_;
        }
        begun_ = begun_ || at_ > mine.from;
        mine.from = at_;
        insert(mine, length);
        if (at_ == mine.to) next_of_ours();
    }

    // In place of `length` units; the text goes in once.
    void insert(const Edit& edit, std::size_t length) {
        if (inserted_)
            out_.replace(length, {}, 0);
        else
            out_.replace(length, edit.piece->text, edit.piece->inserted);
        inserted_ = true;
    }

    void next_of_ours() {
        ++our_;
        inserted_ = false;
        begun_ = false;
    }

    std::vector<Edit> ours_;
    std::vector<Edit> theirs_;
    Precedence precedence_;
    std::size_t length_;
    std::size_t our_ = 0;
    std::size_t their_ = 0;
    std::size_t at_ = 0;     // Of the old text, dealt with so far.
    bool inserted_ = false;  // The text of ours_[our_] is in place.
    bool begun_ = false;     // A part of ours_[our_] is dealt with.
    ChangeBuilder out_;
};

}  // namespace

ChangeSet ChangeSet::map(const ChangeSet& over, Precedence precedence) const {
    return ChangeMapper(*this, over, precedence).map();
}

std::size_t ChangeSet::map_position(std::size_t position, Side side) const {
    std::size_t before = 0;
    std::size_t behind = 0;
    for (const auto& piece : pieces_) {
        const auto end = before + piece.length;
        if (piece.stays) {
            if (end > position) return behind + (position - before);
            behind += piece.length;
        } else {
            const bool inside =
                end > position || (end == position && side == Side::Before && piece.length == 0);
            if (inside) {
                const bool at_start = position == before || side == Side::Before;
                return at_start ? behind : behind + piece.inserted;
            }
            behind += piece.inserted;
        }
        before = end;
    }
    return behind;
}

}  // namespace fabula
