// Models that do as a test says, and write down every call that left.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "providers/calls.hpp"

namespace fabula::test {

// What all models of a test share.
struct Provider {
    std::mutex mutex{};
    std::vector<std::string> log{};  // "submit a hat", "look 7", "cancel 7"
    providers::Endpoint endpoint{.connection_id = "c1",
                                 .kind = "double",
                                 .name = "Double",
                                 .host = "double.example",
                                 .model = "m1"};
    std::optional<providers::Estimate> estimate = providers::Estimate{10'000, 40'000};
    bool set_up = true;
    bool looks = true;
    // Empty: a picture at once, for 30,000 millionths.
    std::function<providers::Progress(const providers::ImageRequest&, const std::stop_token&)>
        on_submit{};
    std::function<providers::Progress(const Json& ticket)> on_look{};
    std::function<providers::TextAnswer(const providers::TextRequest&)> on_answer{};
    providers::Billing billing = providers::Billing::NotBilled;

    void say(const std::string& line) {
        const std::lock_guard lock(mutex);
        log.push_back(line);
    }
    std::string said() {
        const std::lock_guard lock(mutex);
        std::string out;
        for (const auto& line : log) out += (out.empty() ? "" : ", ") + line;
        return out;
    }
};

inline providers::Done a_picture(std::optional<providers::Money> cost = 30'000) {
    return {.pictures = {{.bytes = "PNG", .media_type = "image/png", .seed = 7}},
            .usage = {.images = 1, .cost = cost, .cost_from = providers::CostFrom::Provider}};
}

class DoubleImage final : public providers::ImageModel {
public:
    explicit DoubleImage(Provider& provider) : at_(provider) {}
    const providers::Endpoint& endpoint() const override { return at_.endpoint; }
    providers::ImageCapabilities capabilities() const override { return {.seed = true}; }
    std::optional<providers::Estimate> estimate(const providers::ImageRequest&) const override {
        return at_.estimate;
    }
    providers::CallTicket prepare(const providers::ImageRequest& request) const override {
        return {{"chosen", request.prompt}};
    }
    providers::Progress submit(const providers::ImageRequest& request, const providers::CallTicket&,
                               const std::stop_token& stop) const override {
        at_.say("submit " + request.prompt);
        return at_.on_submit ? at_.on_submit(request, stop) : a_picture();
    }
    bool can_look(const providers::CallTicket&) const override { return at_.looks; }
    providers::Progress look(const providers::CallTicket& ticket,
                             const std::stop_token&) const override {
        at_.say("look " + ticket.value("id", ticket.value("chosen", "")));
        return at_.on_look ? at_.on_look(ticket) : a_picture();
    }
    providers::Billing cancel(const providers::CallTicket& ticket,
                              const std::stop_token&) const override {
        at_.say("cancel " + ticket.value("id", ticket.value("chosen", "")));
        return at_.billing;
    }

private:
    Provider& at_;
};

class DoubleText final : public providers::TextModel {
public:
    explicit DoubleText(Provider& provider) : at_(provider) {}
    const providers::Endpoint& endpoint() const override { return at_.endpoint; }
    providers::TextCapabilities capabilities() const override { return {}; }
    std::optional<providers::Estimate> estimate(const providers::TextRequest&) const override {
        return at_.estimate;
    }
    providers::TextAnswer answer(const providers::TextRequest& request, const providers::TakeText&,
                                 const std::stop_token&) const override {
        at_.say("ask " + request.messages.back().text);
        return at_.on_answer(request);
    }

private:
    Provider& at_;
};

class DoubleChoice final : public providers::ModelChoice {
public:
    explicit DoubleChoice(Provider& provider) : at_(provider) {}
    std::unique_ptr<providers::TextModel> find_text(const For&) const override {
        return at_.set_up ? std::make_unique<DoubleText>(at_) : nullptr;
    }
    std::unique_ptr<providers::ImageModel> find_image(const For&) const override {
        return at_.set_up ? std::make_unique<DoubleImage>(at_) : nullptr;
    }
    std::unique_ptr<providers::EmbeddingModel> find_embedding(const For&) const override {
        return nullptr;
    }

private:
    Provider& at_;
};

}  // namespace fabula::test
