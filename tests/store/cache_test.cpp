#include "store/cache.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "support/temp_folder.hpp"

using namespace fabula;
using fabula::store::Cache;
using fabula::store::CacheKey;
using fabula::test::TempFolder;

namespace {

namespace fs = std::filesystem;

const CacheKey kThumbnail{"thumbnail", 1, "aa11"};

struct CacheFolder {
    TempFolder folder{};
    fs::path path = folder / "cache";
    std::vector<std::string> reports{};

    store::CacheOptions options(std::size_t size_bytes_max = 8 * 1024 * 1024) {
        return {.size_bytes_max = size_bytes_max,
                .report = [this](std::string_view text) { reports.emplace_back(text); }};
    }
};

void overwrite(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

TEST_CASE("the cache keeps a value until it is closed and beyond") {
    CacheFolder t;
    {
        Cache cache(t.path, t.options());
        CHECK_FALSE(cache.get(kThumbnail));
        cache.put(kThumbnail, std::string("a\0b", 3));
        CHECK(cache.get(kThumbnail) == std::string("a\0b", 3));
        cache.put(kThumbnail, "newer");
        CHECK(cache.size().entries == 1);
    }
    Cache cache(t.path, t.options());
    CHECK(cache.get(kThumbnail) == "newer");
    CHECK(t.reports.empty());
}

TEST_CASE("kind, version and hash each tell values apart") {
    CacheFolder t;
    Cache cache(t.path, t.options());
    cache.put(kThumbnail, "one");
    CHECK_FALSE(cache.get({"page", 1, "aa11"}));
    CHECK_FALSE(cache.get({"thumbnail", 1, "aa12"}));
    CHECK_FALSE(cache.get({"thumbnail", 2, "aa11"}));
    cache.put({"thumbnail", 2, "aa11"}, "two");
    CHECK(cache.get({"thumbnail", 2, "aa11"}) == "two");
    CHECK_FALSE(cache.get(kThumbnail));
}

TEST_CASE("an empty value is a value") {
    CacheFolder t;
    Cache cache(t.path, t.options());
    cache.put(kThumbnail, "");
    CHECK(cache.get(kThumbnail) == "");
}

TEST_CASE("a key over the limit is a mistake of ours") {
    CacheFolder t;
    Cache cache(t.path, t.options());
    const std::string hash(600, 'a');
    CHECK_THROWS_AS(cache.put({"page", 1, hash}, "x"), std::logic_error);
}

TEST_CASE("a full cache is dropped and goes on") {
    CacheFolder t;
    Cache cache(t.path, t.options(1024 * 1024));
    const std::string value(50'000, 'v');
    for (int i = 0; i < 100; ++i) {
        const auto hash = std::to_string(i);
        cache.put({"page", 1, hash}, value);
        CHECK(cache.get({"page", 1, hash}) == value);
    }
    CHECK(cache.size().bytes <= 1024 * 1024);
    CHECK(cache.size().entries < 20);
    REQUIRE_FALSE(t.reports.empty());
    CHECK(t.reports[0] == "the cache was dropped: it was full");
}

TEST_CASE("a value over a quarter of the limit is not kept and drops nothing") {
    CacheFolder t;
    Cache cache(t.path, t.options(1024 * 1024));
    cache.put(kThumbnail, "small");
    cache.put({"page", 1, "big"}, std::string(300'000, 'v'));
    CHECK_FALSE(cache.get({"page", 1, "big"}));
    CHECK(cache.get(kThumbnail) == "small");
}

TEST_CASE("a cache folder deleted while nothing runs costs its content alone") {
    CacheFolder t;
    { Cache(t.path, t.options()).put(kThumbnail, "gone"); }
    fs::remove_all(t.path);
    Cache cache(t.path, t.options());
    CHECK(cache.is_open());
    CHECK_FALSE(cache.get(kThumbnail));
    cache.put(kThumbnail, "again");
    CHECK(cache.get(kThumbnail) == "again");
}

TEST_CASE("a cache folder deleted under a running cache hurts nobody") {
    CacheFolder t;
    Cache cache(t.path, t.options());
    fs::remove_all(t.path);
    cache.put(kThumbnail, "kept for now");
    CHECK(cache.get(kThumbnail) == "kept for now");
    cache.clear();
    cache.put(kThumbnail, "kept for good");
    CHECK(fs::exists(t.path / "data.mdb"));
}

TEST_CASE("a foreign, damaged or cut file is dropped and made anew") {
    CacheFolder t;
    {
        Cache cache(t.path, t.options());
        for (int i = 0; i < 50; ++i) {
            cache.put({"page", 1, std::to_string(i)}, std::string(5000, 'v'));
        }
    }
    const auto data = t.path / "data.mdb";
    SUBCASE("foreign") {
        overwrite(data, std::string(20'000, 'x'));
    }
    SUBCASE("empty pages") {
        overwrite(data, std::string(20'000, '\0'));
    }
    SUBCASE("cut") {
        fs::resize_file(data, 5 * 4096);
    }
    Cache cache(t.path, t.options());
    REQUIRE(cache.is_open());
    CHECK_FALSE(cache.get({"page", 1, "49"}));
    cache.put(kThumbnail, "again");
    CHECK(cache.get(kThumbnail) == "again");
    REQUIRE(t.reports.size() == 1);
    CHECK(t.reports[0].starts_with("the cache was dropped: "));
}

TEST_CASE("a cache in use when the machine went down is not trusted") {
    CacheFolder t;
    { Cache(t.path, t.options()).put(kThumbnail, "torn, perhaps"); }
    CHECK_FALSE(fs::exists(t.path / "open"));
    overwrite(t.path / "open", "00000000-0000-0000-0000-000000000000\n");
    Cache cache(t.path, t.options());
    CHECK_FALSE(cache.get(kThumbnail));
    CHECK(t.reports == std::vector<std::string>{
                           "the cache was dropped: the machine went down while the cache was in "
                           "use"});
}

TEST_CASE("a killed process costs the cache nothing") {
    CacheFolder t;
    const pid_t child = ::fork();
    if (child == 0) {
        Cache cache(t.path, {});
        cache.put(kThumbnail, "survives");
        ::_exit(0);  // As a kill would: nothing is closed.
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    Cache cache(t.path, t.options());
    CHECK(cache.get(kThumbnail) == "survives");
    CHECK(t.reports.empty());
}

TEST_CASE("a cache over a limit that was lowered is dropped") {
    CacheFolder t;
    {
        Cache cache(t.path, t.options());
        for (int i = 0; i < 50; ++i) {
            cache.put({"page", 1, std::to_string(i)}, std::string(50'000, 'v'));
        }
    }
    Cache cache(t.path, t.options(1024 * 1024));
    CHECK(cache.size().entries == 0);
    CHECK(t.reports ==
          std::vector<std::string>{"the cache was dropped: the cache is over its limit"});
}

TEST_CASE("where nothing can be kept the program works without a cache") {
    CacheFolder t;
    overwrite(t.path, "a file where the folder should be");
    Cache cache(t.path, t.options());
    CHECK_FALSE(cache.is_open());
    cache.put(kThumbnail, "x");
    CHECK_FALSE(cache.get(kThumbnail));
    CHECK(cache.size().entries == 0);
    REQUIRE(t.reports.size() == 1);
    CHECK(t.reports[0].starts_with("works without a cache: "));
}

TEST_CASE("clear leaves nothing") {
    CacheFolder t;
    Cache cache(t.path, t.options());
    cache.put(kThumbnail, "x");
    cache.clear();
    CHECK_FALSE(cache.get(kThumbnail));
    CHECK(cache.is_open());
}

TEST_CASE("folder and file are for the user alone") {
    CacheFolder t;
    Cache cache(t.path, t.options());
    struct stat status {};
    REQUIRE(::stat(t.path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0700);
    REQUIRE(::stat((t.path / "data.mdb").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600);
}

TEST_CASE("threads may read while others write and the cache is dropped under them") {
    CacheFolder t;
    Cache cache(t.path, t.options(512 * 1024));
    const auto work = [&](char letter) {
        for (int i = 0; i < 200; ++i) {
            const auto hash = letter + std::to_string(i % 10);
            cache.put({"page", 1, hash}, std::string(20'000, letter));
            const auto found = cache.get({"page", 1, hash});
            // Dropped by another thread, or whole.
            CHECK((!found || *found == std::string(20'000, letter)));
        }
    };
    std::vector<std::jthread> threads;
    for (const char letter : {'a', 'b', 'c', 'd'}) threads.emplace_back(work, letter);
}
