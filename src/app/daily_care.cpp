#include "app/daily_care.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "base/error.hpp"
#include "store/copy.hpp"

namespace fabula::app {

namespace {

constexpr auto kLookEvery = std::chrono::minutes(1);
constexpr auto kTryAgainAfter = std::chrono::hours(1);
constexpr std::string_view kPrefix = "fabula-";
constexpr std::string_view kEnding = ".db";

std::string day_of(Time time) {
    return to_iso(time).substr(0, 10);
}

bool is_copy(const std::string& name) {
    constexpr std::size_t kDayLength = 10;
    return name.size() == kPrefix.size() + kDayLength + kEnding.size() &&
           name.starts_with(kPrefix) && name.ends_with(kEnding);
}

}  // namespace

bool DailyCopies::ensure(Time now) const {
    ::mkdir(folder_.c_str(), 0700);  // Where it cannot be made, the copy says so.
    const auto copy = folder_ / (std::string(kPrefix) + day_of(now) + std::string(kEnding));
    if (std::filesystem::exists(copy)) return false;
    auto unchecked = copy;
    unchecked += ".new";
    std::filesystem::remove(unchecked);
    store::copy_database(database_, unchecked);
    const auto problems = store::problems_of_file(unchecked);
    if (!problems.empty()) {
        auto damaged = copy;
        damaged += ".damaged";
        std::filesystem::rename(unchecked, damaged);
        throw AppError(Code::Internal,
                       PublicText{"The database is damaged; run the doctor on its folder."},
                       {.log = problems.front()});
    }
    std::filesystem::rename(unchecked, copy);
    auto all = list();
    while (all.size() > kKept) {
        std::filesystem::remove(all.front());
        all.erase(all.begin());
    }
    return true;
}

std::vector<std::filesystem::path> DailyCopies::list() const {
    std::vector<std::filesystem::path> copies;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
        if (is_copy(entry.path().filename().string())) copies.push_back(entry.path());
    }
    std::sort(copies.begin(), copies.end());
    return copies;
}

DailyCare::DailyCare(const Clock& clock, std::vector<Duty> duties, Report report)
    : clock_(clock),
      duties_(std::move(duties)),
      done_on_(duties_.size()),
      not_before_(duties_.size()),
      report_(std::move(report)) {}

DailyCare::~DailyCare() = default;

void DailyCare::start() {
    thread_ = std::jthread([this](const std::stop_token& stopping) { run(stopping); });
}

void DailyCare::run(const std::stop_token& stopping) {
    while (!stopping.stop_requested()) {
        look();
        std::unique_lock lock(mutex_);
        wakes_.wait_for(lock, stopping, kLookEvery, [] { return false; });
    }
}

bool DailyCare::look() {
    const auto now = clock_.now();
    const auto today = day_of(now);
    bool due = false;
    for (std::size_t i = 0; i < duties_.size(); ++i) {
        const bool each_look = duties_[i].due == Due::AtEachLook;
        if ((done_on_[i] == today && !each_look) || now < not_before_[i]) continue;
        due = due || !each_look;
        try {
            duties_[i].run(now);
            done_on_[i] = today;
        } catch (const std::exception& error) {
            not_before_[i] = now + kTryAgainAfter;
            report_(duties_[i].name, error);
        }
    }
    return due;
}

}  // namespace fabula::app
