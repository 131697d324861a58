#include <algorithm>

#include "base/text.hpp"
#include "screenplay/fdx.hpp"
#include "screenplay/fdx/merge.hpp"
#include "screenplay/fdx/note_merge.hpp"
#include "screenplay/fdx/page_locks.hpp"
#include "screenplay/fdx/places.hpp"
#include "screenplay/fdx/skeleton.hpp"
#include "screenplay/fdx/title_writer.hpp"
#include "screenplay/fdx/xml.hpp"

namespace fabula::screenplay {

namespace {

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

FdxFile write_into(FdxTree tree, FdxBase base, const Document& document) {
    FdxFile out;
    const auto comparison = compare_fdx(std::move(base), document);
    const auto locks = read_page_locks(tree.root);
    FdxPlaces places(tree.root.child("Content"));
    const bool placed = !locks.empty() || tree.root.child("ScriptNotes");
    if (placed) places.read_before();
    FdxNoteMerger notes(comparison, tree.root, places);
    notes.release();
    FdxParagraphMerger paragraphs(comparison, tree.root);
    paragraphs.merge();
    if (placed || !comparison.after.notes.empty()) places.read_after(paragraphs.kept());
    notes.merge(paragraphs);
    const auto unlocked = merge_page_locks(locks, comparison, paragraphs, places);
    const auto left_out =
        merge_fdx_title(tree.root, comparison.base.title_page, document.title_page);
    out.text = save_fdx(*tree.document);
    for (const auto& key : left_out) {
        out.losses.push_back("The title page's \"" + shorten(key, 60) +
                             "\" has no place in a Final Draft file.");
    }
    if (unlocked > 0) {
        out.losses.push_back(count_of(unlocked, "page break lost its page number.",
                                      "page breaks lost their page numbers."));
    }
    if (const auto count = notes.unanchored(); count > 0) {
        out.losses.push_back(
            count_of(count, "note whose paragraph was deleted is kept without a place.",
                     "notes whose paragraphs were deleted are kept without a place."));
    }
    return out;
}

}  // namespace

FdxFile write_fdx(const Document& document) {
    auto tree = load_fdx(fdx_skeleton(document));
    auto base = read_fdx_base(tree.root, document.format);
    return write_into(std::move(tree), std::move(base), document);
}

FdxFile merge_fdx(const Document& document, std::string_view original) {
    FdxFile out;
    auto tree = load_fdx(original);
    if (tree.refusal) {
        out.refusal = std::move(tree.refusal);
        return out;
    }
    auto base = read_fdx_base(tree.root, document.format);
    const auto& titles = base.shown.title_page;
    if (say_the_same(base.shown, document) && same_fdx_title(titles, document.title_page)) {
        out.text = declare_utf8(original);
        return out;
    }
    return write_into(std::move(tree), std::move(base), document);
}

}  // namespace fabula::screenplay
