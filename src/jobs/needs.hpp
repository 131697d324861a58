// What must be there before an item of a job can begin.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "jobs/jobs.hpp"

namespace fabula::jobs {

struct NewJobItem;

// Throws Invalid where an item needs a key that is neither among the items nor `known`, or where
// items need each other in a circle.
void check_needs(const std::vector<NewJobItem>& items,
                 const std::function<bool(const std::string&)>& known);

// Which item of a job is next. Items begin in rank order as soon as their needs are met.
class Schedule {
public:
    // `wanted`: of the queued ones; none: all.
    Schedule(std::vector<JobItem> items, const std::function<bool(const JobItem&)>& wanted);

    // Counts as begun. None: nothing can begin now.
    const JobItem* next();
    void ended(const JobItem& item, JobItemState state);
    // Some are at work, so that others may become ready.
    [[nodiscard]] bool busy() const { return begun_ > 0; }
    // Queued ones that cannot begin, because something that they need ended without coming; each
    // behind those that it needs.
    std::vector<JobItem> take_blocked();

private:
    enum class Standing { Apart, Waiting, Begun };
    struct Entry {
        JobItem item;
        Standing standing = Standing::Apart;
    };
    [[nodiscard]] bool all_let_on(const JobItem& item) const;
    [[nodiscard]] bool one_is_missing(const JobItem& item) const;

    std::vector<Entry> entries_;                 // In rank order.
    std::map<std::string, std::size_t> by_key_;  // Index of each item.
    std::size_t first_waiting_ = 0;              // None waits before it.
    std::int64_t begun_ = 0;
};

}  // namespace fabula::jobs
