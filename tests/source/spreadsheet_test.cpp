// Spreadsheets read: CSV of many programs, Excel and OpenDocument workbooks, hostile ones.
#include "source/spreadsheet.hpp"

#include <doctest/doctest.h>

#include "typeset/table.hpp"
#include "typeset/zip.hpp"

namespace fabula::source {

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view bytes) {
    const auto sheet = read_spreadsheet(bytes);
    CHECK(sheet.refusal.value_or("") == "");
    return sheet.rows;
}

std::string refusal_of(std::string_view bytes, const SpreadsheetLimits& limits = {}) {
    const auto sheet = read_spreadsheet(bytes, limits);
    CHECK(sheet.rows.empty());
    return sheet.refusal.value_or("");
}

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& files) {
    std::string out;
    typeset::ZipWriter zip([&](std::string_view bytes) { out += bytes; }, Time{});
    for (const auto& [name, bytes] : files) zip.add(name, bytes);
    zip.finish();
    return out;
}

std::string workbook(const std::string& sheet_data, const std::string& strings = {}) {
    return zip_of({{"xl/workbook.xml",
                    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"One\" sheetId=\"7\" "
                    "r:id=\"rId3\"/><sheet name=\"Two\" sheetId=\"8\" r:id=\"rId4\"/></sheets>"
                    "</workbook>"},
                   {"xl/_rels/workbook.xml.rels",
                    "<Relationships><Relationship Id=\"rId4\" Target=\"worksheets/other.xml\"/>"
                    "<Relationship Id=\"rId3\" Target=\"worksheets/first.xml\"/></Relationships>"},
                   {"xl/worksheets/other.xml", "<worksheet><sheetData/></worksheet>"},
                   {"xl/worksheets/first.xml",
                    "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>"},
                   {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"}});
}

std::string open_document(const std::string& table) {
    return zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                   {"content.xml",
                    "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" "
                    "xmlns:text=\"x\"><office:body><office:spreadsheet><table:table>" +
                        table +
                        "</table:table></office:spreadsheet></office:body>"
                        "</office:document-content>"}});
}

}  // namespace

TEST_CASE("cells are apart by what the first row has most of") {
    const Rows expected{{"Shot", "Lens"}, {"1A", "35mm, clean"}};
    CHECK(rows_of("Shot,Lens\r\n1A,\"35mm, clean\"\r\n") == expected);
    CHECK(rows_of("Shot;Lens\n1A;35mm, clean") == expected);
    CHECK(rows_of("Shot\tLens\n1A\t35mm, clean\n\n\n") == expected);
    CHECK(rows_of("sep=|\nShot|Lens\n1A|35mm, clean\n") == expected);
}

TEST_CASE("quotes hold line breaks, separators and doubled quotes") {
    CHECK(rows_of("a,\"one\r\ntwo\",\"say \"\"no\"\"\"\n,,x\n") ==
          Rows{{"a", "one\ntwo", "say \"no\""}, {"", "", "x"}});
    CHECK(refusal_of("a,b\nc,\"open\nd,e\n") ==
          "A quotation mark in row 2 is opened and never closed.");
}

TEST_CASE("a CSV file of any encoding is read") {
    CHECK(rows_of("\xEF\xBB\xBFName\nMüller\n") == Rows{{"Name"}, {"Müller"}});
    CHECK(rows_of("Name;Ort\nM\xFCller;K\xF6ln\n") == Rows{{"Name", "Ort"}, {"Müller", "Köln"}});
    const std::string utf16("\xFF\xFEN\0a\0m\0e\0\n\0\xFC\0", 14);
    CHECK(rows_of(utf16) == Rows{{"Name"}, {"ü"}});
}

TEST_CASE("what our own files guard against formulas comes back as it was") {
    const typeset::Table table{
        .title = "Shots",
        .columns = {{"Note"}, {"Seconds", 1, true}},
        .rows = {{"=HYPERLINK(\"x\")", "4.5"}, {"-5 °C", ""}, {"'tis", "3"}}};
    const Rows expected{
        {"Note", "Seconds"}, {"=HYPERLINK(\"x\")", "4.5"}, {"-5 °C"}, {"'tis", "3"}};
    CHECK(rows_of(typeset::table_csv(table)) == expected);
    CHECK(rows_of(typeset::table_csv(table, ';')) == expected);
    CHECK(rows_of(typeset::table_xlsx(table, Time{})) == expected);
}

TEST_CASE("the first sheet of an Excel workbook is read, whatever its cells are") {
    const auto strings =
        std::string("<si><t>Shot</t></si><si><r><t>Two </t></r><r><t>runs</t></r>") +
        "<rPh><t>not read</t></rPh></si>";
    const auto data = std::string("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c>") +
                      "<c r=\"C2\" t=\"inlineStr\"><is><t>inside</t></is></c></row>" +
                      "<row><c t=\"s\"><v>1</v></c><c><v>0.30000000000000004</v></c>" +
                      "<c t=\"b\"><v>1</v></c><c t=\"str\"><f>A1&amp;B1</f><v>result</v></c>" +
                      "<c t=\"s\"><v>99</v></c></row>";
    CHECK(rows_of(workbook(data, strings)) ==
          Rows{{}, {"Shot", "", "inside"}, {"Two runs", "0.3", "TRUE", "result"}});
}

TEST_CASE("an OpenDocument sheet is read with its repeated rows and cells") {
    const auto sheet = open_document(
        "<table:table-row><table:table-cell table:number-columns-repeated=\"2\"><text:p>x</text:p>"
        "</table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"4.5\">"
        "<text:p>4,50</text:p></table:table-cell></table:table-row>"
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>"
        "<table:table-row><table:table-cell/><table:table-cell><text:p>a</text:p><text:p>b</text:p>"
        "</table:table-cell></table:table-row>"
        "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
        "table:number-columns-repeated=\"16384\"/></table:table-row>");
    CHECK(rows_of(sheet) == Rows{{"x", "x", "4.5"}, {}, {}, {"", "a\nb"}});
}

TEST_CASE("sheets beyond the limits are refused, however small the file is") {
    CHECK(refusal_of("a\nb\nc\n", {.rows_max = 2}) == "The sheet has more than 2 rows.");
    CHECK(refusal_of("a,b,c\n", {.columns_max = 2}) == "Row 1 has more than 2 columns.");
    CHECK(refusal_of(workbook("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>")) ==
          "The sheet has more than 10000 rows.");
    CHECK(refusal_of(workbook("<row><c r=\"XFD1\"><v>1</v></c></row>")) ==
          "Row 1 has more than 200 columns.");
    const auto words = std::string(100'000, 'w');
    CHECK(refusal_of(open_document(
              "<table:table-row table:number-rows-repeated=\"9000\"><table:table-cell "
              "table:number-columns-repeated=\"200\"><text:p>" +
              words + "</text:p></table:table-cell></table:table-row>")) ==
          "The sheet holds more than 20 MB of text.");
}

TEST_CASE("what is no spreadsheet is refused with a sentence") {
    CHECK(refusal_of("") == "The file is empty.");
    CHECK(refusal_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest") ==
          "The file is a workbook of Excel 2003 or older; save it as .xlsx or CSV.");
    CHECK(refusal_of(zip_of({{"story.txt", "x"}})) ==
          "The file is an archive, but no Excel or OpenDocument spreadsheet.");
    CHECK(refusal_of(zip_of({{"xl/workbook.xml", "<workbook/>"}})) ==
          "The workbook has no part \"xl/worksheets/sheet1.xml\".");
    CHECK(refusal_of(workbook("<row><c>")) != "");
    CHECK(refusal_of(workbook("<row><c r=\"A1\"><v>1</v></c></row>").substr(0, 200)) != "");
}

}  // namespace fabula::source
