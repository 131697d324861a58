#include "source/spreadsheet.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "screenplay/intake/xml.hpp"
#include "screenplay/source_form.hpp"
#include "source/archive.hpp"
#include "source/sheet_builder.hpp"
#include "source/spreadsheet_csv.hpp"

namespace fabula::source {

namespace {

using screenplay::attribute_of;
using screenplay::child_of;
using screenplay::local_name;

Spreadsheet refused(std::string why) {
    Spreadsheet out;
    out.refusal = std::move(why);
    return out;
}

// Loads an entry of the archive as XML. One sentence where that fails.
std::optional<std::string> load_entry(Archive& archive, std::string_view name,
                                      pugi::xml_document& out) {
    const auto* entry = archive.find(name);
    if (entry == nullptr) return "The workbook has no part \"" + std::string(name) + "\".";
    const auto bytes = archive.read(*entry);
    if (!bytes) return archive.refusal();
    return screenplay::load_xml(*bytes, out);
}

// All text runs below a string item, but for the phonetic ones.
std::string text_of_item(const pugi::xml_node& item) {
    std::string out;
    for (const auto& child : item.children()) {
        if (local_name(child) == "t") out += child.text().get();
        if (local_name(child) == "r") out += child_of(child, "t").text().get();
    }
    return out;
}

// "0.30000000000000004" as people see it, "0.3": 15 digits are what a workbook keeps.
std::string number_text(std::string_view text) {
    const auto value = parse_decimal(trim(text));
    if (!value) return std::string(text);
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *value,
                                   std::chars_format::general, 15);
    return {digits.data(), end.ptr};
}

// 27 for "AB12"; 0 where there are no letters, or far too many.
std::size_t column_number(std::string_view reference) {
    std::size_t column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z' || column > 100'000) break;
        column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    }
    return column;
}

class ExcelReader {
public:
    ExcelReader(Archive& archive, const SpreadsheetLimits& limits)
        : archive_(archive), sheet_(limits) {}

    Spreadsheet read() {
        pugi::xml_document document;
        if (auto why = load_entry(archive_, first_sheet(), document)) return refused(*why);
        if (archive_.find("xl/sharedStrings.xml") != nullptr) {
            if (auto why = read_strings()) return refused(*why);
        }
        for (const auto& row : screenplay::find_node(document, "sheetData").children()) {
            if (sheet_.refused()) break;
            if (local_name(row) == "row") read_row(row);
        }
        return std::move(sheet_).finish();
    }

private:
    // Where the workbook keeps the sheet that it lists first.
    std::string first_sheet() {
        const std::string usual = "xl/worksheets/sheet1.xml";
        pugi::xml_document workbook;
        pugi::xml_document links;
        if (load_entry(archive_, "xl/workbook.xml", workbook) ||
            load_entry(archive_, "xl/_rels/workbook.xml.rels", links)) {
            return usual;
        }
        const auto sheet = child_of(screenplay::find_node(workbook, "sheets"), "sheet");
        const auto id = sheet.attribute("r:id");
        const std::string_view wanted = id ? id.value() : attribute_of(sheet, "id");
        for (const auto& link : screenplay::find_node(links, "Relationships").children()) {
            if (attribute_of(link, "Id") != wanted) continue;
            const auto target = attribute_of(link, "Target");
            return target.starts_with('/') ? std::string(target.substr(1))
                                           : "xl/" + std::string(target);
        }
        return usual;
    }

    std::optional<std::string> read_strings() {
        pugi::xml_document document;
        if (auto why = load_entry(archive_, "xl/sharedStrings.xml", document)) return why;
        for (const auto& item : screenplay::find_node(document, "sst").children()) {
            if (local_name(item) == "si") strings_.push_back(text_of_item(item));
        }
        return std::nullopt;
    }

    void read_row(const pugi::xml_node& row) {
        const auto number = parse_integer(attribute_of(row, "r")).value_or(0);
        if (number > 0) sheet_.go_to_row(static_cast<std::size_t>(number));
        std::size_t next = 1;
        for (const auto& cell : row.children()) {
            if (local_name(cell) != "c") continue;
            const auto named = column_number(attribute_of(cell, "r"));
            const auto column = named == 0 ? next : named;
            sheet_.add_cell(column - 1, text_of_cell(cell));
            next = column + 1;
        }
        sheet_.end_row();
    }

    [[nodiscard]] std::string text_of_cell(const pugi::xml_node& cell) const {
        const auto type = attribute_of(cell, "t");
        if (type == "inlineStr") return text_of_item(child_of(cell, "is"));
        const std::string_view value = child_of(cell, "v").text().get();
        if (type == "s") {
            const auto index = parse_integer(value).value_or(-1);
            if (index < 0 || index >= std::ssize(strings_)) return {};
            return strings_[static_cast<std::size_t>(index)];
        }
        if (type == "b") return value == "1" ? "TRUE" : "FALSE";
        return type.empty() || type == "n" ? number_text(value) : std::string(value);
    }

    Archive& archive_;
    std::vector<std::string> strings_;
    SheetBuilder sheet_;
};

// How often a row or cell stands there, which OpenDocument writes once: at most `most`.
std::size_t repeats(const pugi::xml_node& node, std::string_view name, std::size_t most) {
    const auto count = parse_integer(attribute_of(node, name)).value_or(1);
    return count < 1 ? 1 : std::min(static_cast<std::size_t>(count), most);
}

std::string text_of_open_cell(const pugi::xml_node& cell) {
    if (attribute_of(cell, "value-type") == "float") {
        return number_text(attribute_of(cell, "value"));
    }
    std::string out;
    for (const auto& line : cell.children()) {
        if (local_name(line) != "p") continue;
        if (!out.empty()) out += '\n';
        out += screenplay::collapsed_text(line);
    }
    return out;
}

void read_open_row(const pugi::xml_node& row, const SpreadsheetLimits& limits,
                   SheetBuilder& sheet) {
    std::size_t column = 0;
    for (const auto& cell : row.children()) {
        if (local_name(cell) != "table-cell" && local_name(cell) != "covered-table-cell") continue;
        const auto text = text_of_open_cell(cell);
        const auto count = repeats(cell, "number-columns-repeated", limits.columns_max + 1);
        for (std::size_t i = 0; i < count && !text.empty(); ++i) sheet.add_cell(column + i, text);
        column += count;
    }
}

Spreadsheet read_open_document(Archive& archive, const SpreadsheetLimits& limits) {
    pugi::xml_document document;
    if (auto why = load_entry(archive, "content.xml", document)) return refused(*why);
    const auto body = screenplay::find_node(document, "spreadsheet");
    if (!body) return refused("The file is no spreadsheet.");
    SheetBuilder sheet(limits);
    for (const auto& found : child_of(body, "table").select_nodes(".//*")) {
        const auto row = found.node();
        if (local_name(row) != "table-row") continue;
        const auto count = repeats(row, "number-rows-repeated", limits.rows_max + 1);
        for (std::size_t i = 0; i < count && !sheet.refused(); ++i) {
            read_open_row(row, limits, sheet);
            sheet.end_row();
        }
    }
    return std::move(sheet).finish();
}

Spreadsheet read_workbook(std::string_view bytes, const SpreadsheetLimits& limits) {
    Archive archive(bytes);
    if (archive.refusal()) return refused(*archive.refusal());
    if (archive.find("xl/workbook.xml") != nullptr) return ExcelReader(archive, limits).read();
    if (archive.find("content.xml") != nullptr) return read_open_document(archive, limits);
    return refused("The file is an archive, but no Excel or OpenDocument spreadsheet.");
}

}  // namespace

Spreadsheet read_spreadsheet(std::string_view bytes, const SpreadsheetLimits& limits) {
    if (bytes.empty()) return refused("The file is empty.");
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return refused("The file is a workbook of Excel 2003 or older; save it as .xlsx or CSV.");
    }
    if (is_archive(bytes)) return read_workbook(bytes, limits);
    const auto text = screenplay::normalise_text(bytes);
    if (text.refusal) return refused(*text.refusal);
    return read_csv(text.text, limits);
}

}  // namespace fabula::source
