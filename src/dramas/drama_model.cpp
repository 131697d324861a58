#include "dramas/drama_model.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "dramas/drama_writer.hpp"
#include "generate/frames.hpp"
#include "jobs/jobs_store.hpp"
#include "providers/json_answer.hpp"

namespace fabula::dramas {

namespace {

constexpr std::string_view kWrite = "drama_write";
constexpr std::string_view kImprove = "drama_improve";
constexpr std::string_view kCritic = "drama_critic";
constexpr std::string_view kPrompt = "drama";
constexpr std::string_view kCriticPrompt = "drama_critic";
constexpr std::int64_t kTokensMax = 16'000;
constexpr std::int64_t kJobsShown = 100;
constexpr std::size_t kTitleMax = 80;

Json text_of(std::size_t length_max) {
    return {{"type", "string"}, {"minLength", 1}, {"maxLength", length_max}};
}

Json object_of(Json properties) {
    Json required = Json::array();
    for (const auto& [name, schema] : properties.items()) required.push_back(name);
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

Json list_of(Json items, int most) {
    return {{"type", "array"}, {"items", std::move(items)}, {"minItems", 1}, {"maxItems", most}};
}

Json drama_schema() {
    const auto character = object_of({{"name", text_of(200)},
                                      {"description", text_of(4000)},
                                      {"gender", {{"enum", {"male", "female", "other"}}}},
                                      {"voice_description", text_of(2000)},
                                      {"main", {{"type", "boolean"}}}});
    const auto episode =
        object_of({{"title", text_of(200)},
                   {"description", text_of(4000)},
                   {"premise", text_of(2000)},
                   {"scenes", list_of(object_of({{"description", text_of(4000)}}), 20)}});
    return object_of({{"title", text_of(200)},
                      {"description", text_of(2000)},
                      {"characters", list_of(character, 20)},
                      {"episodes", list_of(episode, 30)}});
}

std::string status_of(JobState state) {
    switch (state) {
        case JobState::Queued: return "pending";
        case JobState::Running:
        case JobState::Paused: return "processing";
        case JobState::Done: return "completed";
        default: return "failed";
    }
}

std::string type_of(const std::string& kind) {
    if (kind == kWrite) return "generate_drama";
    if (kind == kImprove) return "improve_drama";
    return kind == kCritic ? "critique_drama" : kind;
}

// What is written without any of it: who has written meanwhile keeps their words.
bool is_empty(const DramaView& view) {
    const auto drama = view.find({});
    return view.list(DramaPartKind::Character, drama).empty() &&
           view.list(DramaPartKind::Episode, drama).empty();
}

Entry read_answer(const Json& answer, const std::string& premise) {
    Json document = answer;
    document["premise"] = premise;
    return read_entry(DramaPartKind::Drama, document, "drama");
}

// Into a drama that has neither characters nor episodes.
void store_written(store::Tx& tx, const Actor& actor, const std::string& id, const Entry& drama) {
    const DramaView view(tx, actor, Action::Edit, id);
    if (!is_empty(view)) return;
    auto project = view.project();
    project.title = drama.fields.at("title").get<std::string>();
    project.logline = drama.fields.at("description").get<std::string>();
    tx.update(project);
    history::record_change(tx, actor, view.project(), project);
    const history::By by(actor);
    DramaWriter writer(tx, by, project, Approved::No);
    std::int64_t position = 0;
    for (const auto& character : drama.characters) writer.add_character(character, ++position);
    writer.add_nodes(DramaPartKind::Episode, drama.episodes, std::nullopt, view.episode_level());
}

}  // namespace

DramaModel::DramaModel(Parts parts) : parts_(std::move(parts)) {
    for (const auto kind : {kWrite, kImprove, kCritic}) {
        parts_.jobs.register_kind(std::string(kind), [this](jobs::JobRun& run) {
            run.each_item([&](const jobs::JobItem& item) { return work(run, item); });
        });
    }
}

DramaJob DramaModel::told(const jobs::Job& job, const std::string& drama) {
    DramaJob out{.job_id = job.id,
                 .drama_id = drama,
                 .original_id = job.input.value("original_id", ""),
                 .type = type_of(job.kind),
                 .status = status_of(job.state),
                 .error = job.error,
                 .created_at = job.created_at,
                 .started_at = job.started_at,
                 .completed_at = job.finished_at};
    out.message =
        job.state == JobState::Paused ? job.pause_reason : "The job is " + out.status + ".";
    return out;
}

DramaJob DramaModel::begin(const Actor& actor, Entry drama, std::string_view kind,
                           const Json& input) {
    if (parts_.models.find_text({.organization = actor.organization, .project = std::nullopt}) ==
        nullptr) {
        throw AppError(
            Code::Conflict,
            PublicText{"No text model is chosen, and the built-in rules write no "
                       "stories. Choose one under AI models, or send the drama itself."});
    }
    if (drama.ext_id.empty()) drama.ext_id = make_drama_id();
    jobs::Job job;
    parts_.imports.create_empty(
        actor, project_of(drama), [&](store::Tx& tx, const story::Project& project) {
            const history::By by(actor);
            DramaWriter(tx, by, project, Approved::Yes).put_drama(drama);
            job = parts_.jobs.submit(tx, actor,
                                     {.kind = std::string(kind),
                                      .title = project.title,
                                      .project_id = project.id,
                                      .input = input,
                                      .items = {{.key = "drama", .title = project.title}}});
        });
    return told(job, drama.ext_id);
}

DramaJob DramaModel::write(const Actor& actor, const std::string& id, const std::string& premise) {
    const auto line = in_one_line(premise);
    if (trim(line).empty()) invalid("premise", "is empty");
    Entry drama{.ext_id = id};
    drama.fields = {
        {"title", shorten(trim(line), kTitleMax)}, {"description", ""}, {"premise", premise}};
    return begin(actor, std::move(drama), kWrite, {{"premise", premise}});
}

DramaJob DramaModel::improve(const Actor& actor, const std::string& drama,
                             const std::string& feedback) {
    const auto original = parts_.store.read([&](store::Reader& db) {
        const DramaView view(db, actor, Action::Edit, drama);
        return view.write(view.find({}));
    });
    const auto id = original["id"].get<std::string>();
    const auto now = parts_.store.write([](store::Tx& tx) { return tx.now(); });
    Entry improved{.ext_id = id + "_improved_" +
                             std::to_string(now.time_since_epoch() / std::chrono::milliseconds(1))};
    const auto premise = original.value("premise", "");
    improved.fields = {{"title", original["title"]},
                       {"description", original["description"]},
                       {"premise", premise}};
    return begin(
        actor, std::move(improved), kImprove,
        {{"premise", premise}, {"original_id", id}, {"drama", original}, {"feedback", feedback}});
}

DramaJob DramaModel::criticize(const Actor& actor, const std::string& drama) {
    const auto job = parts_.store.write([&](store::Tx& tx) {
        const DramaView view(tx, actor, Action::Edit, drama);
        const auto& project = view.project();
        return parts_.jobs.submit(tx, actor,
                                  {.kind = std::string(kCritic),
                                   .title = project.title,
                                   .project_id = project.id,
                                   .input = {{"drama", view.write(view.find({}))}},
                                   .items = {{.key = "drama", .title = project.title}}});
    });
    return told(job, drama);
}

std::vector<DramaJob> DramaModel::list_jobs(const Actor& actor, const std::string& drama) {
    const auto project = parts_.store.read(
        [&](store::Reader& db) { return DramaView(db, actor, Action::View, drama).project(); });
    std::vector<DramaJob> out;
    for (const auto& job : parts_.jobs.list(
             actor, {.project_id = project.id, .state = {}, .before = {}, .limit = kJobsShown})) {
        out.push_back(told(job, drama_id_of(project)));
    }
    return out;
}

DramaJob DramaModel::get_job(const Actor& actor, const std::string& drama, const JobId& id) {
    const auto project = parts_.store.read(
        [&](store::Reader& db) { return DramaView(db, actor, Action::View, drama).project(); });
    const auto job = parts_.jobs.get(actor, id);
    if (job.project_id != project.id) {
        throw AppError(Code::NotFound, PublicText{"This drama has no such job."});
    }
    auto out = told(job, drama_id_of(project));
    if (job.state != JobState::Done) return out;
    const auto items = parts_.jobs.list_items(actor, id);
    if (!items.empty()) out.result = items.front().result;
    return out;
}

jobs::ItemResult DramaModel::work(jobs::JobRun& run, const jobs::JobItem& item) {
    return run.job().kind == kCritic ? criticize(run, item) : write_into(run, item);
}

providers::TextRequest DramaModel::request_of(const jobs::Job& job, std::string_view prompt,
                                              const Json& data) {
    const auto actor = generate::actor_of(job);
    const auto language = parts_.store.read([&](store::Reader& db) {
        return story::get_project(db, actor, Action::Edit, *job.project_id).language;
    });
    const auto words = parts_.renders.get_prompt(actor, *job.project_id, prompt).text;
    return {.system = render::fill_prompt(words, {{"language", render::language_name(language)}}),
            .messages = {{.text = data.dump(2, ' ', false, Json::error_handler_t::replace)}},
            .max_output_tokens = kTokensMax};
}

namespace {

spending::Piece piece_of(jobs::JobRun& run, const jobs::JobItem& item) {
    return {.run = run,
            .item = item,
            .whom = {.organization = run.job().organization_id, .project = run.job().project_id}};
}

}  // namespace

jobs::ItemResult DramaModel::write_into(jobs::JobRun& run, const jobs::JobItem& item) {
    const auto& job = run.job();
    const auto actor = generate::actor_of(job);
    auto data = job.input;
    data.erase("original_id");
    const auto piece = piece_of(run, item);
    const auto model = parts_.paid.text_model(piece);
    const auto answer = providers::answer_json(
        *model, request_of(job, kPrompt, data),
        {.name = std::string(kPrompt), .schema = drama_schema()}, run.stop_of(item));
    const auto drama = read_answer(answer.value, job.input.value("premise", ""));
    const auto id = job.project_id->text;
    const auto named = parts_.store.read([&](store::Reader& db) {
        return drama_id_of(story::get_project(db, actor, Action::Edit, *job.project_id));
    });
    return {.value = {{"drama_id", named}}, .store_with = [=, this](store::Tx& tx) {
                store_written(tx, actor, id, drama);
                tx.after_commit([this, actor, id] { parts_.changed(actor, ProjectId{id}); });
            }};
}

jobs::ItemResult DramaModel::criticize(jobs::JobRun& run, const jobs::JobItem& item) {
    const auto piece = piece_of(run, item);
    const auto model = parts_.paid.text_model(piece);
    const auto answer = model->answer(
        request_of(run.job(), kCriticPrompt, {{"drama", run.job().input.at("drama")}}), {},
        run.stop_of(item));
    if (answer.finish == providers::Finish::Refused || trim(answer.text).empty()) {
        throw AppError(Code::Upstream, PublicText{"The model did not answer."});
    }
    return {.value = {{"feedback", answer.text}}};
}

}  // namespace fabula::dramas
