// What a text model does with dramas, as jobs: it writes one from a premise, writes another from
// one and what somebody says of it, and criticizes. What it writes is in pencil.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dramas/dramas_service.hpp"
#include "jobs/jobs_service.hpp"
#include "render/render_service.hpp"
#include "spending/paid_work.hpp"

namespace fabula::dramas {

// A job as the drama routes tell of it.
struct DramaJob {
    JobId job_id{};
    std::string drama_id{};     // The drama that is written, or read.
    std::string original_id{};  // Of an improvement: the drama that it is made of.
    std::string type{};    // "generate_drama", "improve_drama", "critique_drama"; else its kind.
    std::string status{};  // "pending", "processing", "completed", "failed".
    std::string message{};
    std::string error{};
    Json result{};  // {"drama_id"} or {"feedback"} once it is completed.
    Time created_at{};
    std::optional<Time> started_at{};
    std::optional<Time> completed_at{};

    static constexpr auto fields = FieldList{
        Field<&DramaJob::job_id>{"job_id"},
        Field<&DramaJob::drama_id>{"drama_id"},
        Field<&DramaJob::original_id>{"original_id", {.help = "of an improvement"}},
        Field<&DramaJob::type>{"type"},
        Field<&DramaJob::status>{"status", {.help = "pending, processing, completed, failed"}},
        Field<&DramaJob::message>{"message"},
        Field<&DramaJob::error>{"error"},
        Field<&DramaJob::result>{"result"},
        Field<&DramaJob::created_at>{"created_at"},
        Field<&DramaJob::started_at>{"started_at"},
        Field<&DramaJob::completed_at>{"completed_at"}};
};

class DramaModel {
public:
    struct Parts {
        store::Store& store;
        jobs::JobService& jobs;
        imports::ImportService& imports;
        render::RenderService& renders;
        const spending::PaidWork& paid;
        const providers::ModelChoice& models;
        DramaService::Listener changed;  // See DramaService.
    };
    // Registers its kinds of jobs; the job service must not have started.
    explicit DramaModel(Parts parts);

    // Each throws Conflict where no text model is chosen.
    //
    // An empty drama of that id, or of a new one, which the job fills.
    DramaJob write(const Actor& actor, const std::string& id, const std::string& premise);
    // The same for another drama, named "<id>_improved_<milliseconds>"; the first stays as it is.
    DramaJob improve(const Actor& actor, const std::string& drama, const std::string& feedback);
    DramaJob criticize(const Actor& actor, const std::string& drama);

    // All of the drama's project, newest first.
    std::vector<DramaJob> list_jobs(const Actor& actor, const std::string& drama);
    DramaJob get_job(const Actor& actor, const std::string& drama, const JobId& job);

private:
    // A new drama and the job that writes it, both or none.
    DramaJob begin(const Actor& actor, Entry drama, std::string_view kind, const Json& input);
    DramaJob told(const jobs::Job& job, const std::string& drama);
    jobs::ItemResult work(jobs::JobRun& run, const jobs::JobItem& item);
    jobs::ItemResult write_into(jobs::JobRun& run, const jobs::JobItem& item);
    jobs::ItemResult criticize(jobs::JobRun& run, const jobs::JobItem& item);
    providers::TextRequest request_of(const jobs::Job& job, std::string_view prompt,
                                      const Json& data);

    Parts parts_;
};

}  // namespace fabula::dramas
