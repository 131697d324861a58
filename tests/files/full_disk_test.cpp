// A limit on file size stands in for the full disk: the kernel answers EFBIG as it would ENOSPC.
// It holds for a whole process, so that each case runs in a child.
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "base/error.hpp"
#include "files/asset_service.hpp"
#include "support/database.hpp"

using namespace fabula;
using namespace fabula::test;

namespace {

// Runs work in a child process after `narrow` has narrowed what it may; its exit code.
int run_in_child(const std::function<void()>& narrow, const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        int code = 100;
        try {
            narrow();
            code = work();
        } catch (const std::exception&) {
            code = 101;
        }
        ::_exit(code);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status);
}

std::function<void()> file_size_limit(rlim_t bytes) {
    return [bytes] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, bytes};
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(102);
    };
}

// 0 where work throws Unavailable with a text that begins so.
int expect_unavailable(std::string_view text, const std::function<void()>& work) {
    try {
        work();
    } catch (const AppError& error) {
        return error.code() == Code::Unavailable && std::string(error.what()).starts_with(text) ? 0
                                                                                                : 1;
    }
    return 2;
}

files::Asset a_frame(std::string_view bytes) {
    return {.id = make_id<AssetId>(),
            .organization_id = kActor.organization,
            .folder = AssetFolder::Shots,
            .extension = "png",
            .mime = "image/png",
            .size_bytes = static_cast<std::int64_t>(bytes.size())};
}

std::size_t count_files(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("a full disk while a file is written is said plainly and leaves nothing") {
    const TempFolder folder;
    const files::AssetTree tree(folder.path());
    const std::string bytes(100'000, 'x');
    CHECK(run_in_child(file_size_limit(50'000), [&] {
              return expect_unavailable("The disk is full",
                                        [&] { tree.put(a_frame(bytes), bytes); });
          }) == 0);
    CHECK(count_files(folder.path()) == 0);
}

TEST_CASE("a full disk while the facts are written takes the file back too") {
    const TempFolder folder;
    const files::AssetTree tree(folder.path());
    auto asset = a_frame("x");
    asset.provenance = {{"prompt", std::string(10'000, 'p')}};
    CHECK(run_in_child(file_size_limit(5'000), [&] {
              return expect_unavailable("The disk is full", [&] { tree.put(asset, "x"); });
          }) == 0);
    CHECK(count_files(folder.path()) == 0);
}

TEST_CASE("a folder without the right to write is said plainly") {
    const TempFolder folder;
    const files::AssetTree tree(folder.path());
    std::filesystem::permissions(folder / "images" / "shots", std::filesystem::perms::owner_read);
    const auto as_nobody = [] {
        constexpr uid_t kNobody = 65534;
        if (::geteuid() == 0 && ::seteuid(kNobody) != 0) ::_exit(103);
    };
    CHECK(run_in_child(as_nobody, [&] {
              return expect_unavailable("The data directory does not allow this",
                                        [&] { tree.put(a_frame("x"), "x"); });
          }) == 0);
}
