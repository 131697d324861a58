// One provider's double somewhere in the world, at http://ai.example, and the models that ask it.
#pragma once

#include <doctest/doctest.h>

#include "../net/world.hpp"
#include "support/fake_clock.hpp"
#include "support/provider_double.hpp"

namespace fabula::providers {

struct ProviderWorld {
    explicit ProviderWorld(Kind which)
        : kind(which),
          served(which),
          cdn([this](test::WireClient& client) { serve_picture(client); }) {
        world.names["ai.example"] = {{net::kFar}};
        world.names["cdn.example"] = {{net::kFurther}};
        world.servers[net::kFar + ":80"] = served.port();
        world.servers[net::kFurther + ":80"] = cdn.port();
    }

    Access access() const {
        return {.endpoint = {.connection_id = "one",
                             .kind = std::string(name_of(kind)),
                             .name = "Mine",
                             .host = "ai.example",
                             .model = "double-1"},
                .base_url = "http://ai.example",
                .key = test::kDoubleKey,
                .patience = patience};
    }
    Wires wires() { return {fetcher, fetcher, clock, limiter}; }
    std::unique_ptr<TextModel> text() { return make_text_model(kind, wires(), access()); }
    std::unique_ptr<ImageModel> image() { return make_image_model(kind, wires(), access()); }
    std::unique_ptr<EmbeddingModel> embedding() {
        return make_embedding_model(kind, wires(), access());
    }

    Kind kind;
    test::ProviderDouble served;
    test::Word cdn_status{"200 OK"};
    test::Word cdn_headers;
    test::Word cdn_body{test::tiny_png()};
    test::Word cdn_asked;
    test::WireServer cdn;
    net::World world{};
    net::Fetcher fetcher = world.fetcher();
    test::FakeClock clock;
    Limiter limiter;
    std::chrono::milliseconds patience = std::chrono::seconds(20);

private:
    void serve_picture(test::WireClient& client) {
        const auto asked = test::read_asked(client);
        cdn_asked = asked.head;
        client.answer(cdn_status.text(), cdn_headers.text(), cdn_body.text());
    }
};

// How a call ends: "done", or as it failed.
struct Ended {
    std::string how = "done";
    bool unknown = false;
    bool again = false;
    std::optional<std::chrono::milliseconds> after{};
    std::string text{};
};

template <class Act>
Ended end_of(Act act) {
    try {
        act();
        return {};
    } catch (const CallError& error) {
        return {std::string(name_of(error.failure())), error.outcome_unknown(), error.retryable(),
                error.retry_after(), error.what()};
    }
}

inline const TextRequest kSpeak{.system = "Be brief.", .messages = {{Speaker::User, "Grüße ☂"}}};
inline const ImageRequest kDraw{.prompt = "A marsh at dusk", .width = 768, .height = 512};

// Sends, and looks until it is done.
inline Done draw(const ImageModel& model, const ImageRequest& request) {
    auto progress = model.submit(request, model.prepare(request), {});
    for (int i = 0; i < 20; ++i) {
        if (auto* done = std::get_if<Done>(&progress)) return std::move(*done);
        REQUIRE(std::holds_alternative<Running>(progress));
        progress = model.look(std::get<Running>(progress).ticket, {});
    }
    FAIL("it never ends");
    return {};
}

inline std::vector<Kind> kinds_for(Task task) {
    std::vector<Kind> out;
    for (const auto& facts : all_kinds()) {
        if (facts.can(task)) out.push_back(facts.kind);
    }
    return out;
}

}  // namespace fabula::providers
