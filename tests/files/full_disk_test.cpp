#include <doctest/doctest.h>

#include "files/asset_service.hpp"
#include "support/child_process.hpp"
#include "support/database.hpp"

using namespace fabula;
using namespace fabula::test;

namespace {

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
    CHECK(run_in_child(become_nobody, [&] {
              return expect_unavailable("The data directory does not allow this",
                                        [&] { tree.put(a_frame("x"), "x"); });
          }) == 0);
}
