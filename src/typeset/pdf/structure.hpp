// The tags of a PDF (ISO 32000-1, 14.7): what its parts are and in which order they are read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "typeset/pdf/file.hpp"

namespace fabula::typeset {

class PdfStructure {
public:
    explicit PdfStructure(PdfFile& file) : file_(file) {}

    static constexpr int kDocument = 0;  // The element that holds all others.

    // Adds a part. `tag` is a standard type: Sect, H1, P, Figure. Texts may be empty.
    int add(int parent, std::string_view tag, std::string_view title, std::string_view alternative);

    [[nodiscard]] std::string_view tag(int part) const {
        return parts_[static_cast<std::size_t>(part)].tag;
    }

    // Begins the marks of a page; its StructParents entry is the page's index.
    void begin_page(int page_object);
    // A stretch of the page's content belongs to the part; returns its number on the page.
    int mark(int part);

    // Writes all and returns the object of the tree's root. Once, after the last page.
    int write();

private:
    struct Mark {
        int page = 0;  // Object.
        int number = 0;
    };
    struct Part {
        std::string_view tag{};
        int parent = -1;
        std::string title{}, alternative{};
        std::vector<int> kids{};  // Parts, or ~index into marks_.
    };

    void write_part(const Part& part, int index);
    [[nodiscard]] int object_of(int part) const { return first_object_ + part; }

    PdfFile& file_;
    std::vector<Part> parts_{Part{.tag = "Document"}};
    std::vector<Mark> marks_;
    std::vector<std::vector<int>> pages_;  // Per page: the part of each mark.
    int page_object_ = 0;
    int root_object_ = 0;
    int first_object_ = 0;
};

}  // namespace fabula::typeset
