// POST …/embeddings in OpenAI's form, and what all embedding models check.
#pragma once

#include "providers/adapters/text_stream.hpp"

namespace fabula::providers {

class OpenAiEmbedding final : public EmbeddingModel {
public:
    explicit OpenAiEmbedding(Caller caller) : caller_(std::move(caller)) {}

    [[nodiscard]] const Endpoint& endpoint() const override { return caller_.endpoint(); }
    [[nodiscard]] Embeddings embed(const std::vector<std::string>& texts,
                                   const std::stop_token& stop) const override;

private:
    Caller caller_;
};

// Throws CallError Invalid: none, too many, or an empty one.
void check_texts(const std::vector<std::string>& texts);
std::vector<float> read_vector(const Access& access, const Json& row);
// Throws CallError BadAnswer unless there is one for each, all of one length.
void check_vectors(const Access& access, const Embeddings& embeddings, std::size_t count);

}  // namespace fabula::providers
