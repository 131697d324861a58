// ComfyUI: a workflow in API form, with places that are filled in, queued under an id of ours.
//
// The places are texts "{{prompt}}", "{{negative}}", "{{model}}", "{{seed}}", "{{width}}",
// "{{height}}", "{{count}}", "{{reference}}", "{{reference_2}}", …: alone they become the value,
// inside of a text its letters.
#pragma once

#include "providers/adapters/pictures.hpp"

namespace fabula::providers {

class ComfyModel final : public ImageModel {
public:
    explicit ComfyModel(Caller caller) : caller_(std::move(caller)) {}

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

private:
    [[nodiscard]] std::string upload(const Reference& reference, const std::stop_token& stop) const;
    [[nodiscard]] bool is_queued(const std::string& id, const char* list,
                                 const std::stop_token& stop) const;
    [[nodiscard]] Done fetch(const Json& entry, const CallTicket& ticket,
                             const std::stop_token& stop) const;

    Caller caller_;
};

// Texts to one picture with the nodes that every ComfyUI has.
const Json& usual_workflow();
// Throws Invalid naming `workflow`: it must be in API form and have a place for the prompt.
void check_workflow(const Json& workflow);

}  // namespace fabula::providers
