// HTML pages from templates/ (mustache, escaping by default).
//
// For those who write templates:
//   {{name}} {{a.b}}            a value of the page's data, escaped; {{{name}}} is not escaped
//   {{#name}}…{{/name}}         once for an object or true, once per entry of a list; not at all
//   for
//                               what is absent, false, null, "" or an empty list; {{^name}} then
//   {{> top}}                   the file partials/top.html
//   {{#t}}desk.name{{/t}}       the text under that key of i18n/<language>.json; the text may hold
//                               {{name}} itself
//   {{#asset}}app.css{{/asset}} the address of that file of web/, with its hash
//   {{! … }}                    a remark; each page's first one names its data
// Besides its data every page has: language ("en"), page (the template's name: "desk"), at
// ({"desk": true}), and what TemplateOptions::common gives.
// An unknown partial, key or asset stops the start. In strict mode (tests) so does, when a page is
// rendered, a {{name}} that its data does not hold; null is held. A name that the template also
// uses as a section may be absent.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.hpp"
#include "base/json.hpp"
#include "http/message.hpp"
#include "http/resources.hpp"

namespace fabula::http {

struct TemplateOptions {
    enum class Unknown { Empty, Error };
    enum class Reload { Never, Always };
    Unknown unknown = Unknown::Empty;
    Reload reload = Reload::Never;  // Always: files are read again for each page (development).
    // What every page has besides its own data; asked for each page. The actor may be nobody.
    std::function<Json(const Actor&)> common = [](const Actor&) { return Json::object(); };
};

// The languages that a visitor wants, as Accept-Language writes them: first the one of the cookie
// `fabula_language`, which the page sets where somebody chose.
std::string wanted_languages(const Request& request);
// The value of a Set-Cookie header that chooses a language for this browser.
std::string language_cookie(std::string_view language);

// Texts of the interface by key, in every language there is a file for.
class Texts {
public:
    // Reads "en.json", "de.json", … Throws std::runtime_error for a file that is no flat object of
    // texts.
    explicit Texts(const Resources& i18n);

    [[nodiscard]] bool has(std::string_view language) const;
    // Falls back to English; nullptr for a key that English lacks too.
    [[nodiscard]] const std::string* find(std::string_view language, std::string_view key) const;
    // The same; throws std::out_of_range for a key that English lacks.
    [[nodiscard]] const std::string& get(std::string_view language, std::string_view key) const;
    [[nodiscard]] std::vector<std::string> languages() const;
    // The best of these for an Accept-Language header; "en" where none fits.
    [[nodiscard]] std::string choose(std::string_view accept_language) const;

private:
    using Table = std::map<std::string, std::string, std::less<>>;
    std::map<std::string, Table, std::less<>> tables_;
};

class Templates {
public:
    // `templates`: folders pages/ and partials/. `web`: the built files with manifest.json.
    // `i18n`: a JSON file per language. They must outlive this. Throws std::runtime_error naming
    // file and mistake.
    Templates(const Resources& templates, const Resources& web, const Resources& i18n,
              TemplateOptions options = {});
    ~Templates();

    // Renders `name` ("pages/desk.html") for `actor`. Throws std::runtime_error for an unknown
    // name, and in strict mode for what the data lacks.
    [[nodiscard]] std::string render(std::string_view name, const Json& data,
                                     std::string_view language = "en",
                                     const Actor& actor = {}) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> pages() const;  // "pages/desk.html", …
    // The language for an Accept-Language header.
    [[nodiscard]] std::string choose_language(std::string_view accept_language) const;
    // "/assets/app-3K2PJ7QA.css" for "app.css". Throws std::runtime_error for an unknown name.
    [[nodiscard]] std::string asset(std::string_view name) const;
    // A text of the interface, for handlers that name things.
    [[nodiscard]] std::string text(std::string_view language, std::string_view key) const;

private:
    struct Compiled;
    [[nodiscard]] std::unique_ptr<const Compiled> compile() const;

    const Resources& templates_;
    const Resources& web_;
    const Resources& i18n_;
    TemplateOptions options_;
    std::unique_ptr<const Compiled> compiled_;
};

}  // namespace fabula::http
