#include "typeset/pdf/outline.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "drawing/numbers.hpp"
#include "typeset/pdf/syntax.hpp"

namespace fabula::typeset {

namespace {

struct Node {
    int object = 0;
    int parent = -1;  // Index; -1: the root.
    std::vector<int> kids{};
    int shown = 0;  // Descendants, all of them open.
};

void append_link(std::string& out, std::string_view key, int object) {
    out += key;
    append_reference(out, object);
}

// Each bookmark's place in the tree; the last node stands for the root.
std::vector<Node> to_tree(const std::vector<PdfBookmark>& bookmarks) {
    std::vector<Node> nodes(bookmarks.size() + 1);
    const int root = static_cast<int>(bookmarks.size());
    std::vector<int> path;  // The latest node of each level.
    for (int i = 0; i < root; ++i) {
        const int wanted = std::max(0, bookmarks[static_cast<std::size_t>(i)].level);
        const auto level = std::min(path.size(), static_cast<std::size_t>(wanted));
        path.resize(level);
        const int parent = path.empty() ? root : path.back();
        nodes[static_cast<std::size_t>(i)].parent = parent;
        nodes[static_cast<std::size_t>(parent)].kids.push_back(i);
        path.push_back(i);
    }
    for (int i = root - 1; i >= 0; --i) {  // Children come after their parents.
        const Node& node = nodes[static_cast<std::size_t>(i)];
        nodes[static_cast<std::size_t>(node.parent)].shown += 1 + node.shown;
    }
    return nodes;
}

void append_kids(std::string& out, const std::vector<Node>& nodes, const Node& node) {
    if (node.kids.empty()) return;
    const auto object = [&](int kid) { return nodes[static_cast<std::size_t>(kid)].object; };
    append_link(out, "/First ", object(node.kids.front()));
    append_link(out, "/Last ", object(node.kids.back()));
    out += "/Count ";
    append_integer(out, node.shown);
}

std::string to_bookmark(const PdfBookmark& bookmark) {
    std::string out = "<</Title";
    append_text_string(out, bookmark.title);
    out += "/Dest[";
    append_reference(out, bookmark.page);
    out += "/XYZ null ";
    drawing::append_number(out, bookmark.y, 1);
    return out + " null]";
}

}  // namespace

int write_outline(PdfFile& file, const std::vector<PdfBookmark>& bookmarks) {
    std::vector<Node> nodes = to_tree(bookmarks);
    for (Node& node : nodes) node.object = file.reserve();
    for (const Node& node : nodes) {
        for (std::size_t k = 0; k < node.kids.size(); ++k) {
            const auto kid = static_cast<std::size_t>(node.kids[k]);
            std::string out = to_bookmark(bookmarks[kid]);
            append_link(out, "/Parent ", node.object);
            const auto neighbour = [&](std::size_t at) {
                return nodes[static_cast<std::size_t>(node.kids[at])].object;
            };
            if (k > 0) append_link(out, "/Prev ", neighbour(k - 1));
            if (k + 1 < node.kids.size()) append_link(out, "/Next ", neighbour(k + 1));
            append_kids(out, nodes, nodes[kid]);
            file.put(nodes[kid].object, out + ">>");
        }
    }
    std::string root = "<</Type/Outlines";
    append_kids(root, nodes, nodes.back());
    file.put(nodes.back().object, root + ">>");
    return nodes.back().object;
}

std::string page_labels(const std::vector<std::string>& labels) {
    std::string out = "<</Nums[";
    std::int64_t next = -1;  // The number that would count on.
    for (std::size_t page = 0; page < labels.size(); ++page) {
        const auto number = labels[page].empty() ? static_cast<std::int64_t>(page) + 1
                                                 : parse_integer(labels[page]).value_or(-1);
        if (number > 0 && number == next) {
            ++next;
            continue;
        }
        append_integer(out, static_cast<std::int64_t>(page));
        out += "<<";
        if (number > 0) {
            out += "/S/D/St ";
            append_integer(out, number);
            next = number + 1;
        } else {
            out += "/P";
            append_text_string(out, labels[page]);
            next = -1;
        }
        out += ">>";
    }
    return out + "]>>";
}

}  // namespace fabula::typeset
