// What the pages of one PDF share, and what one page (or a form on it) makes use of.
#pragma once

#include <map>
#include <set>
#include <string>

#include "typeset/pdf/file.hpp"
#include "typeset/pdf/fonts.hpp"
#include "typeset/pdf/images.hpp"
#include "typeset/pdf/structure.hpp"

namespace fabula::typeset {

struct PdfShared {
    PdfFile file{};
    PdfFonts fonts{file};
    PdfImages images{file};
    PdfStructure structure{file};
    std::set<char32_t> missing{};    // Characters without a font.
    std::map<int, int> opacities{};  // Thousandths of opacity to the object of its state.

    int opacity_object(int thousandths);
};

// Names in content streams: /F<font> /X<object of picture or form> /G<thousandths of opacity>.
struct PdfResources {
    std::set<int> fonts{};
    std::set<int> pictures{};
    std::set<int> opacities{};

    // The dictionary.
    [[nodiscard]] std::string write(PdfShared& shared) const;
};

}  // namespace fabula::typeset
