#include "app/serve_command.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "accounts/house_gatekeeper.hpp"
#include "app/control_server.hpp"
#include "app/daily_care.hpp"
#include "app/house.hpp"
#include "app/provider_settings.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "files/file_io.hpp"
#include "http/live/event_topic.hpp"
#include "http/server.hpp"

namespace fabula::app {

namespace {

// Signals that end the program, blocked in every thread and waited for by the first one.
class EndSignals {
public:
    EndSignals() {
        ::sigemptyset(&set_);
        ::sigaddset(&set_, SIGTERM);
        ::sigaddset(&set_, SIGINT);
        ::pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        ::signal(SIGPIPE, SIG_IGN);
    }
    void wait() const {
        int signal = 0;
        ::sigwait(&set_, &signal);
    }

private:
    sigset_t set_{};
};

bool is_loopback_host(const std::string& host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

constexpr std::string_view kCodeFile = "setup-code";

// Others can reach the server: at its address, or through a proxy that speaks for them.
bool reaches_beyond_desk(const Settings& settings) {
    return !is_loopback_host(settings.text("host")) || !settings.list("public-names").empty() ||
           !settings.list("trusted-proxies").empty();
}

// Makes the code that opens /setup and says where it is found. Left in a file of mode 0600 until
// it is used.
void arm_setup(Studio& studio, const Settings& settings) {
    const auto file = studio.directory.folder() / kCodeFile;
    std::filesystem::remove(file);
    if (studio.sign_in.has_accounts() || !reaches_beyond_desk(settings)) return;
    const auto& given = settings.text("setup-code");
    const auto code = given.empty() ? accounts::SetupCode::make() : given;
    studio.setup_code.arm(code, [file] {
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
    });
    if (!given.empty()) {
        std::printf("Nobody has an account yet: open /setup with the code of the settings.\n");
        return;
    }
    const files::FileDescriptor folder(
        ::open(studio.directory.folder().c_str(), O_DIRECTORY | O_CLOEXEC));
    files::write_whole(folder, std::string(kCodeFile), code + "\n");
    std::printf("Nobody has an account yet: open /setup with the code %s, also in %s\n",
                code.c_str(), file.c_str());
}

http::PolicyOptions policy_options(Studio& studio, const Settings& settings) {
    std::vector<std::string> hosts;
    for (const auto& name : settings.list("public-names")) hosts.push_back(to_lower_ascii(name));
    return {.hosts = std::move(hosts),
            .loopback_only = is_loopback_host(settings.text("host")),
            .refuse_forwarded = !reaches_beyond_desk(settings),
            .sign_in_needed = [&studio] { return studio.sign_in.has_accounts(); },
            .trusted_proxies = settings.list("trusted-proxies"),
            .cors_origins = settings.list("cors-origins")};
}

accounts::HouseGatekeeper::Options gatekeeper_options(const Settings& settings) {
    return {.first_account = reaches_beyond_desk(settings) ? accounts::FirstAccount::BySetup
                                                           : accounts::FirstAccount::AtTheDesk,
            .owner = ::geteuid(),
            .rates = {.caller = settings.number("rate-per-minute"),
                      .address = settings.number("address-rate-per-minute")}};
}

std::string address_of(const std::string& host, int port) {
    const bool bare_v6 = host.find(':') != std::string::npos;
    return "http://" + (bare_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

// What lies there longer than it is kept.
void empty_bin(Studio& studio, Time now) {
    studio.stories.purge_expired(now);
    studio.cast.purge_expired(now);
    studio.worlds.purge_expired(now);
    studio.sounds.purge_expired(now);  // Before what they lie under.
    studio.shots.purge_expired(now);
    studio.pictures.purge_expired(now);
    studio.outline.purge_expired(now);
    studio.connections.purge_expired(now);
}

}  // namespace

int run_serve(const Settings& settings) {
    const EndSignals signals;
    Studio studio(settings, CreateFolder::Yes);
    std::stop_source stopping;
    studio.keys.take_from_settings(studio.host, settings.list("api-keys"));
    studio.connections.take_from_settings(studio.host, provider_settings(settings));
    const http::Policy policy(policy_options(studio, settings));
    accounts::HouseGatekeeper gatekeeper(
        {studio.sign_in, studio.keys, studio.supabase, policy, studio.clock}, studio.host,
        gatekeeper_options(settings));
    const House house(studio, settings, gatekeeper, policy, stopping.get_token());
    http::LiveHub live(studio.log);
    const http::EventTopic event_topic(live, studio.events);
    script::WritingRoom writing_room(live, studio.script_changes, [&](const Actor& actor) {
        return studio.accounts.name_of(actor.user);
    });
    studio.script_events.set_room(&writing_room);
    studio.sign_in.on_sessions_ended([&live] { live.look(); });
    http::Server server({.host = settings.text("host"),
                         .port = static_cast<int>(settings.number("port")),
                         .live = &live},
                        house.dispatcher(), studio.log, studio.clock, stopping);
    const DailyCopies copies(studio.directory.database(), studio.directory.copies());
    DailyCare care(
        studio.clock,
        {{"copy", [&](Time now) { copies.ensure(now); }},
         {"door", [&](Time now) { studio.door.clean(now); }},
         {"keys", [&](Time now) { studio.keys.forget_old(now); }},
         {"bin", [&](Time now) { empty_bin(studio, now); }},
         {"activity", [&](Time now) { studio.activity.forget_old(now); }},
         {"uploads", [&](Time now) { studio.sound_uploads.purge_idle(now); }},
         {"picture_stories", [&](Time now) { studio.picture_stories.tend(now); },
          DailyCare::Due::AtEachLook},
         {"history", [&](Time now) { studio.history.compact_all(now - script::kStepsKept); }}},
        [&](const std::string& duty, const std::exception& error) {
            studio.log.error("daily_duty_failed", {{"duty", duty}, {"reason", describe(error)}});
        });
    ControlServer control(studio, settings, stopping.get_token());
    studio.start();
    server.start();
    control.start();
    care.start();
    arm_setup(studio, settings);
    std::printf("Fabula is at %s\n", address_of(settings.text("host"), server.port()).c_str());
    std::fflush(stdout);
    signals.wait();
    studio.log.info("stopping");
    server.stop();
    studio.script_changes.settle();  // Their writers are told through the room.
    studio.script_events.set_room(nullptr);
    studio.sign_in.on_sessions_ended(nullptr);
    control.stop();
    return 0;
}

}  // namespace fabula::app
