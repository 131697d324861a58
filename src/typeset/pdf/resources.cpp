#include "typeset/pdf/resources.hpp"

#include "drawing/numbers.hpp"
#include "typeset/pdf/syntax.hpp"

namespace fabula::typeset {

int PdfShared::opacity_object(int thousandths) {
    const auto [entry, is_new] = opacities.try_emplace(thousandths, 0);
    if (is_new) {
        entry->second = file.reserve();
        std::string out = "<</Type/ExtGState/ca ";
        drawing::append_number(out, thousandths / 1000.0);
        out += "/CA ";
        drawing::append_number(out, thousandths / 1000.0);
        file.put(entry->second, out + ">>");
    }
    return entry->second;
}

std::string PdfResources::write(PdfShared& shared) const {
    std::string out = "<<";
    const auto add = [&](char letter, int number, int object) {
        out += '/';
        out += letter;
        append_integer(out, number);
        out += ' ';
        append_reference(out, object);
    };
    if (!fonts.empty()) {
        out += "/Font<<";
        for (const auto font : fonts)
            add('F', static_cast<int>(font), shared.fonts.object_of(font));
        out += ">>";
    }
    if (!pictures.empty()) {
        out += "/XObject<<";
        for (const int picture : pictures) add('X', picture, picture);
        out += ">>";
    }
    if (!opacities.empty()) {
        out += "/ExtGState<<";
        for (const int opacity : opacities) add('G', opacity, shared.opacity_object(opacity));
        out += ">>";
    }
    return out + ">>";
}

}  // namespace fabula::typeset
