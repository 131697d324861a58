#include "script/format_service.hpp"

#include "base/error.hpp"
#include "base/json_lines.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"
#include "screenplay/format_file.hpp"
#include "screenplay/format_texts.hpp"

namespace fabula::script {

namespace {

constexpr std::size_t kDefinitionBytesMax = 200'000;

// Reads kind and title off the definition.
void understand(Format& format) {
    if (!format.definition.is_object()) invalid("definition", "must be a format file");
    if (format.definition.dump().size() > kDefinitionBytesMax) {
        invalid("definition", "is larger than 200 kB");
    }
    screenplay::FormatFile file;
    if (const auto problem = screenplay::read_format(format.definition, file)) {
        invalid(problem->place.empty() ? "definition" : "definition." + problem->place,
                problem->text);
    }
    format.title = shorten(trim(file.title), 200);
    if (format.title.empty()) invalid("definition.title", "is missing");
    format.format = static_cast<ScriptFormat>(file.layout.format);
}

}  // namespace

std::vector<BuiltInFormat> FormatService::list_built_in() {
    std::vector<BuiltInFormat> out;
    for (std::size_t i = 0; i < screenplay::kFormatNames.size(); ++i) {
        const auto format = static_cast<screenplay::Format>(i);
        out.push_back({.name = static_cast<ScriptFormat>(i),
                       .title = screenplay::format_file(format).title,
                       .definition = parse_json(screenplay::text_of(format))});
    }
    return out;
}

Format FormatService::get(const Actor& actor, const FormatId& id) {
    return store_.read([&](store::Reader& db) { return get_format(db, actor, Action::View, id); });
}

std::vector<Format> FormatService::list(const Actor& actor, const std::string& before,
                                        std::int64_t limit) {
    return store_.read([&](store::Reader& db) { return list_formats(db, actor, before, limit); });
}

Format FormatService::create(const Actor& actor, const Format& given) {
    accounts_.require(actor, Action::Edit, actor.organization);
    Format format;
    format.organization_id = actor.organization;
    format.definition = given.definition;
    understand(format);
    return store_.write([&](store::Tx& tx) {
        auto row = format;
        tx.insert(row);
        return row;
    });
}

namespace {

Json read_file(std::string_view file) {
    if (file.size() > kDefinitionBytesMax) invalid("file", "is larger than 200 kB");
    if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
    auto definition = parse_json(file);
    if (!definition.is_object()) invalid("file", "must be a format file");
    screenplay::FormatFile read;
    const auto problem = screenplay::read_format(definition, read);
    if (!problem) return definition;
    invalid("definition." + problem->place,
            "Line " + std::to_string(line_of_member(file, problem->place)) + ": " + problem->place +
                " " + problem->text + ".");
}

}  // namespace

Format FormatService::create_from_file(const Actor& actor, std::string_view file) {
    Format given;
    given.definition = read_file(file);
    return create(actor, given);
}

Format FormatService::replace_by_file(const Actor& actor, const FormatId& id, std::string_view file,
                                      std::optional<std::int64_t> expected_rev) {
    Patch<Format> patch;
    patch.set<&Format::definition>(read_file(file));
    return update(actor, id, patch, expected_rev);
}

std::map<FormatId, std::int64_t> FormatService::count_uses(const Actor& actor) {
    return store_.read([&](store::Reader& db) { return count_format_uses(db, actor); });
}

Format FormatService::update(const Actor& actor, const FormatId& id, const Patch<Format>& patch,
                             std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto format = get_format(tx, actor, Action::Edit, id);
        check_rev(format.rev, expected_rev, "this format");
        const auto kind = format.format;
        patch.apply_to(format);
        understand(format);
        if (format.format != kind) {
            invalid("definition.format", "must stay " + std::string(name_of(kind)));
        }
        tx.update(format);
        return format;
    });
}

void FormatService::remove(const Actor& actor, const FormatId& id) {
    store_.write(
        [&](store::Tx& tx) { delete_format(tx, get_format(tx, actor, Action::Edit, id).id); });
}

}  // namespace fabula::script
