#include "http/templates.hpp"

#include <doctest/doctest.h>

#include <map>

namespace fabula::http {

namespace {

// Files by name, as a test wants them.
class Files final : public Resources {
public:
    Files(std::initializer_list<std::pair<const std::string, std::string>> files) : files_(files) {}
    [[nodiscard]] std::optional<Resource> find(std::string_view name) const override {
        const auto found = files_.find(std::string(name));
        if (found == files_.end()) return std::nullopt;
        return Resource{.owned = found->second, .etag = "1"};
    }
    [[nodiscard]] std::vector<std::string> names() const override {
        std::vector<std::string> names;
        for (const auto& [name, text] : files_) names.push_back(name);
        return names;
    }

private:
    std::map<std::string, std::string> files_;
};

const Files kWeb{{"manifest.json", R"({"app.css": "app-1A.css"})"}};
const Files kTexts{
    {"en.json", R"({"boat.name": "Boat & crew", "boat.count": "{{count}} boats <all>"})"},
    {"de.json", R"({"boat.name": "Boot"})"}};
const TemplateOptions kStrict{.unknown = TemplateOptions::Unknown::Error};

std::string render(const std::string& page, const Json& data, std::string_view language = "en",
                   TemplateOptions options = kStrict) {
    const Files files{{"pages/boat.html", page},
                      {"partials/top.html", "<{{#t}}boat.name{{/t}}:{{page}}>"}};
    return Templates(files, kWeb, kTexts, std::move(options))
        .render("pages/boat.html", data, language);
}

std::string mistake_in(const std::string& page) {
    try {
        render(page, Json::object());
        return "";
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("values are escaped, partials, texts and addresses put in their places") {
    CHECK(render("{{! a remark }}\n{{> top}} {{name}} {{#asset}}app.css{{/asset}}",
                 {{"name", "<\"Tern\" & 'co'>"}}) ==
          "<Boat &amp; crew:boat> &lt;&quot;Tern&quot; &amp; &apos;co&apos;&gt; "
          "/assets/app-1A.css");
    CHECK(render("{{#t}}boat.count{{/t}}", {{"count", 3}}) == "3 boats &lt;all&gt;");
}

TEST_CASE("a section shows for what is there") {
    const std::string page = "{{#a}}yes{{/a}}{{^a}}no{{/a}}";
    CHECK(render(page, {{"a", true}}) == "yes");
    CHECK(render(page, {{"a", "text"}}) == "yes");
    CHECK(render(page, {{"a", 0}}) == "yes");
    for (const Json& empty : {Json(false), Json(nullptr), Json(""), Json::array()}) {
        CHECK(render(page, {{"a", empty}}) == "no");
    }
    CHECK(render(page, Json::object()) == "no");
    CHECK(render("{{#list}}{{.}},{{/list}}", {{"list", {"x", 2}}}) == "x,2,");
    CHECK(render("{{#list}}{{n}}{{outer}} {{/list}}",
                 {{"list", {{{"n", 1}}, {{"n", 2}}}}, {"outer", "o"}}) == "1o 2o ");
    CHECK(render("{{at.boat}}{{#at.boat}}here{{/at.boat}}{{#at.desk}}there{{/at.desk}}",
                 Json::object()) == "here");
    CHECK(render("{{job.id}}.", {{"job", nullptr}}) == ".");
}

TEST_CASE("texts come in the language asked for, else in English") {
    const std::string page = "{{language}} {{#t}}boat.name{{/t}} {{#t}}boat.count{{/t}}";
    CHECK(render(page, {{"count", 1}}, "de") == "de Boot 1 boats &lt;all&gt;");
    const Texts texts(kTexts);
    CHECK(texts.choose("de-AT,de;q=0.9,en;q=0.5") == "de");
    CHECK(texts.choose("fr, en;q=0.3, de;q=0.2") == "en");
    CHECK(texts.choose("de;q=0") == "en");
    CHECK(texts.choose("") == "en");
}

TEST_CASE("a language that somebody chose comes before those of the browser") {
    auto request = Request::to(Method::Get, "/");
    request.headers = {{"accept-language", "en-GB,en;q=0.8"}};
    CHECK(wanted_languages(request) == "en-GB,en;q=0.8");
    request.headers.push_back({"cookie", "session=1; fabula_language=de"});
    CHECK(wanted_languages(request) == "de,en-GB,en;q=0.8");
    CHECK(Texts(kTexts).choose(wanted_languages(request)) == "de");
}

TEST_CASE("what a page names and nothing has is a mistake that names both") {
    CHECK(mistake_in("{{boat}}") == "pages/boat.html: {{boat}} is not in the page's data");
    CHECK(mistake_in("{{#a}}{{/a}}{{boat.name}}") ==
          "pages/boat.html: {{boat.name}} is not in the page's data");
    CHECK(mistake_in("{{#t}}boat.colour{{/t}}") == "pages/boat.html: en.json has no boat.colour");
    CHECK(mistake_in("{{#asset}}b.css{{/asset}}") == "pages/boat.html: there is no web file b.css");
    CHECK(mistake_in("{{> nothing}}") == "partials/nothing.html: there is no such file");
    CHECK(mistake_in("{{#a}}") != "");
    CHECK(mistake_in("{{a") == "pages/boat.html: a tag is not closed");
    CHECK(render("{{boat}}.", Json::object(), "en", {}) == ".");
}

TEST_CASE("every page has what all pages have in common") {
    TemplateOptions options = kStrict;
    options.common = [](const Actor&) {
        return Json{{"environment", "staging"}, {"name", "common"}};
    };
    CHECK(render("{{environment}} {{name}} {{page}}", {{"name", "own"}}, "en", options) ==
          "staging own boat");
}

TEST_CASE("the pages of the house use only what exists") {
    const std::filesystem::path root(FABULA_SOURCE_DIR);
    const FolderResources templates(root / "templates");
    const FolderResources i18n(root / "web/i18n");
    // Addresses are known only once web/ is built; here every name has one.
    Json manifest = Json::object();
    for (const auto& name : templates.names()) {
        const std::string text = templates.find(name)->owned;
        for (auto at = text.find("{{#asset}}"); at != std::string::npos;
             at = text.find("{{#asset}}", at + 1)) {
            const auto begin = at + 10;
            manifest[text.substr(begin, text.find("{{", begin) - begin)] = "x";
        }
    }
    const Files web{{"manifest.json", manifest.dump()}};
    CHECK_NOTHROW(Templates(templates, web, i18n));
}

}  // namespace fabula::http
