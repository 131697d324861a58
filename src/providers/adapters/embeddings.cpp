#include "providers/adapters/embeddings.hpp"

#include <algorithm>
#include <cmath>

#include "providers/adapters/chat.hpp"

namespace fabula::providers {

void check_texts(const std::vector<std::string>& texts) {
    const bool whole = std::ranges::none_of(texts, &std::string::empty);
    if (!texts.empty() && texts.size() <= EmbeddingModel::kTextsMax && whole) return;
    throw CallError(CallFailure::Invalid, PublicText{"Embeddings are made of 1 to " +
                                                     std::to_string(EmbeddingModel::kTextsMax) +
                                                     " texts at a time, none of them empty."});
}

std::vector<float> read_vector(const Access& access, const Json& row) {
    std::vector<float> out;
    if (row.is_array()) {
        for (const auto& value : row) {
            if (!value.is_number() || !std::isfinite(value.get<float>())) break;
            out.push_back(value.get<float>());
        }
    }
    if (out.empty() || out.size() != row.size()) {
        throw bad_answer(access, "holds an embedding that is none");
    }
    return out;
}

void check_vectors(const Access& access, const Embeddings& embeddings, std::size_t count) {
    const auto& vectors = embeddings.vectors;
    const bool even = std::ranges::all_of(vectors, [&](const auto& one) {
        return !one.empty() && one.size() == vectors.front().size();
    });
    if (vectors.size() != count || !even) {
        throw bad_answer(access, "holds other embeddings than were asked for");
    }
}

Embeddings OpenAiEmbedding::embed(const std::vector<std::string>& texts,
                                  const std::stop_token& stop) const {
    check_texts(texts);
    const Json body{
        {"model", caller_.endpoint().model}, {"input", texts}, {"encoding_format", "float"}};
    const auto answer = caller_.post_json("/embeddings", body, stop);
    Embeddings out{.model = string_at(answer, "model")};
    out.vectors.resize(texts.size());
    for (const auto& row : list_at(answer, "data")) {
        const auto index = integer_at(row, "index").value_or(-1);
        if (index < 0 || index >= static_cast<std::int64_t>(texts.size())) {
            throw bad_answer(caller_.access(), "holds other embeddings than were asked for");
        }
        out.vectors[static_cast<std::size_t>(index)] =
            read_vector(caller_.access(), list_at(row, "embedding"));
    }
    check_vectors(caller_.access(), out, texts.size());
    auto usage = read_chat_usage(object_at(answer, "usage"));
    usage.output_tokens = 0;
    out.usage = caller_.priced(usage);
    return out;
}

}  // namespace fabula::providers
