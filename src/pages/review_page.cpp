#include "pages/review_page.hpp"

namespace fabula::pages {

http::RouteTable ReviewPage::table() {
    using enum http::Access;
    // clang-format off
    return {
        page_route("/r/{token}", "show_review", Anyone, "Read a script by a review link.", "pages/review.html", &ReviewPage::show, this),
    };
    // clang-format on
}

http::PageAnswer ReviewPage::show(http::Call& call) {
    const auto token = call.parameter("token");
    const auto found = review_.find(token, policy_.client_of(call.request).address);
    if (!found) {
        http::PageAnswer nowhere = Json{{"token", ""},
                                        {"access", "read"},
                                        {"comments", false},
                                        {"script_title", "Fabula"},
                                        {"problem", comments::kNowhere}};
        nowhere.status = 404;
        return nowhere;
    }
    return Json{{"token", token},
                {"access", name_of(found->access)},
                {"comments", found->access == ReviewAccess::Comment},
                {"script_title", found->title},
                {"problem", ""}};
}

}  // namespace fabula::pages
