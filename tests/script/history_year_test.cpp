// A year of daily writing: what it takes on disk, and how long opening the script takes then. The
// full year, 200,000 changes, is written where FABULA_FULL_SIZE is set, else a tenth of it.
#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <random>

#include "script/history_service.hpp"
#include "script/script_service.hpp"
#include "script/script_store.hpp"
#include "support/database.hpp"

namespace fabula::script {

namespace {

constexpr int kChangesPerDay = 548;

std::string feature_text() {
    std::string text;
    for (int scene = 0; scene < 120; ++scene) {
        text += "INT. ROOM " + std::to_string(scene) + " - DAY\n\n";
        for (int i = 0; i < 8; ++i) {
            text +=
                "Somebody walks through the room and looks at what is left of it, slowly.\n\n"
                "ANNA\nI have been here before, and so have you.\n\n";
        }
    }
    return text;
}

// Writes as a person types: words one after the other, now and then some deleted, in one place for
// a while. Rows go in directly, as ScriptChangeService stores them.
class Typist {
public:
    Typist(test::Database& database, const ScriptId& id, std::string text)
        : database_(database), id_(id), text_(std::move(text)) {}

    void write_a_day(int changes) {
        for (int done = 0; done < changes;) {
            const auto batch = std::min(137, changes - done);
            database_.store.write([&](store::Tx& tx) {
                for (int i = 0; i < batch; ++i) write_one(tx);
            });
            done += batch;
            database_.clock.advance(std::chrono::minutes(70));
        }
    }
    std::int64_t version() const { return version_; }
    const std::string& text() const { return text_; }

private:
    void write_one(store::Tx& tx) {
        if (version_ % 40 == 0) place_ = random_() % (text_.size() - 100);
        const bool deletes = random_() % 5 == 0;
        const auto change = deletes ? ChangeSet::replace(text_.size(), place_, place_ + 4, "")
                                    : ChangeSet::replace(text_.size(), place_, place_, "words ");
        if (!deletes) place_ += 6;
        text_ = change.apply(text_).value();
        ++version_;
        tx.insert(ScriptChange{.script_id = id_,
                               .version = version_,
                               .client_id = "tab",
                               .client_seq = version_,
                               .author_id = test::kActor.user,
                               .changes = change.to_json(),
                               .tag = nullptr,
                               .created_at = tx.now() + std::chrono::seconds(version_ % 1000)});
        tx.run("UPDATE script SET version = ?, length = ? WHERE id = ?", version_,
               static_cast<std::int64_t>(text_.size()), id_);
        if (version_ % 256 == 0) {
            tx.insert(ScriptSnapshot{.script_id = id_,
                                     .version = version_,
                                     .text = text_,
                                     .anchors = Json::array(),
                                     .created_at = tx.now()});
        }
    }

    test::Database& database_;
    ScriptId id_;
    std::string text_;
    std::mt19937 random_{7};
    std::int64_t version_ = 1;
    std::size_t place_ = 0;
};

double milliseconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

}  // namespace

TEST_CASE("a year of daily writing stays small and opens at once") {
    const int days = std::getenv("FABULA_FULL_SIZE") != nullptr ? 365 : 36;
    test::Database database;
    ScriptService scripts(database.store);
    ScriptChangeService changes(database.store, {});
    HistoryService history(database.store, changes);
    story::Project project;
    project.id = ProjectId{test::kProject};
    const auto text = feature_text();
    database.store.write([&](store::Tx& tx) {
        scripts.create(tx, project,
                       ScriptService::prepare(ScriptFormat::Screenplay, text, Json::object()),
                       {.author = test::kActor.user, .client_id = "create", .tag = nullptr});
    });
    const auto id =
        database.store.read([&](store::Reader& db) { return get_script_of(db, project.id).id; });

    Typist typist(database, id, text);
    for (int day = 0; day < days; ++day) {
        const auto morning = database.clock.now();
        typist.write_a_day(kChangesPerDay);
        database.clock.advance(std::chrono::duration_cast<std::chrono::milliseconds>(
            morning + std::chrono::days(1) - database.clock.now()));
        history.compact_all(database.clock.now() - kStepsKept);
    }
    const auto started = std::chrono::steady_clock::now();
    const auto stored = database.store.read(
        [&](store::Reader& db) { return read_text(db, get_script_of(db, project.id)); });
    const auto opened = milliseconds_since(started);
    CHECK(stored.text == typist.text());

    const auto listing = std::chrono::steady_clock::now();
    const auto sessions = history.list_sessions(test::kActor, id, typist.version() + 1, 50);
    const auto listed = milliseconds_since(listing);
    CHECK(sessions.size() >= 50);
    const auto looking = std::chrono::steady_clock::now();
    CHECK(history.text_of(test::kActor, id, 1) == text);
    const auto looked = milliseconds_since(looking);

    const auto size = std::filesystem::file_size(database.folder / "fabula.db");
    const auto rows = database.store.read([&](store::Reader& db) {
        return std::array{db.count("SELECT count(*) FROM script_change"),
                          db.count("SELECT count(*) FROM script_stretch"),
                          db.count("SELECT count(*) FROM script_snapshot")};
    });
    CHECK(size < 50'000'000);
    CHECK(rows[0] <= 8 * kChangesPerDay + 256);
    const auto written = typist.version() - 1;
    const auto megabytes = static_cast<double>(size) / 1e6;
    MESSAGE(written, " changes in ", days, " days: ", megabytes, " MB; ", rows[0],
            " single changes, ", rows[1], " hours, ", rows[2], " snapshots; opened in ", opened,
            " ms, history listed in ", listed, " ms, the first version read in ", looked, " ms");
}

}  // namespace fabula::script
