#include "app/serve_command.hpp"

#include <signal.h>
#include <unistd.h>

#include <cstdio>

#include "accounts/desk_gatekeeper.hpp"
#include "app/control_server.hpp"
#include "app/daily_care.hpp"
#include "app/house.hpp"
#include "base/error.hpp"
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

void check_host(const Settings& settings, accounts::AccountsService& accounts) {
    const auto& host = settings.get("host");
    if (is_loopback_host(host.value) || accounts.has_accounts()) return;
    invalid("host", "The setting host is \"" + host.value + "\" (" + host.origin +
                        "). Nobody has an account here yet, so this Fabula serves only the person "
                        "at its own machine: use 127.0.0.1, ::1 or localhost.");
}

std::string address_of(const std::string& host, int port) {
    const bool bare_v6 = host.find(':') != std::string::npos;
    return "http://" + (bare_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

}  // namespace

int run_serve(const Settings& settings) {
    const EndSignals signals;
    Studio studio(settings, CreateFolder::Yes);
    check_host(settings, studio.accounts);
    std::stop_source stopping;
    accounts::DeskGatekeeper gatekeeper(studio.desk, ::geteuid());
    const http::Policy policy({.hosts = {},
                               .loopback_only = true,
                               .refuse_forwarded = true,
                               .cors_origins = settings.list("cors-origins")});
    const House house(studio, settings, gatekeeper, policy, stopping.get_token());
    http::LiveHub live(studio.log);
    const http::EventTopic event_topic(live, studio.events);
    script::WritingRoom writing_room(live, studio.script_changes, [&](const Actor& actor) {
        return studio.accounts.name_of(actor.user);
    });
    studio.script_events.set_room(&writing_room);
    http::Server server({.host = settings.text("host"),
                         .port = static_cast<int>(settings.number("port")),
                         .live = &live},
                        house.dispatcher(), studio.log, studio.clock, stopping);
    const DailyCopies copies(studio.directory.database(), studio.directory.copies());
    DailyCare care(
        studio.clock,
        {{"copy", [&](Time now) { copies.ensure(now); }},
         {"bin", [&](Time now) { studio.stories.purge_expired(now); }}},
        [&](const std::string& duty, const std::exception& error) {
            studio.log.error("daily_duty_failed", {{"duty", duty}, {"reason", describe(error)}});
        });
    ControlServer control(studio, settings, stopping.get_token());
    studio.start();
    server.start();
    control.start();
    care.start();
    std::printf("Fabula is at %s\n", address_of(settings.text("host"), server.port()).c_str());
    std::fflush(stdout);
    signals.wait();
    studio.log.info("stopping");
    server.stop();
    studio.script_events.set_room(nullptr);
    control.stop();
    return 0;
}

}  // namespace fabula::app
