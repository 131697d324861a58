#include "script/text_merge.hpp"

#include <algorithm>
#include <list>

#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula::script {

namespace {

using Matches = std::vector<std::optional<std::size_t>>;

// A stretch of the merged text: one of `before`, or one of `after`.
struct Piece {
    bool standing = false;
    std::size_t stretch = 0;
    std::optional<std::size_t> match;
};

class Merger {
public:
    Merger(const CutText& before, const CutText& after, const Matches& matches,
           const SceneChoice& choice)
        : old_(before),
          new_(after),
          matches_(matches),
          kept_(before.stretches.size(), false),
          left_out_(after.stretches.size(), false),
          places_(before.stretches.size(), pieces_.end()),
          any_(!choice.empty()) {
        read(choice);
    }

    MergedText merge() {
        put_in_order_of_new();
        put_kept();
        return write();
    }

private:
    void read(const SceneChoice& choice) {
        for (const auto place : choice.keep) {
            if (place < 0 || place >= std::ssize(kept_)) {
                invalid("keep", "The script has no scene " + std::to_string(place) + ".");
            }
            kept_[static_cast<std::size_t>(place)] = true;
        }
        for (const auto place : choice.leave_out) {
            const bool there = place >= 0 && place < std::ssize(left_out_);
            if (!there || matches_[static_cast<std::size_t>(place)]) {
                invalid("leave_out", "The file has no new scene " + std::to_string(place) + ".");
            }
            left_out_[static_cast<std::size_t>(place)] = true;
        }
    }

    void put_in_order_of_new() {
        std::vector<bool> in_order(matches_.size(), false);
        for (const auto n : stretches_in_order(matches_)) in_order[n] = true;
        for (std::size_t n = 0; n < matches_.size(); ++n) {
            if (!matches_[n]) {
                if (!left_out_[n]) pieces_.push_back({false, n, std::nullopt});
                continue;
            }
            const auto o = *matches_[n];
            if (kept_[o] && !in_order[n]) continue;
            // What says the same keeps its own blank lines where it is not the whole that is taken.
            const bool same = any_ && trim(old_.stretches[o]) == trim(new_.stretches[n]);
            const bool standing = kept_[o] || same;
            const auto at = pieces_.insert(pieces_.end(), {standing, standing ? o : n, o});
            if (in_order[n]) places_[o] = at;
        }
    }

    void put_kept() {
        auto above = pieces_.end();
        for (std::size_t o = 0; o < kept_.size(); ++o) {
            if (kept_[o] && places_[o] == pieces_.end()) {
                const auto next = above == pieces_.end() ? pieces_.begin() : std::next(above);
                places_[o] = pieces_.insert(next, {true, o, o});
            }
            if (places_[o] != pieces_.end()) above = places_[o];
        }
    }

    MergedText write() const {
        MergedText out;
        const Piece* last = nullptr;
        for (const auto& piece : pieces_) {
            const auto words = (piece.standing ? old_ : new_).stretches[piece.stretch];
            const bool follows = last != nullptr && last->standing == piece.standing &&
                                 last->stretch + 1 == piece.stretch;
            if (!follows && !words.empty() && !out.text.empty()) {
                while (!out.text.ends_with("\n\n")) out.text += '\n';
            }
            out.text += words;
            out.matches.push_back(piece.match);
            last = &piece;
        }
        return out;
    }

    const CutText& old_;
    const CutText& new_;
    const Matches& matches_;
    std::vector<bool> kept_, left_out_;
    std::list<Piece> pieces_;
    std::vector<std::list<Piece>::iterator> places_;  // By stretch of `before`; else the end.
    bool any_;
};

}  // namespace

MergedText merge_texts(const CutText& before, const CutText& after, const Matches& matches,
                       const SceneChoice& choice) {
    return Merger(before, after, matches, choice).merge();
}

}  // namespace fabula::script
