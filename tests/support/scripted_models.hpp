// Models that answer as a test says and remember every call: what is asked behind the faces of
// providers/calls.hpp, without a server. Their scripts may be extended while they are used.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "providers/calls.hpp"

namespace fabula::test {

inline providers::Endpoint scripted_endpoint(std::string kind) {
    return {.connection_id = "scripted-" + kind,
            .kind = std::move(kind),
            .name = "A scripted model",
            .host = "model.example",
            .model = "scripted-1",
            .concurrency = 2};
}

// Steps in the order in which they are taken; the last one is repeated, none is an error.
template <class Step>
class Steps {
public:
    Steps& operator<<(Step step) {
        const std::lock_guard lock(mutex_);
        steps_.push_back(std::move(step));
        return *this;
    }
    Step next() {
        const std::lock_guard lock(mutex_);
        ++taken_;
        if (steps_.empty()) throw std::logic_error("the script of this model is empty");
        auto step = steps_.front();
        if (steps_.size() > 1) steps_.pop_front();
        return step;
    }
    std::size_t taken() const {
        const std::lock_guard lock(mutex_);
        return taken_;
    }

private:
    mutable std::mutex mutex_;
    std::deque<Step> steps_;
    std::size_t taken_ = 0;
};

struct TextScript {
    using Step = std::function<providers::TextAnswer(const providers::TextRequest&)>;

    Steps<Step> steps;
    providers::TextCapabilities capabilities{.stream = true, .json = providers::JsonMode::Schema};
    std::optional<providers::Estimate> estimate{};

    std::vector<providers::TextRequest> asked() const {
        const std::lock_guard lock(mutex_);
        return asked_;
    }
    providers::TextAnswer take(const providers::TextRequest& request) {
        {
            const std::lock_guard lock(mutex_);
            asked_.push_back(request);
        }
        return steps.next()(request);
    }

    static Step says(std::string text, providers::Usage usage = {}) {
        return [text = std::move(text), usage](const auto&) {
            return providers::TextAnswer{.text = text, .usage = usage, .model = "scripted-1"};
        };
    }
    static Step ends(std::string text, providers::Finish finish) {
        return [text = std::move(text), finish](const auto&) {
            return providers::TextAnswer{.text = text, .finish = finish, .model = "scripted-1"};
        };
    }
    static Step fails(providers::CallError error) {
        return [error = std::move(error)](const auto&) -> providers::TextAnswer { throw error; };
    }

private:
    mutable std::mutex mutex_;
    std::vector<providers::TextRequest> asked_;
};

// The script must outlive the model.
class ScriptedText final : public providers::TextModel {
public:
    explicit ScriptedText(TextScript& script) : script_(script) {}

    const providers::Endpoint& endpoint() const override { return endpoint_; }
    providers::TextCapabilities capabilities() const override { return script_.capabilities; }
    std::optional<providers::Estimate> estimate(const providers::TextRequest&) const override {
        return script_.estimate;
    }
    providers::TextAnswer answer(const providers::TextRequest& request,
                                 const providers::TakeText& on_text,
                                 const std::stop_token&) const override {
        auto answer = script_.take(request);
        if (on_text) on_text(answer.text);
        return answer;
    }

private:
    TextScript& script_;
    providers::Endpoint endpoint_ = scripted_endpoint("scripted_text");
};

struct ImageScript {
    using Submit = std::function<providers::Progress(const providers::ImageRequest&,
                                                     const providers::CallTicket&)>;
    using Look = std::function<providers::Progress(const providers::CallTicket&)>;

    Steps<Submit> submits;
    Steps<Look> looks;
    bool client_id =
        false;  // Whether prepare() chooses the id, so that every call can be asked for.
    providers::ImageCapabilities capabilities{.references_max = 4, .seed = true, .negative = true};
    std::optional<providers::Estimate> estimate{};
    std::function<providers::Billing(const providers::CallTicket&)> cancelled = [](const auto&) {
        return providers::Billing::MayBeBilled;
    };
};

class ScriptedImages final : public providers::ImageModel {
public:
    explicit ScriptedImages(ImageScript& script) : script_(script) {}

    const providers::Endpoint& endpoint() const override { return endpoint_; }
    providers::ImageCapabilities capabilities() const override { return script_.capabilities; }
    std::optional<providers::Estimate> estimate(const providers::ImageRequest&) const override {
        return script_.estimate;
    }
    providers::CallTicket prepare(const providers::ImageRequest&) const override {
        auto ticket = Json::object();
        if (script_.client_id) ticket["id"] = make_uuid();
        return ticket;
    }
    providers::Progress submit(const providers::ImageRequest& request,
                               const providers::CallTicket& ticket,
                               const std::stop_token&) const override {
        return script_.submits.next()(request, ticket);
    }
    bool can_look(const providers::CallTicket& ticket) const override {
        return ticket.contains("id");
    }
    providers::Progress look(const providers::CallTicket& ticket,
                             const std::stop_token&) const override {
        return script_.looks.next()(ticket);
    }
    providers::Billing cancel(const providers::CallTicket& ticket,
                              const std::stop_token&) const override {
        return script_.cancelled(ticket);
    }

private:
    ImageScript& script_;
    providers::Endpoint endpoint_ = scripted_endpoint("scripted_image");
};

// Answers with the scripted models to everybody; a null script is a model that nobody chose.
class ScriptedChoice final : public providers::ModelChoice {
public:
    ScriptedChoice(TextScript* text, ImageScript* image) : text_(text), image_(image) {}

    std::unique_ptr<providers::TextModel> find_text(const For&) const override {
        if (text_ == nullptr) return nullptr;
        return std::make_unique<ScriptedText>(*text_);
    }
    std::unique_ptr<providers::ImageModel> find_image(const For&) const override {
        if (image_ == nullptr) return nullptr;
        return std::make_unique<ScriptedImages>(*image_);
    }
    std::unique_ptr<providers::EmbeddingModel> find_embedding(const For&) const override {
        return nullptr;
    }

private:
    TextScript* text_;
    ImageScript* image_;
};

}  // namespace fabula::test
