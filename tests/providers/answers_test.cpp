// What each adapter sends, and what it makes of the answer of a provider that works.
#include "provider_world.hpp"

using namespace fabula;
using namespace fabula::providers;

TEST_CASE("every text provider answers, piece by piece, with its counts") {
    for (const auto kind : kinds_for(Task::Text)) {
        CAPTURE(name_of(kind));
        ProviderWorld one(kind);
        std::vector<std::string> pieces;
        const auto answer = one.text()->answer(
            kSpeak, [&](std::string_view piece) { pieces.emplace_back(piece); }, {});
        CHECK(answer.text == "You said: Grüße ☂");
        CHECK(join(pieces, "") == answer.text);
        CHECK((answer.finish == Finish::Stop));
        CHECK(answer.model == "double-1");
        CHECK(answer.usage.input_tokens == 11);
        CHECK(answer.usage.output_tokens == 7);
        CHECK(one.served.submits() == 1);
    }
}

TEST_CASE("a cost is the provider's, or the table's, or unknown") {
    ProviderWorld router(Kind::OpenRouter);
    const auto told = router.text()->answer(kSpeak, {}, {}).usage;
    CHECK(told.cost == 420);
    CHECK((told.cost_from == CostFrom::Provider));

    ProviderWorld other(Kind::OpenAi);
    const auto unknown = other.text()->answer(kSpeak, {}, {}).usage;
    CHECK_FALSE(unknown.cost.has_value());
    CHECK((unknown.cost_from == CostFrom::None));

    auto access = other.access();
    access.price = Price{.input_tokens = 2'000'000, .output_tokens = 8'000'000};
    const auto model = make_text_model(Kind::OpenAi, other.wires(), access);
    const auto priced = model->answer(kSpeak, {}, {}).usage;
    CHECK(priced.cost == 11 * 2 + 7 * 8);
    CHECK((priced.cost_from == CostFrom::Table));
    REQUIRE(model->estimate(kSpeak));
    CHECK(model->estimate(kSpeak)->low > 0);
    CHECK(model->estimate(kSpeak)->high > model->estimate(kSpeak)->low);
    CHECK_FALSE(other.text()->estimate(kSpeak));
}

TEST_CASE("each text provider is asked in its own words") {
    auto request = kSpeak;
    request.max_output_tokens = 99;
    request.shape = JsonShape{.name = "title", .schema = {{"type", "object"}}};
    const auto sent = [&](Kind kind) {
        ProviderWorld one(kind);
        static_cast<void>(one.text()->answer(request, {}, {}));
        return one.served.journal().at(0).json();
    };
    const auto openai = sent(Kind::OpenAi);
    CHECK(openai.at("max_completion_tokens") == 99);
    CHECK(openai.at("store") == false);
    CHECK(openai.at("messages").at(0) == Json{{"role", "system"}, {"content", "Be brief."}});
    CHECK(openai.at("response_format").at("json_schema").at("name") == "title");
    CHECK(openai.at("stream_options").at("include_usage") == true);

    const auto compatible = sent(Kind::OpenAiCompatible);
    CHECK(compatible.at("max_tokens") == 99);
    CHECK_FALSE(compatible.contains("store"));
    CHECK_FALSE(compatible.contains("temperature"));

    CHECK(sent(Kind::Anthropic).at("system") == "Be brief.");
    const auto ollama = sent(Kind::Ollama);
    CHECK(ollama.at("options").at("num_ctx") == 4096);
    CHECK(ollama.at("options").at("num_predict") == 99);
    CHECK(ollama.at("format") == Json{{"type", "object"}});
}

TEST_CASE("OpenRouter is told to keep nothing where the connection says so") {
    ProviderWorld one(Kind::OpenRouter);
    auto access = one.access();
    access.zero_retention = true;
    static_cast<void>(
        make_text_model(Kind::OpenRouter, one.wires(), access)->answer(kSpeak, {}, {}));
    CHECK(one.served.journal().at(0).json().at("provider") ==
          Json{{"data_collection", "deny"}, {"zdr", true}});
}

TEST_CASE("a long story makes Ollama read more, and one that is too long is not sent") {
    ProviderWorld one(Kind::Ollama);
    auto request = kSpeak;
    request.messages[0].text = std::string(60'000, 'a');
    static_cast<void>(one.text()->answer(request, {}, {}));
    CHECK(one.served.journal().at(0).json().at("options").at("num_ctx") == 24'576);
    request.messages[0].text = std::string(600'000, 'a');
    CHECK(end_of([&] { static_cast<void>(one.text()->answer(request, {}, {})); }).how ==
          "too_large");
    CHECK(one.served.submits() == 1);
}

TEST_CASE("every image provider makes a picture, paid once") {
    for (const auto kind : kinds_for(Task::Image)) {
        CAPTURE(name_of(kind));
        ProviderWorld one(kind);
        const auto model = one.image();
        const auto done = draw(*model, kDraw);
        REQUIRE(done.pictures.size() == 1);
        CHECK(done.pictures[0].bytes == test::tiny_png());
        CHECK(done.pictures[0].media_type == "image/png");
        CHECK(done.usage.images == 1);
        CHECK(one.served.submits() == 1);
    }
}

TEST_CASE("a seed that is asked for is sent and one that was chosen is told") {
    auto request = kDraw;
    request.seed = 77;
    for (const auto kind : {Kind::ComfyUi, Kind::Fal, Kind::Runware}) {
        CAPTURE(name_of(kind));
        ProviderWorld one(kind);
        CHECK(draw(*one.image(), request).pictures[0].seed == 77);
        CHECK(one.served.journal().at(0).body.find("\":77") != std::string::npos);
    }
    ProviderWorld webui(Kind::A1111);
    auto pair = kDraw;
    pair.count = 2;
    const auto both = draw(*webui.image(), pair);
    REQUIRE(both.pictures.size() == 2);
    CHECK(both.pictures[1].seed == 4201);
    CHECK(webui.served.journal().at(0).json().at("seed") == -1);
}

TEST_CASE("references go where each provider takes them") {
    auto request = kDraw;
    request.references = {{.bytes = test::tiny_png(), .media_type = "image/png", .strength = 0.75}};
    const auto sent = [&](Kind kind, std::size_t at = 0) {
        ProviderWorld one(kind);
        static_cast<void>(draw(*one.image(), request));
        return one.served.journal().at(at);
    };
    const auto letters = to_base64(test::tiny_png());
    const auto edit = sent(Kind::OpenAi);
    CHECK(edit.is("POST", "/images/edits"));
    CHECK(edit.body.find("name=\"image[]\"; filename=\"reference-1.png\"") != std::string::npos);
    CHECK(edit.body.find(test::tiny_png()) != std::string::npos);
    const auto img2img = sent(Kind::A1111);
    CHECK(img2img.is("POST", "/sdapi/v1/img2img"));
    CHECK(img2img.json().at("init_images").at(0) == letters);
    CHECK(img2img.json().at("denoising_strength") == doctest::Approx(0.25));
    CHECK(sent(Kind::Runware).json().at(0).at("referenceImages").at(0) ==
          "data:image/png;base64," + letters);
    CHECK(sent(Kind::Fal).json().at("image_urls").at(0) == "data:image/png;base64," + letters);
    CHECK(sent(Kind::OpenRouter).json().at("input_references").at(0).at("type") == "image_url");

    ProviderWorld none(Kind::OpenAiCompatible);
    CHECK(end_of([&] { static_cast<void>(none.image()->prepare(request)); }).how == "unsupported");
}

TEST_CASE("sizes become those that the provider makes") {
    const auto size = [](std::int64_t width, std::int64_t height) {
        ProviderWorld one(Kind::OpenAi);
        static_cast<void>(
            draw(*one.image(), {.prompt = "A marsh", .width = width, .height = height}));
        return one.served.journal().at(0).json().at("size").get<std::string>();
    };
    CHECK(size(1000, 1000) == "1024x1024");
    CHECK(size(1920, 1080) == "1536x1024");
    CHECK(size(600, 1600) == "1024x1536");
    ProviderWorld local(Kind::OpenAiCompatible);
    static_cast<void>(draw(*local.image(), {.prompt = "A marsh", .width = 775, .height = 512}));
    CHECK(local.served.journal().at(0).json().at("size") == "768x512");
}

TEST_CASE("a workflow of ComfyUI is filled in at its places") {
    ProviderWorld one(Kind::ComfyUi);
    auto access = one.access();
    access.workflow = {
        {"1",
         {{"class_type", "Text"}, {"inputs", {{"text", "ink drawing of {{prompt}}, {{width}}"}}}}},
        {"2", {{"class_type", "Sampler"}, {"inputs", {{"seed", "{{seed}}"}, {"w", "{{width}}"}}}}},
        {"3", {{"class_type", "LoadImage"}, {"inputs", {{"image", "{{reference}}"}}}}}};
    const auto model = make_image_model(Kind::ComfyUi, one.wires(), access);
    CHECK(model->capabilities().references_max == 1);
    auto request = kDraw;
    request.seed = 5;
    CHECK(end_of([&] { static_cast<void>(draw(*model, request)); }).how == "invalid");
    request.references = {{.bytes = test::tiny_png(), .media_type = "image/png"}};
    static_cast<void>(draw(*model, request));
    const auto journal = one.served.journal();
    CHECK(journal.at(0).is("POST", "/upload/image"));
    const auto graph = journal.at(1).json().at("prompt");
    CHECK(graph.at("1").at("inputs").at("text") == "ink drawing of A marsh at dusk, 768");
    CHECK(graph.at("2").at("inputs") == Json{{"seed", 5}, {"w", 768}});
    CHECK(graph.at("3").at("inputs").at("image") == "fabula/reference.png");
}

TEST_CASE("Runware and OpenRouter tell what a picture costs") {
    for (const auto& [kind, cost] : {std::pair{Kind::Runware, 1300}, {Kind::OpenRouter, 40'000}}) {
        ProviderWorld one(kind);
        const auto usage = draw(*one.image(), kDraw).usage;
        CHECK(usage.cost == cost);
        CHECK((usage.cost_from == CostFrom::Provider));
    }
}

TEST_CASE("embeddings come back in the order of their texts") {
    for (const auto kind : kinds_for(Task::Embedding)) {
        CAPTURE(name_of(kind));
        ProviderWorld one(kind);
        const auto made = one.embedding()->embed({"one", "two", "three"}, {});
        REQUIRE(made.vectors.size() == 3);
        CHECK(made.vectors[2][0] == doctest::Approx(2));
        CHECK(made.usage.input_tokens == 5);
        CHECK(end_of([&] { static_cast<void>(one.embedding()->embed({""}, {})); }).how ==
              "invalid");
    }
}

TEST_CASE("models are listed by those who tell, and a check finds a wrong key") {
    for (const auto& facts : all_kinds()) {
        CAPTURE(facts.name);
        ProviderWorld one(facts.kind);
        const auto found = list_models(facts.kind, one.wires(), one.access(), {});
        const bool tells = facts.kind != Kind::Fal && facts.kind != Kind::Runware;
        CHECK(found.empty() != tells);
        if (tells) CHECK(found.back().id.starts_with("double-1"));
        check_connection(facts.kind, one.wires(), one.access(), {});
        CHECK(one.served.submits() == 0);
        auto wrong = one.access();
        wrong.key = "another-key-1234567";
        const auto ended = end_of([&] { check_connection(facts.kind, one.wires(), wrong, {}); });
        CHECK(ended.how == (facts.key == KeyNeed::Required ? "bad_key" : "done"));
    }
}
