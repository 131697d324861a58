// The front door of a studio: every route, the pages with their texts, and who may enter.
#pragma once

#include <memory>
#include <stop_token>

#include "app/studio.hpp"
#include "http/assets.hpp"
#include "http/dispatch.hpp"
#include "http/docs.hpp"
#include "pages/page_routes.hpp"

namespace fabula::app {

class House {
public:
    // `gatekeeper` and `policy` must outlive this.
    House(Studio& studio, const Settings& settings, http::Gatekeeper& gatekeeper,
          const http::Policy& policy, std::stop_token stopping);
    ~House();
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    [[nodiscard]] const http::Dispatcher& dispatcher() const;
    [[nodiscard]] const http::RouteTable& routes() const { return dispatcher().table(); }

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace fabula::app
