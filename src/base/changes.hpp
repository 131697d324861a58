// Changes of a text, as CodeMirror's ChangeSet has them: applied, composed, inverted, and mapped
// over changes that were made at the same time. All lengths and positions are UTF-16 units.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace fabula {

// Which of two insertions at one place comes first.
enum class Precedence { After, Before };
// Whether a position stays before or behind what is inserted at it.
enum class Side { Before, Behind };

class ChangeSet {
public:
    // A stretch of the old text that stays, or that is replaced.
    struct Piece {
        std::size_t length = 0;  // Of the old text.
        bool stays = true;
        std::string text{};        // In its place; empty: it is deleted.
        std::size_t inserted = 0;  // Length of `text`.
        bool operator==(const Piece&) const = default;
    };

    // Changes nothing in a text of that length.
    explicit ChangeSet(std::size_t length = 0);
    // Puts `text` in the place of [from, to) of a text of that length; from <= to <= length.
    static ChangeSet replace(std::size_t length, std::size_t from, std::size_t to,
                             std::string_view text);

    // [3, [2], 4, [0, "first line", "second"]]: three units stay, two are deleted, four stay, two
    // lines are inserted. None where the JSON is not of that form; `problem` then says why.
    static std::optional<ChangeSet> from_json(const Json& json, std::string& problem);
    [[nodiscard]] Json to_json() const;

    [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
    [[nodiscard]] std::size_t length() const;      // Of the text before.
    [[nodiscard]] std::size_t new_length() const;  // Of the text behind.
    [[nodiscard]] bool changes_nothing() const;

    // The new text. None where the text has another length, or a piece ends inside a character
    // that takes two units.
    [[nodiscard]] std::optional<std::string> apply(std::string_view text) const;
    // This one and then `next`, as one. `next` is of the text behind this one.
    [[nodiscard]] ChangeSet compose(const ChangeSet& next) const;
    // Leads back to `text`, to which this one was applied.
    [[nodiscard]] ChangeSet invert(std::string_view text) const;
    // This one, to be applied behind `over`; both were made of the same text. Then
    //   a.compose(b.map(a)) and b.compose(a.map(b, Precedence::Before)) give the same text.
    [[nodiscard]] ChangeSet map(const ChangeSet& over,
                                Precedence precedence = Precedence::After) const;
    // Where a position of the old text, at most length(), is in the new one.
    [[nodiscard]] std::size_t map_position(std::size_t position, Side side = Side::Before) const;

    bool operator==(const ChangeSet&) const = default;

private:
    friend class ChangeBuilder;
    std::vector<Piece> pieces_;
};

}  // namespace fabula
