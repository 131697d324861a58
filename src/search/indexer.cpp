#include "search/indexer.hpp"

#include <algorithm>

namespace fabula::search {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBatch = 200;      // Records that are stored together.
constexpr auto kAfterFailure = 5'000ms;  // Then it is tried again.

}  // namespace

Indexer::Indexer(store::Store& store, store::TextIndex& index, Options options)
    : store_(store), index_(index), options_(std::move(options)) {
    for (const auto& kind : source_kinds()) {
        for (const auto& watched : kind.tables) kind_of_table_[watched.table] = kind.name;
    }
}

Indexer::~Indexer() {
    if (following_) store_.watch({}, {});
}

void Indexer::start() {
    std::vector<store::Watched> tables;
    for (const auto& kind : source_kinds()) {
        tables.insert(tables.end(), kind.tables.begin(), kind.tables.end());
    }
    store_.watch(std::move(tables),
                 [this](const std::vector<store::ChangedRow>& rows) { note(rows); });
    following_ = true;
    thread_ = std::jthread([this](const std::stop_token& stopping) { run(stopping); });
}

void Indexer::settle() {
    std::unique_lock lock(mutex_);
    ++in_a_hurry_;
    changed_.notify_all();
    settled_.wait(lock, [&] { return compared_ && due_.empty() && reading_ == 0; });
    --in_a_hurry_;
}

std::int64_t Indexer::waiting() {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(due_.size() + reading_ + (compared_ ? 0 : 1));
}

void Indexer::note(const std::vector<store::ChangedRow>& rows) {
    std::unique_lock lock(mutex_);
    const bool idle = due_.empty();  // Else the thread looks again in time by itself.
    for (const auto& row : rows) note_one({kind_of_table_.at(row.table), row.key});
    lock.unlock();
    if (idle) changed_.notify_all();
}

void Indexer::note_one(Key key) {
    const auto now = Clock::now();
    const bool script = key.first == "script";
    const auto rest = script ? options_.script_rest : options_.record_rest;
    const auto rest_max = script ? options_.script_rest_max : options_.record_rest_max;
    auto& due = due_.try_emplace(std::move(key), Due{now, now}).first->second;
    due.at = std::min(now + rest, due.first + rest_max);
}

void Indexer::run(const std::stop_token& stopping) {
    while (!stopping.stop_requested()) {
        try {
            if (!compared_) compare(stopping);
            break;
        } catch (const std::exception& error) {
            report(error.what());
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, stopping, kAfterFailure, [] { return false; });
        }
    }
    while (!stopping.stop_requested()) {
        const auto keys = take_due(stopping);
        try {
            read(keys, stopping);
        } catch (const std::exception& error) {
            report(error.what());
            const std::lock_guard lock(mutex_);
            const auto now = Clock::now();
            for (const auto& key : keys) due_.try_emplace(key, Due{now, now + kAfterFailure});
        }
        {
            const std::lock_guard lock(mutex_);
            reading_ = 0;
        }
        settled_.notify_all();
    }
}

// Both lists are in the order of their keys.
void Indexer::compare(const std::stop_token& stopping) {
    for (const auto& kind : source_kinds()) {
        if (stopping.stop_requested()) return;
        const auto stored =
            store_.read([&](store::Reader& db) { return list_sources(db, kind.name); });
        const auto known = index_.list(kind.name);
        const std::lock_guard lock(mutex_);
        auto at = known.begin();
        for (const auto& source : stored) {
            for (; at != known.end() && at->key < source.key; ++at) note_one({kind.name, at->key});
            const bool same = at != known.end() && at->key == source.key && at->mark == source.mark;
            if (!same) note_one({kind.name, source.key});
            if (at != known.end() && at->key == source.key) ++at;
        }
        for (; at != known.end(); ++at) note_one({kind.name, at->key});
    }
    {
        const std::lock_guard lock(mutex_);
        compared_ = true;
    }
    settled_.notify_all();
}

std::vector<Indexer::Key> Indexer::take_due(const std::stop_token& stopping) {
    std::unique_lock lock(mutex_);
    std::vector<Key> keys;
    while (!stopping.stop_requested()) {
        const auto now = Clock::now();
        auto next = now + 1h;
        for (auto it = due_.begin(); it != due_.end() && keys.size() < kBatch;) {
            if (in_a_hurry_ > 0 || it->second.at <= now) {
                keys.push_back(it->first);
                it = due_.erase(it);
            } else {
                next = std::min(next, it->second.at);
                ++it;
            }
        }
        reading_ = keys.size();
        if (!keys.empty()) return keys;
        const auto hurried = in_a_hurry_;
        const auto count = due_.size();
        changed_.wait_until(lock, stopping, next,
                            [&] { return due_.size() != count || in_a_hurry_ != hurried; });
    }
    return keys;
}

store::ReadSource Indexer::read_one(const Key& key) {
    const auto& [kind, id] = key;
    if (kind != "script") {
        return store_.read([&](store::Reader& db) { return read_record(db, kind, id); });
    }
    auto script = store_.read([&](store::Reader& db) { return read_script(db, ScriptId{id}); });
    store::ReadSource out{.source = {.kind = kind, .key = id, .mark = {}}, .passages = {}};
    if (!script) return out;
    out.source.mark = script->mark;
    out.passages = passages_of(script->stored);
    return out;
}

void Indexer::read(const std::vector<Key>& keys, const std::stop_token& stopping) {
    constexpr std::size_t kPassagesMax = 2000;  // Stored together.
    std::vector<store::ReadSource> read;
    std::size_t passages = 0;
    for (const auto& key : keys) {
        if (stopping.stop_requested()) return;  // Found again at the next start.
        read.push_back(read_one(key));
        passages += read.back().passages.size();
        if (passages < kPassagesMax) continue;
        index_.put(read);
        read.clear();
        passages = 0;
    }
    if (!read.empty()) index_.put(read);
}

void Indexer::report(std::string_view text) const {
    if (options_.report) options_.report(text);
}

}  // namespace fabula::search
