// The faces behind which bought and local models stand: text, pictures, embeddings.
//
// Every call may cost money and none is repeated by itself. All functions may be called from
// several threads at once, block until they are done, and throw CallError. A call waits for its
// turn at its connection's limits before anything is sent; a stop ends that wait and the call.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/actor.hpp"
#include "base/json.hpp"
#include "providers/call_error.hpp"
#include "providers/usage.hpp"

namespace fabula::providers {

using ConnectionId = Id<struct ProviderConnectionTag>;

// Who answers a call, for ledgers, provenance and "what is sent to whom".
struct Endpoint {
    std::string connection_id;  // Of a record, or "environment:<kind>".
    std::string kind;           // "openai"
    std::string name;           // As people named it.
    std::string host;           // "api.openai.com", "localhost:11434"
    std::string model;
    bool local = false;            // On this machine or in its network: nothing is paid.
    std::int64_t concurrency = 1;  // Calls that it takes at the same time.

    static constexpr auto fields = FieldList{Field<&Endpoint::connection_id>{"connection"},
                                             Field<&Endpoint::kind>{"kind"},
                                             Field<&Endpoint::name>{"name"},
                                             Field<&Endpoint::host>{"host"},
                                             Field<&Endpoint::model>{"model"},
                                             Field<&Endpoint::local>{"local"}};
};

// ---- Text

enum class Speaker { User, Model };

struct Message {
    Speaker speaker = Speaker::User;
    std::string text;
};

// How an answer is made to be JSON: by words alone, by the provider's promise of some JSON, or by
// its promise of this schema.
enum class JsonMode { Words, Object, Schema };

struct JsonShape {
    std::string name;  // 1 to 64 of A-Z, a-z, 0-9, _ and -.
    Json schema;       // See json_schema.hpp for what it may hold.
    JsonMode mode = JsonMode::Schema;
};

struct TextRequest {
    std::string system;
    std::vector<Message> messages;  // At least one; the last is the user's.
    std::optional<JsonShape> shape{};
    std::optional<std::int64_t> max_output_tokens{};  // Absent: as much as the model gives.
    std::optional<double> temperature{};              // 0 to 2; left out where a model refuses it.
};

enum class Finish { Stop, Length, Refused, Other };

struct TextAnswer {
    std::string text;
    Usage usage;
    Finish finish = Finish::Stop;
    std::string model;        // As the provider names it.
    std::string provider_id;  // What the provider calls this answer; may be empty.
};

struct TextCapabilities {
    bool stream = false;
    JsonMode json = JsonMode::Words;            // The best that it knows.
    std::optional<std::int64_t> max_context{};  // Tokens.
    bool cost_known = false;
};

// Pieces of an answer as they come, each whole UTF-8. What it throws ends the call.
using TakeText = std::function<void(std::string_view piece)>;

class TextModel {
public:
    virtual ~TextModel() = default;
    [[nodiscard]] virtual const Endpoint& endpoint() const = 0;
    [[nodiscard]] virtual TextCapabilities capabilities() const = 0;
    // Absent: unknown.
    [[nodiscard]] virtual std::optional<Estimate> estimate(const TextRequest& request) const = 0;
    // `on_text` may be empty. A refusal and a cut are answers here; see `finish`.
    [[nodiscard]] virtual TextAnswer answer(const TextRequest& request, const TakeText& on_text,
                                            const std::stop_token& stop) const = 0;
};

// ---- Pictures

struct Reference {
    std::string bytes;       // PNG, JPEG or WebP.
    std::string media_type;  // "image/png"
    double strength = 0.6;   // 0 to 1; not every provider heeds it.
};

struct ImageRequest {
    std::string prompt;
    std::string negative{};  // What must not be seen; where a provider knows none, left out.
    std::int64_t width = 1024;
    std::int64_t height = 1024;
    std::optional<std::int64_t> seed{};  // 0 to 2^31 - 1.
    std::vector<Reference> references{};
    std::int64_t count = 1;
};

// Everything needed to ask about a call again, as a JSON object without keys: store it before
// submit(), and again after.
using CallTicket = Json;

struct MadePicture {
    std::string bytes;
    std::string media_type;  // By the bytes: "image/png", "image/jpeg", "image/webp".
    std::optional<std::int64_t> seed{};
};

struct Done {
    std::vector<MadePicture> pictures;  // At least one.
    Usage usage;
};
struct Running {
    CallTicket ticket;                 // Now with the provider's own id: store it.
    std::optional<double> fraction{};  // 0 to 1, where the provider says so.
    std::chrono::milliseconds look_after{2'000};
};
// The provider knows no such call: it never arrived, or is too long ago.
struct Gone {};

using Progress = std::variant<Done, Running, Gone>;

enum class Billing { NotBilled, MayBeBilled };

struct ImageCapabilities {
    std::int64_t references_max = 0;  // 0: takes none.
    bool seed = false;
    bool negative = false;
    // Sizes that it makes, "1024x1024"; empty: any within pixels_max. Others are asked for as the
    // nearest one in shape.
    std::vector<std::string> sizes{};
    bool cost_known = false;
    std::int64_t count_max = 1;
};

class ImageModel {
public:
    virtual ~ImageModel() = default;
    [[nodiscard]] virtual const Endpoint& endpoint() const = 0;
    [[nodiscard]] virtual ImageCapabilities capabilities() const = 0;
    [[nodiscard]] virtual std::optional<Estimate> estimate(const ImageRequest& request) const = 0;

    // Sends nothing. Holds the id of the call where the provider lets the caller choose it.
    [[nodiscard]] virtual CallTicket prepare(const ImageRequest& request) const = 0;
    // Sends the request once. Never answers Gone.
    [[nodiscard]] virtual Progress submit(const ImageRequest& request, const CallTicket& ticket,
                                          const std::stop_token& stop) const = 0;
    // Whether look() can tell what became of a call, also of one whose answer never came.
    [[nodiscard]] virtual bool can_look(const CallTicket& ticket) const = 0;
    // Asks, at no cost; throws CallError where the call itself has failed. Unreachable, Busy,
    // RateLimited, TimedOut and Cancelled are of the question alone: ask again.
    [[nodiscard]] virtual Progress look(const CallTicket& ticket,
                                        const std::stop_token& stop) const = 0;
    // As far as the provider can; throws nothing that look() would not throw.
    virtual Billing cancel(const CallTicket& ticket, const std::stop_token& stop) const = 0;
};

// ---- Embeddings

struct Embeddings {
    std::vector<std::vector<float>> vectors;  // One for each text, all of the same length.
    Usage usage;
    std::string model;
};

class EmbeddingModel {
public:
    virtual ~EmbeddingModel() = default;
    [[nodiscard]] virtual const Endpoint& endpoint() const = 0;
    // At most kTextsMax texts, none empty.
    [[nodiscard]] virtual Embeddings embed(const std::vector<std::string>& texts,
                                           const std::stop_token& stop) const = 0;

    static constexpr std::size_t kTextsMax = 256;
};

// ---- Who answers

// The models that an organization chose, or a project of its own; nothing where none is chosen or
// what was chosen is gone or switched off. `connection` overrules the choice.
class ModelChoice {
public:
    struct For {
        OrganizationId organization;
        std::optional<ProjectId> project{};
        std::optional<std::string> connection{};  // Endpoint::connection_id.
        std::optional<std::string> model{};       // Overrules the one chosen at the connection.
    };

    // All throw CallError BadKey where the key of the connection cannot be read any more.
    virtual ~ModelChoice() = default;
    [[nodiscard]] virtual std::unique_ptr<TextModel> find_text(const For& whom) const = 0;
    [[nodiscard]] virtual std::unique_ptr<ImageModel> find_image(const For& whom) const = 0;
    [[nodiscard]] virtual std::unique_ptr<EmbeddingModel> find_embedding(const For& whom) const = 0;
};

}  // namespace fabula::providers
