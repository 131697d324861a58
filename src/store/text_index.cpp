#include "store/text_index.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "store/text_index_words.hpp"

namespace fabula::store {

namespace {

namespace fs = std::filesystem;

// Its number is that of the tables and of how words are read: with another one all is read again.
constexpr std::string_view kFile = "search-1.db";

constexpr std::string_view kTables =
    "CREATE TABLE source (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL,"
    " mark TEXT NOT NULL, UNIQUE (kind, key)) STRICT;"
    "CREATE TABLE passage (id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES source"
    " (id), part TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, files TEXT NOT NULL,"
    " extra TEXT NOT NULL, UNIQUE (source_id, part)) STRICT;"
    "CREATE VIRTUAL TABLE words USING fts5(title, body, files, content='passage',"
    " content_rowid='id', tokenize='fabula', prefix='2 3');";

struct PassageRow {
    std::int64_t id = 0;
    std::string part;
    std::string title;
    std::string body;
    std::string files;
    std::string extra;

    static constexpr auto fields =
        FieldList{Field<&PassageRow::id>{"id"},       Field<&PassageRow::part>{"part"},
                  Field<&PassageRow::title>{"title"}, Field<&PassageRow::body>{"body"},
                  Field<&PassageRow::files>{"files"}, Field<&PassageRow::extra>{"extra"}};
};

// A letter that no writer uses begins what passages are filed under, so that these words are apart
// from those of the text, and of their beginnings.
std::string filed(const std::string& file) {
    return "\uE000" + file;
}

std::string filed(const std::vector<std::string>& files) {
    std::string out;
    for (const auto& file : files) out += (out.empty() ? "" : " ") + filed(file);
    return out;
}

// Words are letters and digits, so that nothing of a question is read as the engine's grammar.
std::string quoted(const SearchTerm& term) {
    std::string out = "\"";
    for (const auto& word : term.words) out += (out.size() > 1 ? " " : "") + word.text;
    return out + "\"";
}

std::string spelled(const SearchTerm& term) {
    std::string out = "\"";
    for (const auto& word : term.words) {
        out += (out.size() > 1 ? " " : "") + (word.also.empty() ? word.text : word.also);
    }
    return out + "\"";
}

// What begins with the last word counts, and the word itself twice.
std::string expression(const SearchTerm& term) {
    const auto plain = quoted(term);
    const auto also = spelled(term);
    std::string out = "(" + plain;
    if (also != plain) out += " OR " + also;
    if (term.prefix) out += " OR " + plain + " *";
    if (term.prefix && also != plain) out += " OR " + also + " *";
    return out + ")";
}

std::string joined(const std::vector<std::string>& files) {
    std::string out;
    for (const auto& file : files) {
        if (!out.empty()) out += " OR ";
        out += "\"" + filed(file) + "\"";
    }
    return "{files} : (" + out + ")";
}

std::string expression(const TextQuestion& question) {
    std::string wanted;
    std::string unwanted;
    for (const auto& term : question.terms) {
        auto& out = term.excluded ? unwanted : wanted;
        if (!out.empty()) out += term.excluded || question.any ? " OR " : " AND ";
        out += expression(term);
    }
    const std::string texts = "{title body} : ";
    const std::string where = question.titles_only   ? "{title} : "
                              : question.bodies_only ? "{body} : "
                                                     : texts;
    std::string out = where + "(" + wanted + ")";
    for (const auto& group : question.filed_under) out += " AND " + joined(group);
    out = "(" + out + ")";
    if (!unwanted.empty()) out += " NOT " + texts + "(" + unwanted + ")";
    if (!question.not_filed_under.empty()) out += " NOT " + joined(question.not_filed_under);
    return out;
}

void unfile(Tx& tx, const PassageRow& row) {
    tx.run("INSERT INTO words (words, rowid, title, body, files) VALUES ('delete', ?, ?, ?, ?)",
           row.id, row.title, row.body, row.files);
}

void file(Tx& tx, std::int64_t id, const Passage& passage, const std::string& files) {
    tx.run("INSERT INTO words (rowid, title, body, files) VALUES (?, ?, ?, ?)", id, passage.title,
           passage.body, files);
}

std::vector<PassageRow> passages_of(Reader& db, std::int64_t source) {
    return db.all<PassageRow>(
        "SELECT id, part, title, body, files, extra FROM passage WHERE source_id = ?", source);
}

void put_passage(Tx& tx, std::int64_t source, const Passage& passage, const PassageRow* known) {
    const auto files = filed(passage.files);
    if (known == nullptr) {
        tx.run(
            "INSERT INTO passage (source_id, part, title, body, files, extra)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            source, passage.part, passage.title, passage.body, files, passage.extra);
        const auto id = tx.count("SELECT id FROM passage WHERE source_id = ? AND part = ?", source,
                                 passage.part);
        return file(tx, id, passage, files);
    }
    const bool same_words =
        known->title == passage.title && known->body == passage.body && known->files == files;
    if (same_words && known->extra == passage.extra) return;
    if (!same_words) unfile(tx, *known);
    tx.run("UPDATE passage SET title = ?, body = ?, files = ?, extra = ? WHERE id = ?",
           passage.title, passage.body, files, passage.extra, known->id);
    if (!same_words) file(tx, known->id, passage, files);
}

void drop_passage(Tx& tx, const PassageRow& row) {
    unfile(tx, row);
    tx.run("DELETE FROM passage WHERE id = ?", row.id);
}

std::int64_t id_of(Reader& db, const IndexedSource& source) {
    return db.count("SELECT id FROM source WHERE kind = ? AND key = ?", source.kind, source.key);
}

void put_source(Tx& tx, const ReadSource& read) {
    tx.run(
        "INSERT INTO source (kind, key, mark) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (kind, key) DO UPDATE SET mark = excluded.mark",
        read.source.kind, read.source.key, read.source.mark);
    const auto id = id_of(tx, read.source);
    std::map<std::string, PassageRow> known;
    for (auto& row : passages_of(tx, id)) known.emplace(row.part, std::move(row));
    for (const auto& passage : read.passages) {
        const auto found = known.find(passage.part);
        put_passage(tx, id, passage, found == known.end() ? nullptr : &found->second);
        if (found != known.end()) known.erase(found);
    }
    for (const auto& [part, row] : known) drop_passage(tx, row);
}

void drop_source(Tx& tx, const IndexedSource& source) {
    const auto id = id_of(tx, source);
    if (id == 0) return;
    for (const auto& row : passages_of(tx, id)) drop_passage(tx, row);
    tx.run("DELETE FROM source WHERE id = ?", id);
}

void drop_files(const fs::path& folder) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (!entry.path().filename().string().starts_with("search-")) continue;
        fs::remove(entry.path(), ignored);
    }
}

}  // namespace

TextIndex::TextIndex(const fs::path& folder, const Clock& clock,
                     std::function<void(std::string_view)> report) {
    fs::create_directories(folder);
    const auto path = folder / kFile;
    if (!fs::exists(path)) drop_files(folder);  // Of other versions.
    try {
        open(path, clock, report);
    } catch (const std::exception& error) {
        if (report) report(std::string("the search index is made anew: ") + error.what());
        store_.reset();
        drop_files(folder);
        open(path, clock, report);
    }
}

void TextIndex::open(const fs::path& file, const Clock& clock,
                     const std::function<void(std::string_view)>& report) {
    store_ = std::make_unique<Store>(StoreOptions{.file = file,
                                                  .clock = clock,
                                                  .report = report,
                                                  .reader_count = 2,
                                                  .durable = false,
                                                  .migrations = {{1, "tables", kTables}},
                                                  .extension = add_search_words});
    store_->read([](Reader& db) {
        db.count("SELECT count(*) FROM source");
        db.count("SELECT count(*) FROM words WHERE words MATCH '\"fabula\"'");
    });
}

std::vector<IndexedSource> TextIndex::list(const std::string& kind) {
    return store_->read([&](Reader& db) {
        return db.all<IndexedSource>(
            "SELECT kind, key, mark FROM source WHERE kind = ? ORDER BY key", kind);
    });
}

void TextIndex::put(const std::vector<ReadSource>& read) {
    store_->write([&](Tx& tx) {
        for (const auto& one : read) {
            if (one.source.mark.empty()) {
                drop_source(tx, one.source);
            } else {
                put_source(tx, one);
            }
        }
    });
}

std::vector<RankedPassage> TextIndex::find(const TextQuestion& question, std::int64_t limit) {
    auto found = store_->read([&](Reader& db) {
        return db.all<RankedPassage>(
            "SELECT rowid AS id, fabula_rank(words) AS score FROM words WHERE words MATCH ?"
            " ORDER BY rowid LIMIT ?",
            expression(question), limit);
    });
    std::ranges::stable_sort(found, std::greater<>(), &RankedPassage::score);
    return found;
}

std::vector<FoundPassage> TextIndex::get(const std::vector<std::int64_t>& ids) {
    return store_->read([&](Reader& db) {
        std::vector<FoundPassage> out;
        for (const auto id : ids) {
            auto found = db.one<FoundPassage>(
                "SELECT p.id, s.kind, s.key, p.part, p.title, p.body, p.extra"
                " FROM passage p JOIN source s ON s.id = p.source_id WHERE p.id = ?",
                id);
            if (found) out.push_back(std::move(*found));
        }
        return out;
    });
}

}  // namespace fabula::store
