#include "spreadsheets/plan.hpp"

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace fabula::spreadsheets {

namespace {

constexpr std::string_view kId = "id";

// Which column of the sheet says what: an index into the row, by index into columns_of().
struct Header {
    std::size_t row = 0;  // Its index; the records' rows follow.
    std::vector<std::optional<std::size_t>> at;
    std::optional<std::size_t> id;
    std::vector<std::string> ignored;
};

std::map<std::string, std::size_t> known_titles(const std::vector<Column>& columns,
                                                const Words& words) {
    std::map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto& column = columns[i];
        known.emplace(fold(column.field), i);
        known.emplace(fold(to_camel_case(column.field)), i);
        if (!column.shown.empty()) known.emplace(fold(column.shown), i);
        for (const auto& title : words.in_all(column.title)) known.emplace(fold(title), i);
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        for (const auto other : columns[i].also) known.emplace(fold(other), i);
    }
    return known;
}

Header read_header(const source::Spreadsheet& sheet, const std::vector<Column>& columns,
                   const Words& words) {
    Header header;
    while (header.row < sheet.rows.size() && sheet.rows[header.row].empty()) ++header.row;
    if (header.row == sheet.rows.size()) invalid("file", "The sheet is empty.");
    const auto known = known_titles(columns, words);
    header.at.resize(columns.size());
    const auto& titles = sheet.rows[header.row];
    bool any = false;
    for (std::size_t i = 0; i < titles.size(); ++i) {
        const auto title = fold(trim(titles[i]));
        const auto found = known.find(title);
        if (title == kId) {
            header.id = i;
        } else if (found == known.end()) {
            if (!title.empty()) header.ignored.push_back(titles[i]);
        } else if (header.at[found->second]) {
            invalid("file", "Two columns are called \"" + titles[i] + "\".");
        } else {
            header.at[found->second] = i;
            any = true;
        }
    }
    if (any) return header;
    std::vector<std::string> names;
    for (const auto& column : columns) {
        if (!column.read_only) names.push_back(words.in_language(column.title));
    }
    invalid("file", "The first row names no column that is known here. Known are: " +
                        join(names, ", ") + ".");
}

class Planner {
public:
    Planner(const source::Spreadsheet& sheet, SheetKind kind, const Records& records,
            const Words& words)
        : sheet_(sheet),
          kind_(kind),
          columns_(columns_of(kind)),
          records_(records),
          words_(words),
          header_(read_header(sheet, columns_, words)),
          above_(columns_.size()) {
        for (std::size_t i = 0; i < records.rows.size(); ++i) {
            const auto& record = records.rows[i];
            by_id_.emplace(record.at(kId).get<std::string>(), i);
            by_key_.emplace(fold(record.at(key_of(kind)).get<std::string>()), i);
        }
    }

    PlannedSheet plan() {
        for (std::size_t i = header_.row + 1; i < sheet_.rows.size(); ++i) {
            if (!is_blank(sheet_.rows[i])) plan_row(i);
        }
        out_.plan.ignored = header_.ignored;
        Json told = encode(out_.plan);
        for (const auto& write : out_.writes) told["before"].push_back(write.before);
        out_.plan.plan_id = fingerprint(told.dump());
        return std::move(out_);
    }

private:
    // Sheets repeat the scene down a block, or leave empty rows between blocks.
    [[nodiscard]] bool is_blank(const std::vector<std::string>& row) const {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const bool says = !columns_[i].read_only && columns_[i].empty != Empty::AsAbove;
            if (says && header_.at[i] && !cell_at(row, *header_.at[i]).empty()) return false;
        }
        return true;
    }

    static std::string cell_at(const std::vector<std::string>& row, std::size_t at) {
        return at < row.size() ? std::string(trim(row[at])) : std::string();
    }

    [[nodiscard]] const Json* find_record(const std::vector<std::string>& row,
                                          const std::string& key) const {
        if (header_.id) {
            const auto found = by_id_.find(cell_at(row, *header_.id));
            if (found != by_id_.end()) return &records_.rows[found->second];
        }
        const auto found = by_key_.find(fold(key));
        const bool usable = !key.empty() && found != by_key_.end();
        return usable ? &records_.rows[found->second] : nullptr;
    }

    [[nodiscard]] std::string key_in(const std::vector<std::string>& row) const {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (columns_[i].field == key_of(kind_) && header_.at[i]) {
                return cell_at(row, *header_.at[i]);
            }
        }
        return {};
    }

    void plan_row(std::size_t index) {
        const auto& row = sheet_.rows[index];
        const auto key = key_in(row);
        const auto* record = find_record(row, key);
        PlannedRow planned;
        planned.row = static_cast<std::int64_t>(index) + 1;
        planned.name = key;
        RowWrite write;
        if (record != nullptr) {
            planned.id = record->at(kId);
            if (key.empty()) planned.name = record->at(key_of(kind_));
            write.given[kId] = write.before[kId] = planned.id;
        }
        planned.problem = refusal_of(planned, record);
        for (std::size_t i = 0; i < columns_.size() && planned.problem.empty(); ++i) {
            if (!columns_[i].read_only) plan_cell(i, row, record, planned, write);
        }
        settle(planned, record);
        out_.plan.rows.push_back(std::move(planned));
        out_.writes.push_back(std::move(write));
    }

    // Of the row as a whole.
    std::string refusal_of(const PlannedRow& planned, const Json* record) {
        if (record == nullptr && planned.name.empty() && kind_ != SheetKind::Shots) {
            return "The row has no name.";
        }
        const auto told = record != nullptr ? planned.id : fold(planned.name);
        if (told.empty()) return {};  // A new shot, numbered when it is made.
        const auto [first, is_first] = seen_.emplace(told, planned.row);
        return is_first ? std::string()
                        : "Row " + std::to_string(first->second) + " says the same already.";
    }

    void plan_cell(std::size_t index, const std::vector<std::string>& row, const Json* record,
                   PlannedRow& planned, RowWrite& write) {
        const auto& column = columns_[index];
        auto cell = header_.at[index] ? cell_at(row, *header_.at[index]) : std::string();
        if (!cell.empty()) above_[index] = cell;
        if (cell.empty() && column.empty == Empty::AsAbove && record == nullptr) {
            cell = above_[index];
            if (cell.empty()) {
                planned.problem = words_.in_language(column.title) +
                                  ": neither the row nor those above it say it.";
            }
        }
        if (!header_.at[index] && cell.empty()) return;
        if (cell.empty() && column.empty != Empty::Clears) return;
        give(column, cell, record, planned, write);
    }

    void give(const Column& column, const std::string& cell, const Json* record,
              PlannedRow& planned, RowWrite& write) {
        const auto before = record == nullptr ? std::string() : cell_of(column, *record, words_);
        if (cell == trim(before)) return;
        auto value = read_cell(column, cell, planned.problem);
        if (!value) return;
        const std::string field(column.field);
        const auto now = record == nullptr ? Json() : record->value(field, Json());
        if (*value == now) return;
        if (record != nullptr && column.only_new) {
            planned.problem = words_.in_language(column.title) + " cannot be changed any more.";
            return;
        }
        write.given[field] = std::move(*value);
        write.before[field] = now;
        planned.changes.push_back({.field = field,
                                   .title = words_.in_language(column.title),
                                   .before = before,
                                   .after = cell});
    }

    // Nothing where the cell cannot be read; `problem` says why.
    std::optional<Json> read_cell(const Column& column, const std::string& cell,
                                  std::string& problem) const {
        const bool named = column.kind == CellKind::Reference || column.kind == CellKind::Choice;
        if (named && cell.empty()) return Json();
        const auto title = words_.in_language(column.title) + ": ";
        const auto quoted = "\"" + shorten(cell, 60) + "\"";
        std::optional<Json> value;
        if (column.kind == CellKind::Reference) {
            value = find_named(column, cell);
            if (!value) problem = title + "there is no " + quoted + ".";
        } else if (column.kind == CellKind::Choice) {
            value = find_choice(column, cell);
            if (!value) problem = title + quoted + " is none of " + offered(column) + ".";
        } else {
            value = value_of(column, cell);
            if (!value) {
                problem = title + quoted +
                          " is no length. Write seconds (4, 4.5) or minutes and seconds (1:30).";
            }
        }
        return value;
    }

    [[nodiscard]] std::optional<Json> find_named(const Column& column,
                                                 const std::string& cell) const {
        const auto names = records_.names.find(column.field);
        if (names == records_.names.end()) return std::nullopt;
        const auto found = names->second.find(fold(cell));
        if (found == names->second.end()) return std::nullopt;
        return found->second;
    }

    [[nodiscard]] std::optional<Json> find_choice(const Column& column,
                                                  const std::string& cell) const {
        for (const auto choice : column.choices) {
            if (fold(choice) == fold(cell)) return std::string(choice);
            const auto key = std::string(column.choice_text) + std::string(choice);
            for (const auto& text : words_.in_all(key)) {
                if (fold(text) == fold(cell)) return std::string(choice);
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::string offered(const Column& column) const {
        std::vector<std::string> texts;
        for (const auto choice : column.choices) {
            texts.push_back(text_of_choice(column, choice, words_));
        }
        return join(texts, ", ");
    }

    void settle(PlannedRow& planned, const Json* record) {
        auto& plan = out_.plan;
        if (!planned.problem.empty()) {
            planned.act = RowAct::Refuse;
            planned.changes.clear();
            ++plan.refuse_count;
        } else if (record == nullptr) {
            planned.act = RowAct::Create;
            ++plan.create_count;
        } else if (planned.changes.empty()) {
            ++plan.keep_count;
        } else {
            planned.act = RowAct::Change;
            ++plan.change_count;
        }
    }

    const source::Spreadsheet& sheet_;
    SheetKind kind_;
    const std::vector<Column>& columns_;
    const Records& records_;
    const Words& words_;
    Header header_;
    std::map<std::string, std::size_t> by_id_;
    std::map<std::string, std::size_t> by_key_;
    std::map<std::string, std::int64_t> seen_;  // Rows by what they write.
    std::vector<std::string> above_;            // The last filled cell of each column.
    PlannedSheet out_;
};

}  // namespace

PlannedSheet plan_sheet(const source::Spreadsheet& sheet, SheetKind kind, const Records& records,
                        const Words& words) {
    return Planner(sheet, kind, records, words).plan();
}

}  // namespace fabula::spreadsheets
