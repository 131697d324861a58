#include "http/templates.hpp"

#include <cctype>

#include <kainjow/mustache.hpp>
#include <set>
#include <stdexcept>

#include "base/text.hpp"

namespace fabula::http {

namespace {

namespace mustache = kainjow::mustache;
using Context = mustache::basic_context<std::string>;

constexpr int kPartialDepthMax = 10;

[[noreturn]] void mistake(std::string_view file, const std::string& what) {
    throw std::runtime_error(std::string(file) + ": " + what);
}

std::string escape(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out.push_back(c);
        }
    }
    return out;
}

// Escapes what stands between the {{tags}} of a text of the interface.
std::string escape_between_tags(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto open = text.find("{{");
        out += escape(text.substr(0, open));
        if (open == std::string_view::npos) break;
        const auto close = text.find("}}", open);
        const auto end = close == std::string_view::npos ? text.size() : close + 2;
        out += text.substr(open, end - open);
        text.remove_prefix(end);
    }
    return out;
}

mustache::data to_mustache(const Json& json) {
    if (json.is_object()) {
        mustache::data object{mustache::data::type::object};
        for (const auto& [name, value] : json.items()) object.set(name, to_mustache(value));
        return object;
    }
    if (json.is_array()) {
        mustache::data list{mustache::data::type::list};
        for (const auto& value : json) list.push_back(to_mustache(value));
        return list;
    }
    if (json.is_string() && !json.get_ref<const std::string&>().empty()) {
        return mustache::data{json.get_ref<const std::string&>()};
    }
    if (json.is_number()) return mustache::data{json.dump()};
    return mustache::data{json == true};  // Null and "" are held, and empty.
}

// Looks names up as mustache asks, and knows which it was asked in vain.
class StrictContext final : public Context {
public:
    StrictContext(const mustache::data& root, std::string_view file,
                  const std::set<std::string, std::less<>>* may_be_absent)
        : file_(file), may_be_absent_(may_be_absent) {
        stack_.push_back(&root);
    }

    void push(const mustache::data* data) override { stack_.push_back(data); }
    void pop() override { stack_.pop_back(); }
    const mustache::data* get_partial(const std::string&) const override { return nullptr; }

    const mustache::data* get(const std::string& name) const override {
        if (name == ".") return stack_.back();
        const auto parts = split(name, '.');
        const std::string first(parts.front());
        for (auto at = stack_.rbegin(); at != stack_.rend(); ++at) {
            const mustache::data* found = (*at)->get(first);
            if (found == nullptr) continue;
            for (std::size_t i = 1; found != nullptr && i < parts.size(); ++i) {
                if (found->is_false()) return nullptr;  // {{a.b}} where a is null.
                found = found->get(std::string(parts[i]));
            }
            if (found == nullptr) missing(name, first);
            return found;
        }
        missing(name, first);
        return nullptr;
    }

private:
    void missing(const std::string& name, const std::string& first) const {
        if (may_be_absent_ == nullptr) return;
        if (may_be_absent_->contains(name) || may_be_absent_->contains(first)) return;
        mistake(file_, "{{" + name + "}} is not in the page's data");
    }

    std::string_view file_;
    const std::set<std::string, std::less<>>* may_be_absent_;  // Null: everything.
    std::vector<const mustache::data*> stack_;
};

// What stands in a text between `open` and `close`, and moves `at` behind it.
std::string_view take_section(std::string_view file, std::string_view text, std::size_t& at,
                              std::string_view open, std::string_view close) {
    const auto begin = at + open.size();
    const auto end = text.find(close, begin);
    if (end == std::string_view::npos) mistake(file, std::string(open) + " is not closed");
    at = end + close.size();
    return trim(text.substr(begin, end - begin));
}

std::map<std::string, std::string, std::less<>> read_manifest(const Resources& web) {
    const auto file = web.find("manifest.json");
    if (!file) mistake("manifest.json", "it is missing among the web files");
    const Json json = Json::parse(file->bytes());
    std::map<std::string, std::string, std::less<>> names;
    for (const auto& [name, hashed] : json.items()) names[name] = hashed.get<std::string>();
    return names;
}

}  // namespace

Texts::Texts(const Resources& i18n) {
    for (const auto& name : i18n.names()) {
        if (!name.ends_with(".json")) continue;
        const auto file = i18n.find(name);
        const Json json = Json::parse(file->bytes(), nullptr, false);
        if (!json.is_object()) mistake(name, "it is no JSON object");
        Table table;
        for (const auto& [key, text] : json.items()) {
            if (!text.is_string()) mistake(name, key + " is no text");
            table[key] = text.get<std::string>();
        }
        tables_[name.substr(0, name.size() - 5)] = std::move(table);
    }
    if (!tables_.contains("en")) mistake("en.json", "it is missing among the texts");
}

bool Texts::has(std::string_view language) const {
    return tables_.contains(language);
}

const std::string* Texts::find(std::string_view language, std::string_view key) const {
    for (const auto name : {language, std::string_view("en")}) {
        const auto table = tables_.find(name);
        if (table == tables_.end()) continue;
        const auto text = table->second.find(key);
        if (text != table->second.end()) return &text->second;
    }
    return nullptr;
}

const std::string& Texts::get(std::string_view language, std::string_view key) const {
    const auto* text = find(language, key);
    if (text == nullptr) throw std::out_of_range("en.json has no " + std::string(key));
    return *text;
}

std::vector<std::string> Texts::languages() const {
    std::vector<std::string> names;
    for (const auto& [name, table] : tables_) names.push_back(name);
    return names;
}

namespace {

constexpr std::string_view kLanguageCookie = "fabula_language=";

}  // namespace

std::string language_cookie(std::string_view language) {
    std::string text(kLanguageCookie);
    for (const char c : language) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-') text += c;
    }
    return text + "; Path=/; SameSite=Lax; Max-Age=31536000";
}

std::string wanted_languages(const Request& request) {
    std::string wanted;
    for (const auto part : split(request.header("cookie").value_or(""), ';')) {
        const auto cookie = trim(part);
        if (cookie.starts_with(kLanguageCookie)) wanted = cookie.substr(kLanguageCookie.size());
    }
    const auto accepted = request.header("accept-language").value_or("");
    if (!wanted.empty() && !accepted.empty()) wanted += ",";
    return wanted += accepted;
}

std::string Texts::choose(std::string_view accept_language) const {
    std::string best = "en";
    double best_weight = 0;
    for (const auto entry : split(accept_language, ',')) {
        const auto semicolon = entry.find(';');
        const auto range = to_lower_ascii(trim(entry.substr(0, semicolon)));
        double weight = 1;
        if (semicolon != std::string_view::npos) {
            const auto q = trim(entry.substr(semicolon + 1));
            weight = q.starts_with("q=") ? parse_decimal(q.substr(2)).value_or(0) : 0;
        }
        const auto language = range.substr(0, range.find('-'));
        if (weight > best_weight && has(language)) {
            best = language;
            best_weight = weight;
        }
    }
    return best;
}

// Everything that is the same for each rendering: partials, texts and addresses are put in their
// places once.
struct Templates::Compiled {
    struct Page {
        std::string text;
        std::set<std::string, std::less<>> sections;  // Names that may be absent.
    };

    explicit Compiled(const Templates& from)
        : texts(from.i18n_), manifest(read_manifest(from.web_)) {
        for (const auto& language : texts.languages()) {
            for (const auto& name : from.templates_.names()) {
                if (!name.starts_with("pages/")) continue;
                Page page;
                append(from.templates_, name, language, page, 0);
                const mustache::mustache parsed{page.text};
                if (!parsed.is_valid()) mistake(name, parsed.error_message());
                pages[language][name] = std::move(page);
            }
        }
    }

    void append(const Resources& files, const std::string& name, const std::string& language,
                Page& page, int depth) {
        const auto file = files.find(name);
        if (!file) mistake(name, "there is no such file");
        if (depth > kPartialDepthMax) mistake(name, "partials hold each other");
        const std::string_view text = file->bytes();
        for (std::size_t at = 0; at < text.size();) {
            const auto open = text.find("{{", at);
            page.text += text.substr(at, open == std::string_view::npos ? open : open - at);
            if (open == std::string_view::npos) return;
            at = open;
            append_tag(files, name, language, page, depth, text, at);
        }
    }

    void append_tag(const Resources& files, const std::string& name, const std::string& language,
                    Page& page, int depth, std::string_view text, std::size_t& at) {
        const auto rest = text.substr(at);
        if (rest.starts_with("{{!")) {
            take_section(name, text, at, "{{!", "}}");
            if (at < text.size() && text[at] == '\n') ++at;
        } else if (rest.starts_with("{{>")) {
            const auto partial = take_section(name, text, at, "{{>", "}}");
            append(files, "partials/" + std::string(partial) + ".html", language, page, depth + 1);
        } else if (rest.starts_with("{{#t}}")) {
            const auto key = take_section(name, text, at, "{{#t}}", "{{/t}}");
            append_text(name, language, page, key);
        } else if (rest.starts_with("{{#asset}}")) {
            const auto asset = take_section(name, text, at, "{{#asset}}", "{{/asset}}");
            page.text += escape(address_of(name, asset));
        } else {
            const auto end = text.find("}}", at);
            if (end == std::string_view::npos) mistake(name, "a tag is not closed");
            const auto tag = text.substr(at, end + 2 - at);
            note_section(tag, page);
            page.text += tag;
            at = end + 2;
        }
    }

    void append_text(std::string_view name, const std::string& language, Page& page,
                     std::string_view key) const {
        try {
            page.text += escape_between_tags(texts.get(language, key));
        } catch (const std::out_of_range& error) {
            mistake(name, error.what());
        }
    }

    static void note_section(std::string_view tag, Page& page) {
        if (tag.size() < 5 || (tag[2] != '#' && tag[2] != '^')) return;
        const auto name = trim(tag.substr(3, tag.size() - 5));
        page.sections.emplace(name);
    }

    [[nodiscard]] std::string address_of(std::string_view file, std::string_view asset) const {
        const auto found = manifest.find(asset);
        if (found == manifest.end()) mistake(file, "there is no web file " + std::string(asset));
        return "/assets/" + found->second;
    }

    Texts texts;
    std::map<std::string, std::string, std::less<>> manifest;
    std::map<std::string, std::map<std::string, Page, std::less<>>, std::less<>> pages;
};

Templates::Templates(const Resources& templates, const Resources& web, const Resources& i18n,
                     TemplateOptions options)
    : templates_(templates), web_(web), i18n_(i18n), options_(std::move(options)) {
    compiled_ = compile();
}

Templates::~Templates() = default;

std::unique_ptr<const Templates::Compiled> Templates::compile() const {
    return std::make_unique<const Compiled>(*this);
}

std::string Templates::render(std::string_view name, const Json& data, std::string_view language,
                              const Actor& actor) const {
    std::unique_ptr<const Compiled> fresh;
    if (options_.reload == TemplateOptions::Reload::Always) fresh = compile();
    const Compiled& compiled = fresh == nullptr ? *compiled_ : *fresh;
    const auto pages = compiled.pages.find(language);
    if (pages == compiled.pages.end()) mistake(name, "no texts in " + std::string(language));
    const auto page = pages->second.find(name);
    if (page == pages->second.end()) mistake(name, "there is no such page");

    std::string_view short_name = name.substr(name.rfind('/') + 1);
    short_name = short_name.substr(0, short_name.rfind('.'));
    Json all = options_.common(actor);
    all["language"] = language;
    all["page"] = short_name;
    all["at"] = {{std::string(short_name), true}};
    if (data.is_object()) all.update(data);

    mustache::mustache parsed{page->second.text};
    const auto root = to_mustache(all);
    const bool strict = options_.unknown == TemplateOptions::Unknown::Error;
    StrictContext context(root, name, strict ? &page->second.sections : nullptr);
    auto html = parsed.render(context);
    if (!parsed.is_valid()) mistake(name, parsed.error_message());
    return html;
}

bool Templates::has(std::string_view name) const {
    return compiled_->pages.find("en")->second.contains(name);
}

std::vector<std::string> Templates::pages() const {
    std::vector<std::string> names;
    for (const auto& [name, page] : compiled_->pages.find("en")->second) names.push_back(name);
    return names;
}

std::string Templates::choose_language(std::string_view accept_language) const {
    return compiled_->texts.choose(accept_language);
}

std::string Templates::asset(std::string_view name) const {
    return compiled_->address_of("asset", name);
}

std::string Templates::text(std::string_view language, std::string_view key) const {
    return compiled_->texts.get(language, key);
}

}  // namespace fabula::http
