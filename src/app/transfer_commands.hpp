// fabula import and fabula export: files in and out of a data directory.
#pragma once

#include <string>
#include <vector>

#include "app/api_client.hpp"

namespace fabula::app {

enum class DryRun { No, Yes };

struct ImportCommand {
    std::vector<std::string> files;
    DryRun dry_run = DryRun::No;
};

// Prints one project id per line on stdout and doubts on stderr. Goes on after a file that
// fails; answers 1 then. What is confirmed here is ink: the command is the approval.
int run_import(ApiClient& api, const ImportCommand& command);

struct ExportCommand {
    std::string project;
    std::string format;
    std::string paper;  // Empty: the project's.
    // Of the script as PDF.
    std::string scene_numbers;  // Empty: as the script has them.
    std::string watermark;
    std::string character;
    bool notes = false;
    bool contents = false;
    std::string output;
};

// Writes the file whole or not at all.
int run_export(ApiClient& api, const ExportCommand& command);

}  // namespace fabula::app
