// fal's queue: submitted, asked for, fetched. Addresses that it names are used only where they are
// of the configured host; the key would leak else.
#pragma once

#include "providers/adapters/pictures.hpp"

namespace fabula::providers {

class FalModel final : public ImageModel {
public:
    explicit FalModel(Caller caller) : caller_(std::move(caller)) {}

    [[nodiscard]] const Endpoint& endpoint() const override { return caller_.endpoint(); }
    [[nodiscard]] ImageCapabilities capabilities() const override;
    [[nodiscard]] std::optional<Estimate> estimate(const ImageRequest& request) const override {
        return estimate_pictures(caller_.access(), request);
    }
    [[nodiscard]] CallTicket prepare(const ImageRequest& request) const override;
    [[nodiscard]] Progress submit(const ImageRequest& request, const CallTicket& ticket,
                                  const std::stop_token& stop) const override;
    [[nodiscard]] bool can_look(const CallTicket& ticket) const override;
    [[nodiscard]] Progress look(const CallTicket& ticket,
                                const std::stop_token& stop) const override;
    Billing cancel(const CallTicket& ticket, const std::stop_token& stop) const override;

    static net::Headers authorize(const std::string& key) {
        return {{"Authorization", "Key " + key}};
    }

private:
    [[nodiscard]] std::string address_of(const CallTicket& ticket, const char* what) const;

    Caller caller_;
};

}  // namespace fabula::providers
