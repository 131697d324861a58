// Real Final Draft pages to measure pagination against: the folder named in FABULA_MATERIAL.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "screenplay/pages.hpp"

namespace fabula::screenplay::test {

inline std::optional<std::filesystem::path> material_folder() {
    const char* folder = std::getenv("FABULA_MATERIAL");
    if (folder == nullptr || *folder == '\0') return std::nullopt;
    const std::filesystem::path path = std::filesystem::path(folder) / "final-draft";
    return std::filesystem::is_directory(path) ? std::optional(path) : std::nullopt;
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

// Words and numbers alone: blanks, punctuation and marks may differ between two forms of a text.
inline std::size_t count_letters(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        count += byte >= 0x80 || std::isalnum(byte) != 0 ? 1U : 0U;
    }
    return count;
}

// Where a page begins, counted in letters of the whole script.
struct Break {
    int page = 0;
    std::size_t first = 0;   // Of the paragraph that begins the page.
    std::size_t last = 0;    // One behind its last letter.
    bool continued = false;  // The page begins inside it.
    std::string text{};      // What begins the page, for messages.
};

struct FinalDraftPages {
    std::vector<Break> breaks;  // From page 2 on.
    int page_count = 0;
    std::size_t letters = 0;
};

inline void add_paragraphs(const pugi::xml_node& parent, std::vector<std::string>& out) {
    for (const auto& paragraph : parent.children("Paragraph")) {
        if (const auto dual = paragraph.child("DualDialogue")) {
            add_paragraphs(dual, out);
            continue;
        }
        std::string text;
        for (const auto& run : paragraph.children("Text")) text += run.text().as_string();
        out.push_back(text);
    }
}

inline FinalDraftPages final_draft_pages(const std::filesystem::path& folder) {
    pugi::xml_document xml;
    xml.load_file((folder / "source.fdx").c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
    std::vector<std::string> paragraphs;
    add_paragraphs(xml.child("FinalDraft").child("Content"), paragraphs);

    FinalDraftPages result;
    const Json json = parse_json(read_file(folder / "page-breaks.json"));
    std::size_t index = 0;
    std::size_t first = 0;
    for (const auto& page : json["pages"]) {
        result.page_count = page["number"].get<int>() - 1;
        bool begins = true;
        for (const auto& item : page["items"]) {
            const bool continued = item["fragment"] == "continued-from-prev";
            if (continued) {
                --index;
                first -= count_letters(paragraphs.at(index));
            }
            const std::string& text = paragraphs.at(index++);
            const std::size_t last = first + count_letters(text);
            if (begins && result.page_count > 1) {
                result.breaks.push_back({result.page_count, first, last, continued, text});
            }
            begins = false;
            first = last;
        }
    }
    result.letters = first;
    return result;
}

inline std::vector<Break> our_breaks(const Document& document, const Pages& pages) {
    std::vector<std::size_t> begins;  // Letters before each element.
    std::size_t letters = 0;
    std::vector<bool> printed(document.elements.size(), false);
    for (const auto& page : pages.pages) {
        for (const auto& part : page.elements) printed[part.element] = true;
    }
    for (std::size_t i = 0; i < document.elements.size(); ++i) {
        begins.push_back(letters);
        if (printed[i]) letters += count_letters(document.elements[i].text);
    }
    std::vector<Break> breaks;
    for (const auto& page : pages.pages) {
        if (page.number == 1 || page.elements.empty()) continue;
        const PageElement& part = page.elements.front();
        const std::string_view text = document.elements[part.element].text;
        const std::size_t at = begins[part.element] + count_letters(text.substr(0, part.from));
        breaks.push_back(
            {page.number, at, at, part.continued, std::string(text.substr(part.from))});
    }
    return breaks;
}

// Final Draft's break is met where a page of ours begins with the same element, or inside it.
inline bool is_met(const Break& expected, const std::vector<Break>& ours) {
    for (const auto& page : ours) {
        if (expected.continued ? page.first > expected.first && page.first < expected.last
                               : page.first == expected.first) {
            return true;
        }
    }
    return false;
}

}  // namespace fabula::screenplay::test
