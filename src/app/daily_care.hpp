// What is done once on every day of use: a checked copy of the database, the bin emptied of what
// has lain there long enough.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/time.hpp"

namespace fabula::app {

// Copies of the last days, "fabula-2026-11-21.db" in the folder `copies` of a data directory.
class DailyCopies {
public:
    static constexpr std::size_t kKept = 7;

    DailyCopies(std::filesystem::path database, std::filesystem::path folder)
        : database_(std::move(database)), folder_(std::move(folder)) {}

    // Makes that day's copy where it is missing and removes those beyond the last kKept; false
    // where it was there. Throws Unavailable where no copy can be made, Internal where the copy is
    // not whole: it is then set aside as "….damaged", and no older one is removed.
    bool ensure(Time now) const;

    // Oldest first.
    [[nodiscard]] std::vector<std::filesystem::path> list() const;

private:
    std::filesystem::path database_, folder_;
};

// Runs its duties at the start and whenever a new day (UTC) has begun, those of every look at each
// one. A duty that throws is
// reported and tried again within the hour; the others are done all the same.
class DailyCare {
public:
    enum class Due { Daily, AtEachLook };
    struct Duty {
        std::string name;
        std::function<void(Time)> run;
        Due due = Due::Daily;
    };
    using Report = std::function<void(const std::string& duty, const std::exception& error)>;

    DailyCare(const Clock& clock, std::vector<Duty> duties, Report report);
    ~DailyCare();
    DailyCare(const DailyCare&) = delete;
    DailyCare& operator=(const DailyCare&) = delete;

    // Looks at the clock every minute until destruction.
    void start();
    // One look at the clock; what start() does. True where something was due.
    bool look();

private:
    void run(const std::stop_token& stopping);

    const Clock& clock_;
    std::vector<Duty> duties_;
    std::vector<std::string> done_on_;  // By duty, the day.
    std::vector<Time> not_before_;      // By duty, after a failure.
    Report report_;
    std::mutex mutex_;
    std::condition_variable_any wakes_;
    std::jthread thread_;
};

}  // namespace fabula::app
