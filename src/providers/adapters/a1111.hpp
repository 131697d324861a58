// AUTOMATIC1111's web UI started with --api, and what speaks as it does (Forge, SD.Next). It makes
// one picture at a time and answers when that is done.
#pragma once

#include "providers/adapters/pictures.hpp"

namespace fabula::providers {

class A1111Model final : public ImageModel {
public:
    explicit A1111Model(Caller caller) : caller_(std::move(caller)) {}

    [[nodiscard]] const Endpoint& endpoint() const override { return caller_.endpoint(); }
    [[nodiscard]] ImageCapabilities capabilities() const override;
    [[nodiscard]] std::optional<Estimate> estimate(const ImageRequest& request) const override {
        return estimate_pictures(caller_.access(), request);
    }
    [[nodiscard]] CallTicket prepare(const ImageRequest& request) const override;
    [[nodiscard]] Progress submit(const ImageRequest& request, const CallTicket& ticket,
                                  const std::stop_token& stop) const override;
    // It keeps no pictures for who asks later.
    [[nodiscard]] bool can_look(const CallTicket&) const override { return false; }
    [[nodiscard]] Progress look(const CallTicket&, const std::stop_token&) const override {
        return Gone{};
    }
    Billing cancel(const CallTicket& ticket, const std::stop_token& stop) const override;

    // The key is a user and a password with a colon between (--api-auth).
    static net::Headers authorize(const std::string& key);

private:
    Caller caller_;
};

}  // namespace fabula::providers
