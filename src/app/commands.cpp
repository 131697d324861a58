#include "app/commands.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <span>

#include "app/config.hpp"
#include "app/convert_command.hpp"
#include "app/data_access.hpp"
#include "app/doctor_command.hpp"
#include "app/serve_command.hpp"
#include "app/transfer_commands.hpp"
#include "app/user_command.hpp"
#include "base/error.hpp"
#include "takeout/takeout.hpp"

namespace fabula::app {

namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;

// The settings that a command takes as flags, with the text given for each.
class SettingFlags {
public:
    SettingFlags(CLI::App& command, const std::vector<std::string_view>& names) {
        for (const auto& row : setting_table()) {
            if (std::find(names.begin(), names.end(), row.name) == names.end()) continue;
            const std::string name(row.name);
            command.add_option("--" + name, given_[name], std::string(row.help))
                ->default_str(std::string(row.fallback));
            options_[name] = command.get_option("--" + name);
        }
    }

    [[nodiscard]] Settings load() const {
        std::map<std::string, std::string> flags;
        for (const auto& [name, option] : options_) {
            if (option->count() > 0) flags[name] = given_.at(name);
        }
        return load_settings(flags);
    }

private:
    std::map<std::string, std::string> given_;
    std::map<std::string, CLI::Option*> options_;
};

std::string join_names(std::span<const std::string_view> names) {
    std::string joined;
    for (const auto name : names) {
        if (!joined.empty()) joined += ", ";
        joined += name;
    }
    return joined;
}

std::vector<std::string_view> all_setting_names() {
    std::vector<std::string_view> names;
    for (const auto& row : setting_table()) names.push_back(row.name);
    return names;
}

struct CommandLine {
    CLI::App root{"Fabula, a story studio in one executable."};

    CLI::App& serve = *root.add_subcommand("serve", "Start the server and print its address.");
    SettingFlags serve_flags{serve, all_setting_names()};
    bool print_config = false;

    CLI::App& import = *root.add_subcommand("import", "Make a project of each file.");
    SettingFlags import_flags{import, {"data"}};
    ImportCommand import_wish;
    bool dry_run = false;

    CLI::App& export_ = *root.add_subcommand("export", "Write a project to a file.");
    SettingFlags export_flags{export_, {"data"}};
    ExportCommand export_wish;

    CLI::App& convert =
        *root.add_subcommand("convert", "Turn one file into another; no data directory is used.");
    ConvertCommand convert_wish;

    CLI::App& doctor = *root.add_subcommand("doctor", "Check a data directory.");
    SettingFlags doctor_flags{doctor, {"data"}};

    CLI::App& user =
        *root.add_subcommand("user", "Accounts; passwords are read from standard input.");
    CLI::App& user_add = *user.add_subcommand("add", "Make the first account, of the owner.");
    SettingFlags user_add_flags{user_add, {"data"}};
    CLI::App& user_password =
        *user.add_subcommand("password", "Give somebody who lost theirs a new password.");
    SettingFlags user_password_flags{user_password, {"data"}};
    CLI::App& user_reset = *user.add_subcommand(
        "reset", "Print a link by which somebody chooses a new password themselves.");
    SettingFlags user_reset_flags{user_reset, {"data"}};
    UserCommand user_wish;
    bool owner = false;

    CommandLine();
    void add_convert_options();
    void add_user_options();
};

CommandLine::CommandLine() {
    root.require_subcommand(1);
    root.set_version_flag("--version", std::string("fabula ") + FABULA_VERSION);
    root.footer(
        "Each command explains itself: fabula COMMAND --help. "
        "Exit codes: 0 done, 1 failed, 2 not understood.");
    serve.add_flag("--print-config", print_config, "Print every setting with its origin and stop.");

    import
        .add_option("FILE", import_wish.files,
                    ".fountain, .fdx, .docx, .pdf, .txt or other story files")
        ->required();
    import.add_flag("--dry-run", dry_run, "Say what was understood and store nothing.");

    export_.add_option("PROJECT", export_wish.project, "Id of the project")->required();
    export_
        .add_option("--format", export_wish.format,
                    "pdf (the script), fountain, fdx, storyboard, shot_list, cast_sheets, "
                    "location_sheets, comic, cbz, comic_print, webtoon, comic_pages or json")
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>(EnumNames<ExportFormat>::names.begin(),
                                                       EnumNames<ExportFormat>::names.end())));
    export_.add_option("--paper", export_wish.paper, "letter or a4 instead of the project's")
        ->check(CLI::IsMember({"letter", "a4"}));
    export_
        .add_option("--scene-numbers", export_wish.scene_numbers,
                    "none, left, right or both; without it as the script has them")
        ->check(CLI::IsMember({"none", "left", "right", "both"}));
    export_.add_option("--watermark", export_wish.watermark, "Words across every script page");
    export_.add_option("--character", export_wish.character, "Only the script pages of this one");
    export_.add_flag("--notes", export_wish.notes, "Print the notes of the script");
    export_.add_flag("--contents", export_wish.contents, "List the scenes at the front");
    export_.add_option("-o,--output", export_wish.output, "File to write")->required();

    add_convert_options();
    add_user_options();
}

void CommandLine::add_user_options() {
    user.require_subcommand(1);
    user_add.add_flag("--owner", owner, "The account owns this house")->required();
    user_add.add_option("LOGIN", user_wish.login, "Sign-in name or e-mail address")->required();
    user_add.add_option("--name", user_wish.name, "What the person is called");
    user_add.add_option("--house", user_wish.house, "What the house is called");
    user_password.add_option("LOGIN", user_wish.login, "Sign-in name or e-mail address")
        ->required();
    user_reset.add_option("LOGIN", user_wish.login, "Sign-in name or e-mail address")->required();
}

void CommandLine::add_convert_options() {
    auto& wish = convert_wish.wish;
    convert.footer(list_outputs());
    convert
        .add_option("IN", convert_wish.input,
                    "A .fountain, .fdx, .docx, .pdf, .txt or other story file; - reads the input")
        ->required();
    convert.add_option("OUT", convert_wish.output, "The file to write; - writes to the output")
        ->required();
    convert.add_option("--to", convert_wish.to, "What to make where OUT does not say: pdf, fdx, …");
    convert
        .add_option("--paper", convert_wish.paper, "letter or a4; without it as the script says")
        ->check(CLI::IsMember({"letter", "a4"}));
    convert.add_option("--format", convert_wish.format,
                       "Script format instead of the source's: " +
                           join_names(screenplay::kFormatNames) + ", or a .json file");
    convert
        .add_option("--scene-numbers", convert_wish.scene_numbers,
                    "none, left, right or both; without it as the script has them")
        ->check(CLI::IsMember({"none", "left", "right", "both"}));
    convert.add_option("--character", wish.character, "Only what concerns this character");
    convert.add_flag("--portable", wish.portable,
                     "Fountain to Fountain: mark what other programs may not recognize");
    convert.add_flag("--notes", wish.notes, "Show the notes of the text");
    convert.add_flag("--sections", wish.sections, "Show sections and synopses");
    convert.add_flag("--contents", wish.contents, "List the scenes at the front of a PDF");
    convert.add_flag("--continued", wish.scene_continued,
                     "Say (CONTINUED) where a scene goes over the page");
    convert.add_option("--watermark", wish.watermark, "Words across every page of a PDF");
    convert.add_option("--revised-from", convert_wish.revised_from,
                       "A version before: lines that differ get a star in the margin of a PDF");
    convert.add_option("--revision", convert_wish.revision,
                       "What heads the pages with stars: \"Blue revision 2026-11-21\"");
    convert
        .add_option("--revision-color", convert_wish.revision_color,
                    "Of the paper of pages with stars: blue, pink, yellow, green, goldenrod, buff, "
                    "salmon, cherry or tan")
        ->check(CLI::IsMember(std::vector<std::string>(screenplay::kRevisionColorNames.begin(),
                                                       screenplay::kRevisionColorNames.end())));
    convert.add_option("--fonts", convert_wish.fonts,
                       "A folder with fonts for what the program's own lack, before the system's");
    convert.add_option("--language", wish.language, "Language of the text")->default_val("en");
}

int run_chosen(CommandLine& line) {
    if (line.serve.parsed()) {
        const auto settings = line.serve_flags.load();
        if (line.print_config) {
            std::fputs(settings.print().c_str(), stdout);
            return 0;
        }
        return run_serve(settings);
    }
    if (line.import.parsed()) {
        line.import_wish.dry_run = line.dry_run ? DryRun::Yes : DryRun::No;
        const auto api = open_api(line.import_flags.load(), CreateFolder::Yes);
        return run_import(*api, line.import_wish);
    }
    if (line.export_.parsed()) {
        const auto api = open_api(line.export_flags.load(), CreateFolder::No);
        return run_export(*api, line.export_wish);
    }
    if (line.user_add.parsed()) {
        const auto api = open_api(line.user_add_flags.load(), CreateFolder::Yes);
        return run_user_add(*api, line.user_wish);
    }
    if (line.user_password.parsed()) {
        const auto api = open_api(line.user_password_flags.load(), CreateFolder::No);
        return run_user_password(*api, line.user_wish);
    }
    if (line.user_reset.parsed()) {
        const auto api = open_api(line.user_reset_flags.load(), CreateFolder::No);
        return run_user_reset(*api, line.user_wish);
    }
    if (line.convert.parsed()) return run_convert(line.convert_wish);
    return run_doctor(line.doctor_flags.load());
}

}  // namespace

int run_command_line(int argument_count, char** arguments) {
    CommandLine line;
    try {
        line.root.parse(argument_count, arguments);
    } catch (const CLI::ParseError& error) {
        return line.root.exit(error) == 0 ? 0 : kUsage;
    }
    try {
        return run_chosen(line);
    } catch (const AppError& error) {
        std::fprintf(stderr, "fabula: %s\n", error.what());
        return kFailed;
    } catch (const std::bad_alloc&) {
        std::fputs("fabula: there is not enough memory for this.\n", stderr);
        return kFailed;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "fabula: something went wrong that should not: %s\n", error.what());
        return kFailed;
    }
}

}  // namespace fabula::app
