// How one asks for numbers: the documented paths.
#pragma once

#include "http/route.hpp"
#include "stats/stats_service.hpp"

namespace fabula::stats {

class StatsRoutes {
public:
    explicit StatsRoutes(StatsService& stats) : stats_(stats) {}

    http::RouteTable table();

private:
    Overview overview(http::Call& call);
    ShotStats shots(http::Call& call);
    CharacterStats characters(http::Call& call);
    MediaStats media(http::Call& call);
    NodeStats section(http::Call& call);
    NodeStats scene(http::Call& call);
    OneShotStats shot(http::Call& call);

    StatsService& stats_;
};

}  // namespace fabula::stats
