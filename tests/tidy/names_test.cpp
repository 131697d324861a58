#include "tidy/names.hpp"

#include <doctest/doctest.h>

using namespace fabula::tidy;

namespace {

std::vector<SourceFile> web_files() {
    return files_in(read_tree(FABULA_SOURCE_DIR), {"web/"}, {""});
}

std::vector<SourceFile> templates() {
    return files_in(read_tree(FABULA_SOURCE_DIR), {"templates/"}, {".html"});
}

}  // namespace

TEST_CASE("names used in templates and scripts are read with their lines") {
    const auto in_page =
        uses_in_templates({{"p.html", "\n{{#t}}a.b{{/t}} {{#t}}kind.{{kind}}{{/t}}"}}, "t");
    REQUIRE(in_page.size() == 1);
    CHECK(in_page[0].name == "a.b");
    CHECK(in_page[0].line == 2);
    const auto in_script = uses_in_scripts(
        {{"p.ts", "t(\"a.b\", { n });\nt(\"kind.\" + kind); t(`x`); at(\"not a key\")"}}, "t");
    REQUIRE(in_script.size() == 1);
    CHECK(in_script[0].name == "a.b");
}

TEST_CASE("a text that a language lacks or that is nowhere is found") {
    const std::vector<SourceFile> languages{{"en.json", R"({"a": "A", "b": "B"})"},
                                            {"de.json", R"({"a": "A"})"}};
    const auto found = check_texts({{"a", "p.html", 1}, {"c", "p.html", 7}}, languages);
    REQUIRE(found.size() == 2);
    CHECK(found[0] == Finding{"de.json", 0, "b is missing"});
    CHECK(found[1] == Finding{"p.html", 7, "no language has the text c"});
}

TEST_CASE("an asset that web does not make is found") {
    const std::vector<SourceFile> web{
        {"web/css/app.css", ""}, {"web/icons/sprite.svg", ""}, {"web/ts/app.ts", ""}};
    const auto found = check_assets({{"app.css", "p.html", 1},
                                     {"app.js", "p.html", 2},
                                     {"icons/sprite.svg", "p.html", 3},
                                     {"main.js", "p.html", 4}},
                                    web);
    REQUIRE(found.size() == 1);
    CHECK(found[0] == Finding{"p.html", 4, "web/ makes no main.js"});
}

TEST_CASE("a partial or an icon that is not there is found") {
    const std::vector<SourceFile> pages{{"templates/pages/p.html", "{{> top}}\n{{> bottom}}"},
                                        {"templates/partials/top.html",
                                         "{{#asset}}icons/sprite.svg{{/asset}}#save\" "
                                         "{{#asset}}icons/sprite.svg{{/asset}}#load\""}};
    CHECK(check_partials(pages) == Findings{{"templates/pages/p.html", 2, "no partial bottom"}});
    CHECK(check_icons(pages, "<symbol id=\"save\"/>") ==
          Findings{{"templates/partials/top.html", 1, "the sprite has no icon load"}});
}

TEST_CASE("every text that pages and scripts use exists in every language") {
    const auto web = web_files();
    auto uses = uses_in_templates(templates(), "t");
    for (const Use& use : uses_in_scripts(files_in(web, {"web/ts/"}, {".ts"}), "t")) {
        uses.push_back(use);
    }
    expect_none(check_texts(uses, files_in(web, {"web/i18n/"}, {".json"})));
}

TEST_CASE("every asset, partial and icon that a page asks for is there") {
    const auto web = web_files();
    expect_none(check_assets(uses_in_templates(templates(), "asset"), web));
    expect_none(check_partials(templates()));
    if (const SourceFile* sprite = find_file(web, "web/icons/sprite.svg")) {
        expect_none(check_icons(templates(), sprite->text));
    }
}
