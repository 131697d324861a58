#include <algorithm>

#include "base/text.hpp"
#include "screenplay/fdx.hpp"
#include "screenplay/fdx/merge.hpp"
#include "screenplay/fdx/note_merge.hpp"
#include "screenplay/fdx/skeleton.hpp"
#include "screenplay/fdx/title_writer.hpp"
#include "screenplay/fdx/xml.hpp"

namespace fabula::screenplay {

namespace {

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

FdxFile write_into(FdxTree tree, const Document& document) {
    FdxFile out;
    const auto comparison = compare_fdx(tree.root, document);
    FdxNoteMerger notes(comparison, tree.root);
    notes.release();
    FdxParagraphMerger paragraphs(comparison, tree.root);
    paragraphs.merge();
    notes.merge(paragraphs);
    const auto left_out =
        merge_fdx_title(tree.root, comparison.base.title_page, document.title_page);
    out.text = save_fdx(*tree.document);
    for (const auto& key : left_out) {
        out.losses.push_back("The title page's \"" + shorten(key, 60) +
                             "\" has no place in a Final Draft file.");
    }
    if (const auto count = comparison.after.locked_pages; count > comparison.before.locked_pages) {
        out.losses.push_back(count_of(count, "page break lost its page number.",
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
    auto out = write_into(std::move(tree), document);
    return out;
}

FdxFile merge_fdx(const Document& document, std::string_view original) {
    auto tree = load_fdx(original);
    if (tree.refusal) {
        FdxFile out;
        out.refusal = std::move(tree.refusal);
        return out;
    }
    return write_into(std::move(tree), document);
}

}  // namespace fabula::screenplay
