#include "app/user_command.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdio>

#include "base/error.hpp"

namespace fabula::app {

namespace {

// A terminal that does not show what is typed, for its lifetime.
class SilentTerminal {
public:
    SilentTerminal() : is_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!is_terminal_) return;
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~SilentTerminal() {
        if (!is_terminal_) return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        std::fputs("\n", stderr);
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;
    [[nodiscard]] bool is_terminal() const noexcept { return is_terminal_; }

private:
    termios before_{};
    bool is_terminal_;
};

// One line, at most as long as any password may be sent.
std::string read_line(const char* prompt) {
    constexpr std::size_t kMax = 2000;
    const SilentTerminal terminal;
    if (terminal.is_terminal()) std::fputs(prompt, stderr);
    std::string line;
    for (int c = std::getchar(); c != EOF && c != '\n' && line.size() < kMax; c = std::getchar()) {
        line += static_cast<char>(c);
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

std::string read_password() {
    auto password = read_line("Password: ");
    if (::isatty(STDIN_FILENO) == 1 && read_line("Once more: ") != password) {
        invalid("password", "The two are not the same.");
    }
    return password;
}

}  // namespace

int run_user_add(ApiClient& api, const UserCommand& command) {
    api.call(http::Method::Post, "/api/v1/setup",
             {{"login", command.login},
              {"name", command.name.empty() ? command.login : command.name},
              {"house", command.house},
              {"password", read_password()}});
    std::printf("%s is the owner of this house and signs in with this password.\n",
                command.login.c_str());
    return 0;
}

int run_user_password(ApiClient& api, const UserCommand& command) {
    api.call(http::Method::Post, "/api/v1/password-resets",
             {{"login", command.login}, {"password", read_password()}});
    std::printf("%s signs in with the new password, and is signed out everywhere.\n",
                command.login.c_str());
    return 0;
}

int run_user_reset(ApiClient& api, const UserCommand& command) {
    const auto link =
        api.call(http::Method::Post, "/api/v1/password-reset-links", {{"login", command.login}});
    std::printf("Behind the address of this Fabula, once and until %s:\n%s\n",
                link.at("expires_at").get<std::string>().c_str(),
                link.at("path").get<std::string>().c_str());
    return 0;
}

}  // namespace fabula::app
