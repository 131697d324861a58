#include <algorithm>
#include <string_view>

#include "base/text.hpp"
#include "typeset/table.hpp"
#include "typeset/xml.hpp"
#include "typeset/zip.hpp"

namespace fabula::typeset {

namespace {

constexpr std::string_view kHead = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

constexpr std::string_view kTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)"
    R"(<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>)"
    R"(</Types>)";

constexpr std::string_view kLinks =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>)"
    R"(</Relationships>)";

constexpr std::string_view kWorkbookLinks =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(</Relationships>)";

// Styles by number: 0 plain cells with wrapped text at the top, 1 the titles.
constexpr std::string_view kStyles =
    R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
    R"(<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>)"
    R"(<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>)"
    R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)"
    R"(<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>)"
    R"(<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>)"
    R"(<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>)"
    R"(</styleSheet>)";

// "AB" for the 28th column, which is number 27.
std::string column_name(std::size_t column) {
    std::string name;
    for (++column; column > 0; column = (column - 1) / 26) {
        name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
    }
    return name;
}

// A sheet's name is at most 31 characters, without those that references need.
std::string sheet_name(std::string_view title) {
    std::string name;
    for (const char c : title) {
        name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
    }
    name = trim(shorten(trim(name), 31));
    return name.empty() ? "Sheet 1" : name;
}

std::string text_cell(const std::string& reference, std::string_view text, int style) {
    return "<c r=\"" + reference + "\" s=\"" + std::to_string(style) +
           "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escape_xml(text) + "</t></is></c>";
}

std::string cell_of(const std::string& reference, const std::string& text, bool number) {
    if (number && parse_decimal(text)) {
        return "<c r=\"" + reference + "\" s=\"0\"><v>" + text + "</v></c>";
    }
    return text_cell(reference, text, 0);
}

std::string columns_xml(const Table& table) {
    constexpr double kWidth = 11;  // Characters of a column of width 1.
    std::string out = "<cols>";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto number = std::to_string(i + 1);
        const auto width = static_cast<int>(std::clamp(table.columns[i].width * kWidth, 6.0, 60.0));
        out += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" +
               std::to_string(width) + "\" customWidth=\"1\"/>";
    }
    return out + "</cols>";
}

std::string rows_xml(const Table& table) {
    std::string out = "<sheetData><row r=\"1\">";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        out += text_cell(column_name(i) + "1", table.columns[i].title, 1);
    }
    out += "</row>";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto number = std::to_string(row + 2);
        out += "<row r=\"" + number + "\">";
        for (std::size_t i = 0; i < table.rows[row].size(); ++i) {
            const auto& text = table.rows[row][i];
            if (!text.empty())
                out += cell_of(column_name(i) + number, text, table.columns[i].number);
        }
        out += "</row>";
    }
    return out + "</sheetData>";
}

std::string sheet_xml(const Table& table) {
    const auto whole = "A1:" + column_name(std::max<std::size_t>(table.columns.size(), 1) - 1) +
                       std::to_string(table.rows.size() + 1);
    return std::string(kHead) +
           R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
           R"(<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" )"
           R"(activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>)" +
           columns_xml(table) + rows_xml(table) + "<autoFilter ref=\"" + whole + "\"/></worksheet>";
}

std::string workbook_xml(const Table& table) {
    return std::string(kHead) +
           R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
           R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">)"
           R"(<sheets><sheet name=")" +
           escape_xml(sheet_name(table.title)) +
           R"(" sheetId="1" r:id="rId1"/></sheets></workbook>)";
}

}  // namespace

std::string table_xlsx(const Table& table, Time created) {
    std::string out;
    ZipWriter zip([&](std::string_view bytes) { out += bytes; }, created);
    zip.add("[Content_Types].xml", std::string(kHead) + std::string(kTypes));
    zip.add("_rels/.rels", std::string(kHead) + std::string(kLinks));
    zip.add("xl/workbook.xml", workbook_xml(table));
    zip.add("xl/_rels/workbook.xml.rels", std::string(kHead) + std::string(kWorkbookLinks));
    zip.add("xl/styles.xml", std::string(kHead) + std::string(kStyles));
    zip.add("xl/worksheets/sheet1.xml", sheet_xml(table));
    zip.finish();
    return out;
}

}  // namespace fabula::typeset
