#include "app/transfer_commands.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "app/local_files.hpp"
#include "base/error.hpp"

namespace fabula::app {

namespace {

constexpr auto kPollEvery = std::chrono::milliseconds(100);

void print_doubts(const std::string& file, const Json& preview) {
    for (const auto& repair : preview.value("repairs", Json::array())) {
        std::fprintf(stderr, "%s: %s\n", file.c_str(), repair.get<std::string>().c_str());
    }
    for (const auto& doubt : preview.value("doubts", Json::array())) {
        std::fprintf(stderr, "%s: in doubt: %s", file.c_str(), doubt.value("message", "").c_str());
        const auto excerpt = doubt.value("excerpt", "");
        if (!excerpt.empty()) std::fprintf(stderr, " (\"%s\")", excerpt.c_str());
        std::fputc('\n', stderr);
    }
}

void print_summary(const std::string& file, const Json& preview) {
    const auto& understood = preview.at("understood");
    std::fprintf(stderr, "%s: \"%s\", %s, %d scenes, %d characters, %d places\n", file.c_str(),
                 preview.value("title", "").c_str(), preview.value("format", "").c_str(),
                 static_cast<int>(understood.at("scenes").size()),
                 static_cast<int>(understood.at("characters").size()),
                 static_cast<int>(understood.at("places").size()));
}

void import_file(ApiClient& api, const std::string& file, DryRun dry_run) {
    const auto name = std::filesystem::path(file).filename().string();
    const auto answer = api.send(http::Method::Post, "/api/v1/imports?name=" + url_encode(name),
                                 "application/octet-stream", read_file(file));
    check_answer(answer);
    const auto preview = parse_json(answer.body);
    print_doubts(file, preview);
    const auto address = "/api/v1/imports/" + preview.at("id").get<std::string>();
    if (dry_run == DryRun::Yes) {
        print_summary(file, preview);
        api.call(http::Method::Delete, address);
        return;
    }
    const auto project = api.call(http::Method::Post, address + "/confirm", {{"ink", true}});
    std::printf("%s\n", project.at("id").get<std::string>().c_str());
    std::fflush(stdout);
}

}  // namespace

int run_import(ApiClient& api, const ImportCommand& command) {
    int failed = 0;
    for (const auto& file : command.files) {
        try {
            import_file(api, file, command.dry_run);
        } catch (const AppError& error) {
            std::fprintf(stderr, "%s: %s\n", file.c_str(), error.what());
            failed = 1;
        }
    }
    return failed;
}

namespace {

bool has_ended(const std::string& state) {
    return state != "queued" && state != "running";
}

// Shows progress on stderr until the job has ended; answers the job.
Json wait_for_job(ApiClient& api, const std::string& id) {
    std::int64_t shown = -1;
    while (true) {
        auto job = api.call(http::Method::Get, "/api/v1/jobs/" + id);
        const auto done = job.value("done_count", std::int64_t{0});
        const auto count = job.value("item_count", std::int64_t{0});
        if (count > 1 && done != shown) {
            std::fprintf(stderr, "\r%lld of %lld", static_cast<long long>(done),
                         static_cast<long long>(count));
            shown = done;
        }
        if (has_ended(job.at("state").get<std::string>())) {
            if (shown >= 0) std::fputc('\n', stderr);
            return job;
        }
        std::this_thread::sleep_for(kPollEvery);
    }
}

}  // namespace

int run_export(ApiClient& api, const ExportCommand& command) {
    Json wish = {{"format", command.format}};
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) wish[name] = value;
    };
    add("paper", command.paper);
    add("scene_numbers", command.scene_numbers);
    add("watermark", command.watermark);
    add("character", command.character);
    if (command.notes) wish["notes"] = true;
    if (command.contents) wish["contents"] = true;
    const auto job = api.call(http::Method::Post,
                              "/api/v1/projects/" + url_encode(command.project) + "/exports", wish);
    const auto ended = wait_for_job(api, job.at("id").get<std::string>());
    if (ended.at("state") != "done") {
        const auto error = ended.value("error", "");
        throw AppError(Code::Unavailable,
                       PublicText{error.empty() ? "The export did not succeed." : error});
    }
    const auto& result = ended.at("result");
    for (const auto& loss : result.value("losses", Json::array())) {
        std::fprintf(stderr, "%s: %s\n", command.output.c_str(), loss.get<std::string>().c_str());
    }
    const auto id = result.at("export_id").get<std::string>();
    write_file(command.output, api.fetch("/api/v1/exports/" + id + "/file"));
    return 0;
}

}  // namespace fabula::app
