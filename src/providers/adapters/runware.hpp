// Runware: lists of tasks under ids of ours, so that every call can be asked for again.
#pragma once

#include "providers/adapters/pictures.hpp"

namespace fabula::providers {

class RunwareModel final : public ImageModel {
public:
    explicit RunwareModel(Caller caller) : caller_(std::move(caller)) {}

    [[nodiscard]] const Endpoint& endpoint() const override { return caller_.endpoint(); }
    [[nodiscard]] ImageCapabilities capabilities() const override {
        return {.references_max = 4,
                .seed = true,
                .negative = true,
                .cost_known = true,
                .count_max = 4};
    }
    [[nodiscard]] std::optional<Estimate> estimate(const ImageRequest& request) const override {
        return estimate_pictures(caller_.access(), request);
    }
    [[nodiscard]] CallTicket prepare(const ImageRequest& request) const override;
    [[nodiscard]] Progress submit(const ImageRequest& request, const CallTicket& ticket,
                                  const std::stop_token& stop) const override;
    [[nodiscard]] bool can_look(const CallTicket& ticket) const override;
    [[nodiscard]] Progress look(const CallTicket& ticket,
                                const std::stop_token& stop) const override;
    // It knows no cancelling.
    Billing cancel(const CallTicket&, const std::stop_token&) const override {
        return Billing::MayBeBilled;
    }

private:
    [[nodiscard]] Progress read(const Json& answer, const CallTicket& ticket) const;

    Caller caller_;
};

}  // namespace fabula::providers
