// Work in a child process: for limits and rights that hold for a whole process.
#pragma once

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include "base/error.hpp"

namespace fabula::test {

// The exit code of a child that calls narrow() and answers what work() does; 100 where either
// throws. Only while the test has no other threads.
inline int run_in_child(const std::function<void()>& narrow, const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        int code = 100;
        try {
            narrow();
            code = work();
        } catch (const std::exception&) {
            code = 100;
        }
        ::_exit(code);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status);
}

// What a child that is to be killed tells its parent.
class ParentLine {
public:
    explicit ParentLine(int pipe) : pipe_(pipe) {}
    void started() const { say('s'); }
    // Ends the child.
    [[noreturn]] void ended() const {
        say('e');
        ::_exit(0);
    }

private:
    void say(char word) const {
        if (::write(pipe_, &word, 1) != 1) ::_exit(1);
    }
    int pipe_;
};

// Kills a child that runs work() `time` after it said that it has started; true where it said
// before that it has ended. Only while the test has no other threads.
inline bool ends_before_kill(std::chrono::milliseconds time,
                             const std::function<void(const ParentLine&)>& work) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        work(ParentLine(ends[1]));
        ::_exit(1);
    }
    ::close(ends[1]);
    char word = ' ';
    REQUIRE(::read(ends[0], &word, 1) == 1);
    std::thread killer([&] {
        std::this_thread::sleep_for(time);
        ::kill(child, SIGKILL);
    });
    const bool ended = ::read(ends[0], &word, 1) == 1;
    killer.join();
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return ended;
}

// Stands in for a full disk: a file that grows beyond it gets EFBIG as it would ENOSPC.
inline std::function<void()> file_size_limit(rlim_t bytes) {
    return [bytes] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, bytes};
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(102);
    };
}

// The superuser may write everywhere; this one may not.
inline void become_nobody() {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && ::seteuid(kNobody) != 0) ::_exit(103);
}

// 0 where work throws Unavailable with a text that begins so.
inline int expect_unavailable(std::string_view text, const std::function<void()>& work) {
    try {
        work();
    } catch (const AppError& error) {
        const bool as_expected =
            error.code() == Code::Unavailable && std::string_view(error.what()).starts_with(text);
        return as_expected ? 0 : 1;
    }
    return 2;
}

}  // namespace fabula::test
