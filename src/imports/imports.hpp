// A file on its way in: what was understood, what is doubtful, and what became of it.
#pragma once

#include "script/script.hpp"

namespace fabula {

using ImportId = Id<struct ImportTag>;

enum class ImportState { Preview, Confirmed };

template <>
struct EnumNames<ImportState> {
    static constexpr std::array<std::string_view, 2> names{"preview", "confirmed"};
};

namespace imports {

// Something the file may mean otherwise; accepting it writes the suggestion into the text.
struct Doubt {
    std::int64_t id = 0;    // Counts from 1 within the import.
    std::int64_t from = 0;  // [from, to) in UTF-16 units of the understood text.
    std::int64_t to = 0;
    std::string code;
    std::string message;
    std::string suggestion;  // What accepting writes there; empty: nothing to write.
    std::string excerpt;     // The text in doubt, shortened.

    static constexpr auto fields =
        FieldList{Field<&Doubt::id>{"id"},
                  Field<&Doubt::from>{"from"},
                  Field<&Doubt::to>{"to"},
                  Field<&Doubt::code>{"code"},
                  Field<&Doubt::message>{"message", {.length_max = 2000}},
                  Field<&Doubt::suggestion>{"suggestion", {.length_max = 20'000}},
                  Field<&Doubt::excerpt>{"excerpt", {.length_max = 2000}}};
};

struct Import {
    ImportId id;
    OrganizationId organization_id;
    std::string file_name;
    ImportState state = ImportState::Preview;
    std::string title;
    ScriptFormat format = ScriptFormat::Screenplay;
    std::string encoding;  // As found: "UTF-8", "Windows-1252", …
    std::vector<std::string> repairs;
    Json understood;  // {scenes: […], characters: […], places: […], pages, words}
    std::vector<Doubt> doubts;
    std::string text;  // As it will be stored; not part of answers.
    Json source_form;
    std::optional<ProjectId> project_id;  // What it became.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "import";
    static constexpr auto fields = FieldList{
        Field<&Import::id>{"id"},
        Field<&Import::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Import::file_name>{"file_name"},
        Field<&Import::state>{"state"},
        Field<&Import::title>{"title"},
        Field<&Import::format>{"format"},
        Field<&Import::encoding>{"encoding"},
        Field<&Import::repairs>{"repairs"},
        Field<&Import::understood>{"understood"},
        Field<&Import::doubts>{"doubts", {.length_max = 100'000}},
        Field<&Import::text>{"text", {.visibility = Visibility::Secret, .length_max = 20'000'000}},
        Field<&Import::source_form>{"source_form", {.visibility = Visibility::Secret}},
        Field<&Import::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Import::rev>{"rev"},
        Field<&Import::created_at>{"created_at"},
        Field<&Import::updated_at>{"updated_at"}};
};

// A Final Draft file whose import waits to be confirmed.
struct ImportOriginal {
    ImportId import_id;
    std::string text;  // UTF-8.
    Time created_at{};

    static constexpr std::string_view table = "import_original";
    static constexpr auto fields = FieldList{
        Field<&ImportOriginal::import_id>{
            "import_id", {.references = "import", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&ImportOriginal::text>{"text", {.length_max = 40'000'000}},
        Field<&ImportOriginal::created_at>{"created_at"}};
};

}  // namespace imports
}  // namespace fabula
