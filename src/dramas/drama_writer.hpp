// Writes entries of a document as records, in a transaction of the caller's.
#pragma once

#include <string>
#include <vector>

#include "dramas/document.hpp"
#include "dramas/dramas_store.hpp"
#include "history/record.hpp"
#include "script/script.hpp"

namespace fabula::dramas {

// "drama_" and twelve letters and digits.
std::string make_drama_id();
// The series that a drama begins as, by its own fields; its id is one that is made where it has
// none.
New<story::Project> project_of(const Entry& drama);

// Whether a person wrote it, or it stands in pencil.
enum class Approved { Yes, No };

class DramaWriter {
public:
    // Neither `tx` nor `by` is kept beyond this.
    DramaWriter(store::Tx& tx, const history::By& by, const story::Project& project,
                Approved approved)
        : tx_(tx), by_(by), project_(project), approved_(approved) {}

    // What the project does not hold of the drama itself.
    void put_drama(const Entry& drama);
    // Each behind those that are there. The part's ext_id is the entry's, or made.
    DramaPart add_character(const Entry& character, std::int64_t position);
    DramaPart add_asset(const Entry& asset, const std::optional<DramaPartId>& owner,
                        std::int64_t position);
    // Planned nodes, below `episode` where that is given; an episode with its scenes. Answers the
    // part of each entry.
    std::vector<DramaPart> add_nodes(DramaPartKind kind, const std::vector<Entry>& entries,
                                     const std::optional<NodeId>& episode, std::int64_t level);

    // The part behind a thing that has none so far.
    DramaPart make_part(const Thing& thing);

private:
    DramaPart insert(DramaPart part, const Entry& entry);

    store::Tx& tx_;
    const history::By& by_;
    const story::Project& project_;
    const Approved approved_;
};

}  // namespace fabula::dramas
