// How many of Final Draft's page breaks we make, on scripts that nobody here wrote, and whether
// each of its answers to a single question is ours. Skipped without the material.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "screenplay/final_draft.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/import.hpp"
#include "screenplay/paginate.hpp"

using namespace fabula;
using namespace fabula::screenplay;
using namespace fabula::screenplay::test;

namespace {

// The share of Final Draft's breaks that our pages have, from one of the script's two files.
double agreement(const std::filesystem::path& folder, const std::string& file) {
    const FinalDraftPages expected = final_draft_pages(folder);
    const Imported imported = import_text(read_file(folder / file), file);
    REQUIRE_FALSE(imported.refusal);
    const Document document = parse_fountain(imported.text);
    const Pages pages = paginate(document);
    const auto ours = our_breaks(document, pages);
    int met = 0;
    for (const auto& wanted : expected.breaks) {
        if (is_met(wanted, ours)) {
            ++met;
            continue;
        }
        MESSAGE("page ", wanted.page, " should begin ", wanted.continued ? "inside " : "with ",
                wanted.text.substr(0, 60));
    }
    const auto total = static_cast<int>(expected.breaks.size());
    MESSAGE(folder.filename().string(), "/", file, ": ", met, " of ", total, " breaks, ",
            pages.pages.size(), " pages where Final Draft has ", expected.page_count);
    CHECK(static_cast<int>(pages.pages.size()) == expected.page_count);
    return static_cast<double>(met) / total;
}

std::string text_above(const Document& document, const Page& page) {
    const PageElement& part = page.elements.back();
    return document.elements[part.element].text.substr(part.from, part.to - part.from);
}

std::string text_below(const Document& document, const Page& page) {
    const PageElement& part = page.elements.front();
    return document.elements[part.element].text.substr(part.from, part.to - part.from);
}

// The page on which a text begins, 0 where no element holds it.
int page_of(const Document& document, const Pages& pages, const std::string& text) {
    for (const auto& page : pages.pages) {
        for (const auto& part : page.elements) {
            const std::string& whole = document.elements[part.element].text;
            const auto at = whole.find(text);
            if (at != std::string::npos && at >= part.from && at < part.to) return page.number;
        }
    }
    return 0;
}

void check_probe(const std::filesystem::path& folder) {
    const Json probe = parse_json(read_file(folder / "expected.json"));
    const Json& expected = probe["expected"];
    const Document document = parse_fountain(read_file(folder / "source.fountain"));
    const Pages pages = paginate(document);
    CAPTURE(folder.filename().string());
    if (expected["kind"] == "split") {
        const auto top = expected["top_page"].get<std::size_t>();
        REQUIRE(pages.pages.size() > top);
        const std::string above = text_above(document, pages.pages[top - 1]);
        const std::string below = text_below(document, pages.pages[top]);
        CAPTURE(above);
        CAPTURE(below);
        CHECK(above.ends_with(expected["top_fragment_ends_with"].get<std::string>()));
        CHECK(below.starts_with(expected["bottom_fragment_starts_with"].get<std::string>()));
        return;
    }
    const int page = page_of(document, pages, expected["starts_with"].get<std::string>());
    CHECK(page == expected["whole_on_page"].get<int>());
    CHECK(page_of(document, pages, probe["target"]["contains_text"].get<std::string>()) == page);
    const auto& elements = pages.pages[static_cast<std::size_t>(page) - 1].elements;
    CHECK_FALSE(elements.front().continued);
}

}  // namespace

TEST_CASE("at least 99 of 100 page breaks of real scripts are Final Draft's") {
    const auto material = material_folder();
    if (!material) {
        MESSAGE("SKIPPED: FABULA_MATERIAL names no folder with final-draft");
        return;
    }
    for (const char* script : {"vikings", "gumshoe"}) {
        CHECK(agreement(*material / script, "source.fountain") >= 0.99);
        CHECK(agreement(*material / script, "source.fdx") >= 0.99);
    }
}

TEST_CASE("each probe of Final Draft is answered as Final Draft answers it") {
    const auto material = material_folder();
    if (!material) {
        MESSAGE("SKIPPED: FABULA_MATERIAL names no folder with final-draft");
        return;
    }
    int probes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*material / "fd-probes")) {
        if (!entry.is_directory()) continue;
        check_probe(entry.path());
        ++probes;
    }
    CHECK(probes == 12);
}
