// The page of a review link.
#pragma once

#include "comments/review_service.hpp"
#include "http/policy.hpp"
#include "http/route.hpp"

namespace fabula::pages {

class ReviewPage {
public:
    ReviewPage(comments::ReviewService& review, const http::Policy& policy)
        : review_(review), policy_(policy) {}

    http::RouteTable table();

private:
    http::PageAnswer show(http::Call& call);

    comments::ReviewService& review_;
    const http::Policy& policy_;
};

}  // namespace fabula::pages
