// POST …/images/generations, and …/images/edits for references: OpenAI, what speaks as it does
// (LocalAI, stable-diffusion.cpp), Together, and OpenRouter's /images. The answer is waited for.
#pragma once

#include "providers/adapters/pictures.hpp"

namespace fabula::providers {

enum class ImageDialect { OpenAi, Compatible, Together, OpenRouter };

class ImageGenerations final : public ImageModel {
public:
    ImageGenerations(Caller caller, ImageDialect dialect)
        : caller_(std::move(caller)), dialect_(dialect) {}

    [[nodiscard]] const Endpoint& endpoint() const override { return caller_.endpoint(); }
    [[nodiscard]] ImageCapabilities capabilities() const override;
    [[nodiscard]] std::optional<Estimate> estimate(const ImageRequest& request) const override {
        return estimate_pictures(caller_.access(), request);
    }
    [[nodiscard]] CallTicket prepare(const ImageRequest& request) const override;
    [[nodiscard]] Progress submit(const ImageRequest& request, const CallTicket& ticket,
                                  const std::stop_token& stop) const override;
    [[nodiscard]] bool can_look(const CallTicket& ticket) const override {
        return has_urls(ticket);
    }
    [[nodiscard]] Progress look(const CallTicket& ticket,
                                const std::stop_token& stop) const override;
    Billing cancel(const CallTicket& ticket, const std::stop_token& stop) const override;

private:
    [[nodiscard]] Caller::Plan plan_of(const ImageRequest& request) const;
    [[nodiscard]] Json body_of(const ImageRequest& request) const;
    [[nodiscard]] Caller::Plan edit_plan(const ImageRequest& request) const;

    Caller caller_;
    ImageDialect dialect_;
};

}  // namespace fabula::providers
