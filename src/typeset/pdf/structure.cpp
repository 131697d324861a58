#include "typeset/pdf/structure.hpp"

#include "typeset/pdf/syntax.hpp"

namespace fabula::typeset {

int PdfStructure::add(int parent, std::string_view tag, std::string_view title,
                      std::string_view alternative) {
    const int index = static_cast<int>(parts_.size());
    parts_.push_back({tag, parent, std::string(title), std::string(alternative), {}});
    parts_[static_cast<std::size_t>(parent)].kids.push_back(index);
    return index;
}

void PdfStructure::begin_page(int page_object) {
    page_object_ = page_object;
    pages_.emplace_back();
}

int PdfStructure::mark(int part) {
    const int number = static_cast<int>(pages_.back().size());
    pages_.back().push_back(part);
    parts_[static_cast<std::size_t>(part)].kids.push_back(~static_cast<int>(marks_.size()));
    marks_.push_back({page_object_, number});
    return number;
}

void PdfStructure::write_part(const Part& part, int index) {
    std::string out = "<</S/";
    out.append(part.tag).append("/P ");
    append_reference(out, part.parent < 0 ? root_object_ : object_of(part.parent));
    const auto text = [&](std::string_view key, const std::string& value) {
        if (value.empty()) return;
        out += key;
        append_text_string(out, value);
    };
    text("/T", part.title);
    text("/Alt", part.alternative);
    // A lone mark needs only its number; among several each names its page.
    if (part.kids.size() == 1 && part.kids[0] < 0) {
        const Mark& mark = marks_[static_cast<std::size_t>(~part.kids[0])];
        out += "/Pg ";
        append_reference(out, mark.page);
        out += "/K ";
        append_integer(out, mark.number);
    } else if (!part.kids.empty()) {
        out += "/K[";
        for (const int kid : part.kids) {
            if (kid >= 0) {
                append_reference(out, object_of(kid));
                out += ' ';
                continue;
            }
            const Mark& mark = marks_[static_cast<std::size_t>(~kid)];
            out += "<</Type/MCR/Pg ";
            append_reference(out, mark.page);
            out += "/MCID ";
            append_integer(out, mark.number);
            out += ">>";
        }
        out += ']';
    }
    file_.put(object_of(index), out + ">>");
}

int PdfStructure::write() {
    root_object_ = file_.reserve();
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const int object = file_.reserve();
        if (i == 0) first_object_ = object;
    }
    for (std::size_t i = 0; i < parts_.size(); ++i) write_part(parts_[i], static_cast<int>(i));

    std::string tree = "<</Nums[";
    for (std::size_t page = 0; page < pages_.size(); ++page) {
        append_integer(tree, static_cast<std::int64_t>(page));
        tree += '[';
        for (const int part : pages_[page]) {
            append_reference(tree, object_of(part));
            tree += ' ';
        }
        tree += "]\n";
    }
    const int parent_tree = file_.reserve();
    file_.put(parent_tree, tree + "]>>");

    std::string root = "<</Type/StructTreeRoot/K ";
    append_reference(root, object_of(kDocument));
    root += "/ParentTree ";
    append_reference(root, parent_tree);
    root += "/ParentTreeNextKey ";
    append_integer(root, static_cast<std::int64_t>(pages_.size()));
    file_.put(root_object_, root + ">>");
    return root_object_;
}

}  // namespace fabula::typeset
