// Keeps the search index in step with what is stored. What was written while nobody looked is found
// by comparing the states of all sources at the start; from then on the store says what changed.
//
// A record is found within a second of its COMMIT; a script once nobody has written in it for half
// a second, or after three.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "search/search_store.hpp"

namespace fabula::search {

class Indexer {
public:
    struct Options {
        // How long one rests before it is read, and how long it waits at most, however much is
        // written: who writes much has the processor first.
        std::chrono::milliseconds record_rest{250};
        std::chrono::milliseconds record_rest_max{1000};
        std::chrono::milliseconds script_rest{500};
        std::chrono::milliseconds script_rest_max{3000};
        std::function<void(std::string_view)> report{};
    };
    // Both must outlive this.
    Indexer(store::Store& store, store::TextIndex& index, Options options);
    ~Indexer();
    Indexer(const Indexer&) = delete;
    Indexer& operator=(const Indexer&) = delete;

    // Compares everything once, then follows what is written.
    void start();
    // Waits until what is stored by now can be found. Only after start().
    void settle();
    // Sources that are still to be read; one more before the comparison is done.
    [[nodiscard]] std::int64_t waiting();

private:
    using Clock = std::chrono::steady_clock;
    using Key = std::pair<std::string, std::string>;  // Kind and key.
    struct Due {
        Clock::time_point first;  // When it was noted.
        Clock::time_point at;
    };

    void note(const std::vector<store::ChangedRow>& rows);
    void note_one(Key key);  // Under the lock.
    void run(const std::stop_token& stopping);
    void compare(const std::stop_token& stopping);
    std::vector<Key> take_due(const std::stop_token& stopping);
    void read(const std::vector<Key>& keys, const std::stop_token& stopping);
    store::ReadSource read_one(const Key& key);
    void report(std::string_view text) const;

    store::Store& store_;
    store::TextIndex& index_;
    const Options options_;
    std::map<std::string, std::string> kind_of_table_;

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::condition_variable settled_;
    std::map<Key, Due> due_;
    std::size_t reading_ = 0;
    int in_a_hurry_ = 0;  // Callers of settle().
    bool compared_ = false;
    bool following_ = false;
    std::jthread thread_;
};

}  // namespace fabula::search
