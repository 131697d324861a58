// What one can do with beats.
#pragma once

#include <vector>

#include "outline/beats_store.hpp"

namespace fabula::outline {

class BeatsService {
public:
    explicit BeatsService(store::Store& store) : store_(store) {}

    std::vector<Beat> list(const Actor& actor, const ProjectId& project);
    Beat get(const Actor& actor, const BeatId& id);
    // Behind the others. Throws Invalid for shares that are none, or nodes of another project.
    Beat create(const Actor& actor, const Beat& given);
    Beat update(const Actor& actor, const BeatId& id, const Patch<Beat>& patch,
                std::optional<std::int64_t> expected_rev);
    void remove(const Actor& actor, const BeatId& id);
    // All beats of a template, behind those that there are, in one transaction.
    std::vector<Beat> create_from(const Actor& actor, const ProjectId& project,
                                  const std::string& template_id);
    // Every beat of the project, in that order.
    std::vector<Beat> reorder(const Actor& actor, const ProjectId& project,
                              const std::vector<BeatId>& ids);

private:
    store::Store& store_;
};

}  // namespace fabula::outline
