#include "script/record_service.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"
#include "history/record.hpp"
#include "script/format_store.hpp"
#include "script/script_store.hpp"

namespace fabula::script {

namespace {

class Matcher {
public:
    explicit Matcher(const RecordFilter& filter) : filter_(filter), folded_(fold(filter.words)) {
        for (const auto word : split(folded_, ' ')) {
            if (!word.empty()) words_.push_back(word);
        }
    }

    bool operator()(const ScriptRecord& record) const {
        if (filter_.format && record.format != *filter_.format) return false;
        const auto title = fold(record.title);
        return std::all_of(words_.begin(), words_.end(), [&](std::string_view word) {
            return title.find(word) != std::string::npos;
        });
    }

private:
    const RecordFilter& filter_;
    const std::string folded_;
    std::vector<std::string_view> words_;
};

constexpr std::int64_t kRowsAtATime = 500;

}  // namespace

ScriptRecord ScriptRecordService::get(const Actor& actor, const ScriptId& id) {
    return store_.read([&](store::Reader& db) { return get_record(db, actor, id); });
}

ScriptRecord ScriptRecordService::get_of_project(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) { return get_record_of(db, actor, project); });
}

std::vector<ScriptRecord> ScriptRecordService::list(const Actor& actor, const RecordFilter& filter,
                                                    const std::string& before, std::int64_t limit) {
    const Matcher matches(filter);
    return store_.read([&](store::Reader& db) {
        std::vector<ScriptRecord> found;
        if (filter.project_id) {
            auto record = get_record_of(db, actor, *filter.project_id, filter.bin);
            if (before.empty() && matches(record)) found.push_back(std::move(record));
            return found;
        }
        auto last = before;
        while (std::ssize(found) < limit) {
            auto rows = list_records(db, actor, last, kRowsAtATime, filter.bin);
            for (auto& row : rows) {
                last = row.id.text;
                if (std::ssize(found) < limit && matches(row)) found.push_back(std::move(row));
            }
            if (std::ssize(rows) < kRowsAtATime) break;
        }
        return found;
    });
}

ScriptRecord ScriptRecordService::update(const Actor& actor, const ScriptId& id,
                                         const Patch<ScriptRecord>& patch,
                                         std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto script = get_script(tx, actor, Action::Edit, id);
        check_rev(script.rev, expected_rev, "this script");
        if (patch.has<&ScriptRecord::format_id>() && patch.value.format_id != script.format_id) {
            if (patch.value.format_id) {
                const auto format = get_format(tx, actor, Action::View, *patch.value.format_id);
                if (format.format != script.format) {
                    invalid("format_id", "is a format for another kind of script");
                }
            }
            script.format_id = patch.value.format_id;
            tx.update(script);
        }
        if (patch.has<&ScriptRecord::title>()) {
            auto project = story::get_project(tx, actor, Action::Edit, script.project_id);
            const auto before = project;
            project.title = patch.value.title;
            tx.update(project);
            history::record_change(tx, actor, before, project);
        }
        return get_record(tx, actor, id);
    });
}

void ScriptRecordService::remove(const Actor& actor, const ScriptId& id) {
    stories_.remove(actor, get(actor, id).project_id);
}

ScriptRecord ScriptRecordService::restore(const Actor& actor, const ScriptId& id) {
    const auto binned =
        store_.read([&](store::Reader& db) { return get_record(db, actor, id, story::Bin::Only); });
    stories_.restore(actor, binned.project_id);
    return get(actor, id);
}

}  // namespace fabula::script
