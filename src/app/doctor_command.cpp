#include "app/doctor_command.hpp"

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdio>

#include "app/daily_care.hpp"
#include "app/data_directory.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "files/asset_service.hpp"
#include "store/copy.hpp"
#include "store/health.hpp"
#include "store/store.hpp"

namespace fabula::app {

namespace {

constexpr auto kReadTime = std::chrono::hours(1);  // The check reads everything.
constexpr std::uint64_t kFreeBytesLow = 500'000'000;

// Prints what was checked and remembers whether anything needs attention.
class Report {
public:
    void good(const std::string& text) { std::printf("ok    %s\n", text.c_str()); }
    void bad(const std::string& text) {
        std::printf("MEND  %s\n", text.c_str());
        problems_ = true;
    }
    [[nodiscard]] int exit_code() const { return problems_ ? 1 : 0; }

private:
    bool problems_ = false;
};

void check_permissions(Report& report, const std::filesystem::path& folder) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) != 0) {
        report.bad("The folder " + folder.string() + " cannot be looked at.");
        return;
    }
    if (status.st_uid != ::geteuid()) {
        report.bad("The folder belongs to another user of this machine.");
    }
    if ((status.st_mode & 0077U) != 0) {
        report.bad("Other users of this machine can look into the folder: chmod 700 " +
                   folder.string());
    } else {
        report.good("Only you can look into " + folder.string());
    }
}

void check_space(Report& report, const std::filesystem::path& folder) {
    struct statvfs status {};
    if (::statvfs(folder.c_str(), &status) != 0) return;
    const auto free = std::uint64_t{status.f_bavail} * status.f_frsize;
    const auto text = std::to_string(free / 1'000'000) + " MB are free on the disk";
    if (free < kFreeBytesLow)
        report.bad(text + "; pictures will soon find no room");
    else
        report.good(text);
}

void check_database(Report& report, store::Store& store) {
    const auto problems =
        store.read([](store::Reader& db) { return store::database_problems(db); });
    for (const auto& problem : problems) report.bad("Database: " + problem);
    if (problems.empty()) report.good("The database is whole");
}

void show_last_copy(Report& report, const DataDirectory& directory) {
    const auto copies = DailyCopies(directory.database(), directory.copies()).list();
    if (copies.empty()) {
        report.good("No daily copy of the database yet; the server makes one on every day of use");
        return;
    }
    const auto name = copies.back().filename().string();
    const auto problems = store::problems_of_file(copies.back());
    for (const auto& problem : problems) report.bad("Copy " + name + ": " + problem);
    if (problems.empty()) {
        report.good("The last of " + std::to_string(copies.size()) +
                    " daily copies is whole: copies/" + name);
    }
}

std::string path_of(const files::Asset& asset) {
    return files::AssetTree::file_path(asset).string();
}

void check_files(Report& report, files::AssetService& assets) {
    const auto check = assets.check(files::CheckDepth::Hashes);
    for (const auto& asset : check.without_file) report.bad("Missing file: " + path_of(asset));
    for (const auto& asset : check.changed) report.bad("Changed file: " + path_of(asset));
    for (const auto& asset : check.without_facts) {
        report.bad("File without its metadata: " + path_of(asset));
    }
    for (const auto& asset : check.without_row) {
        report.bad("File that the database does not know: " + path_of(asset));
    }
    for (const auto& name : check.unknown_files) report.bad("Unknown file: " + name);
    if (check.is_clean()) {
        report.good(std::to_string(check.file_count) + " files agree with the database");
    }
}

void print_libraries() {
    for (const auto& library : store::library_versions()) {
        std::printf("      %s %s\n", library.name.c_str(), library.version.c_str());
    }
}

}  // namespace

int run_doctor(const Settings& settings) {
    const std::filesystem::path folder = settings.text("data");
    if (is_in_use(folder)) {
        throw AppError(Code::Unavailable, PublicText{"A running Fabula holds " + folder.string() +
                                                     ". Stop it, then let the doctor look."});
    }
    Report report;
    const WallClock clock;
    const DataDirectory directory(folder, CreateFolder::No);
    check_permissions(report, directory.folder());
    check_space(report, directory.folder());
    if (!std::filesystem::exists(directory.database())) {
        report.bad("There is no database in " + directory.folder().string() +
                   "; it is made by the first start.");
        return report.exit_code();
    }
    store::Store store({.file = directory.database(), .clock = clock, .read_time_max = kReadTime});
    check_database(report, store);
    show_last_copy(report, directory);
    const files::AssetTree tree(directory.folder());
    files::AssetService assets(store, tree, clock, nullptr);  // Nobody looks at files here.
    check_files(report, assets);
    std::printf("      fabula %s\n", FABULA_VERSION);
    print_libraries();
    return report.exit_code();
}

}  // namespace fabula::app
