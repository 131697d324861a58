// What one can do with connections: admins of an organization manage them, editors ask by them,
// viewers see what they are called.
#pragma once

#include <map>
#include <mutex>

#include "base/secret_box.hpp"
#include "providers/connections_store.hpp"
#include "store/store.hpp"

namespace fabula::providers {

// A connection as it is shown; what is inside only to those who manage it.
struct ConnectionView : ConnectionSetup {
    std::string id;
    Kind kind = Kind::OpenAi;
    std::string host;
    bool local = false;
    bool has_key = false;
    std::string key_hint;
    std::string from_setting;  // Empty: it is a record of its own.
    std::int64_t rev = 1;
    std::optional<Time> updated_at;

    // clang-format off
    static constexpr auto fields = join_fields(
        FieldList{
            Field<&ConnectionView::id>{"id"},
            Field<&ConnectionView::kind>{"kind"},
            Field<&ConnectionView::host>{"host", {.help = "to which everything is sent"}},
            Field<&ConnectionView::local>{"local", {.help = "on this machine or in its network"}},
            Field<&ConnectionView::has_key>{"has_key"},
            Field<&ConnectionView::key_hint>{"key_hint", {.help = "how the key ends"}},
            Field<&ConnectionView::from_setting>{"from_setting", {.help = "the server's setting that names it; such a one cannot be changed here"}},
            Field<&ConnectionView::rev>{"rev"},
            Field<&ConnectionView::updated_at>{"updated_at"}},
        ConnectionSetup::fields);
    // clang-format on
};

struct TestOutcome {
    bool ok = false;
    std::string failure;  // A CallFailure; empty where it works.
    std::string text;
    std::int64_t model_count = 0;
    std::vector<std::string> missing;  // Chosen models that it does not list.

    static constexpr auto fields = FieldList{
        Field<&TestOutcome::ok>{"ok"},
        Field<&TestOutcome::failure>{"failure", {.help = "what kind of failure; empty: none"}},
        Field<&TestOutcome::text>{"text", {.length_max = 5000}},
        Field<&TestOutcome::model_count>{"model_count"},
        Field<&TestOutcome::missing>{"missing",
                                     {.help = "chosen models that the provider does not list"}}};
};

// Who is asked for a task, and who said so.
struct ChoiceView {
    Task task = Task::Text;
    std::string connection_id;  // Empty: nobody; then the built-in rules do what they can.
    std::string connection_name;
    std::string host;
    std::string model;
    std::string chosen_by;  // "project", "organization", "settings" or "nobody".
    bool works = false;     // The connection is there, switched on, and has a model.

    static constexpr auto fields =
        FieldList{Field<&ChoiceView::task>{"task"},
                  Field<&ChoiceView::connection_id>{"connection_id", {.help = "empty: nobody"}},
                  Field<&ChoiceView::connection_name>{"connection_name"},
                  Field<&ChoiceView::host>{"host"},
                  Field<&ChoiceView::model>{"model"},
                  Field<&ChoiceView::chosen_by>{
                      "chosen_by", {.help = "project, organization, settings or nobody"}},
                  Field<&ChoiceView::works>{"works"}};
};

class ConnectionsService final : public ModelChoice {
public:
    // All must outlive this.
    struct Parts {
        store::Store& store;
        const SecretBox& box;
        const net::Fetcher& fetcher;
        const Clock& clock;
        std::string ca_file;  // See net::FetcherOptions.
    };
    explicit ConnectionsService(Parts parts)
        : from_(std::move(parts)), world_({.ca_file = from_.ca_file}) {}

    // Those of the server's settings last.
    std::vector<ConnectionView> list(const Actor& actor);
    ConnectionView get(const Actor& actor, const std::string& id);
    // Throws Invalid naming the field, Conflict beyond kConnectionsMax. The first one that has a
    // model for a task is asked for it from then on.
    ConnectionView create(const Actor& actor, const ConnectionWish& wish);
    // Throws Conflict for one of the settings. A key stays only with the origin that it was given
    // for.
    ConnectionView update(const Actor& actor, const std::string& id,
                          const Patch<ConnectionWish>& patch,
                          std::optional<std::int64_t> expected_rev);
    // Into the bin for story::kBinKept, with its key.
    void remove(const Actor& actor, const std::string& id);
    ConnectionView restore(const Actor& actor, const std::string& id);
    std::int64_t purge_expired(Time now);

    // Asks something that costs nothing. What fails is told, not thrown.
    TestOutcome test(const Actor& actor, const std::string& id, const std::stop_token& stop);
    // Kept for kModelsKept. Throws CallError.
    std::vector<ModelFound> models(const Actor& actor, const std::string& id,
                                   const std::stop_token& stop);

    // One for each task.
    std::vector<ChoiceView> choices(const Actor& actor, const std::optional<ProjectId>& project);
    struct Wanted {
        std::optional<ProjectId> project;
        Task task = Task::Text;
        std::string connection;  // Empty: nobody; of a project: as its organization chooses.
        std::string model;       // Empty: that of the connection.
    };
    // Throws Invalid for a connection that cannot do this.
    ChoiceView choose(const Actor& actor, const Wanted& wanted);

    // Makes these, and no others, the connections of the settings; of the host's organization.
    void take_from_settings(const Actor& host, std::vector<SettingsConnection> connections);

    [[nodiscard]] std::unique_ptr<TextModel> find_text(const For& whom) const override;
    [[nodiscard]] std::unique_ptr<ImageModel> find_image(const For& whom) const override;
    [[nodiscard]] std::unique_ptr<EmbeddingModel> find_embedding(const For& whom) const override;

    static constexpr std::chrono::minutes kModelsKept{10};

private:
    struct Found {
        Connection row;
        std::string from_setting{};
        std::string key{};  // Of one of the settings.
        std::string model{};
    };
    struct Listed {
        Time at{};
        std::vector<ModelFound> models{};
    };

    [[nodiscard]] Wires wires() const;
    [[nodiscard]] std::vector<Found> of_settings(const OrganizationId& organization) const;
    // Throws NotFound.
    [[nodiscard]] Found get_found(store::Reader& db, const Actor& actor, Action action,
                                  const std::string& id) const;
    [[nodiscard]] std::optional<Found> find_found(store::Reader& db,
                                                  const OrganizationId& organization,
                                                  const std::string& id) const;
    [[nodiscard]] std::optional<Found> find_chosen(store::Reader& db, const For& whom,
                                                   Task task) const;
    [[nodiscard]] ChoiceView view_choice(store::Reader& db, const For& whom, Task task) const;
    [[nodiscard]] ConnectionView view(const Found& found, bool manages) const;
    // Throws CallError BadKey where the key cannot be opened any more.
    [[nodiscard]] Access access_of(const Found& found, Task task) const;
    [[nodiscard]] Access access_for(const Found& found) const;
    void seal_key(Connection& row, const std::string& key) const;
    void choose_first(store::Tx& tx, const Connection& row) const;
    std::vector<ModelFound> ask_models(const Found& found, const std::stop_token& stop);

    Parts from_;
    net::Fetcher world_;  // Is let to no local address, whatever the settings allow.
    mutable Limiter limiter_;
    mutable std::mutex mutex_;  // Of what follows.
    OrganizationId host_organization_;
    std::vector<SettingsConnection> settings_;
    std::map<std::string, Listed> listed_;  // By connection and revision.
};

}  // namespace fabula::providers
