#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <stdexcept>

#include "base/error.hpp"
#include "files/asset_service.hpp"
#include "store/schema_check.hpp"
#include "support/database.hpp"

using namespace fabula;
using namespace fabula::test;
using files::CheckDepth;

namespace {

namespace fs = std::filesystem;

// The smallest PNG header that tells a size: 640 x 360.
const std::string kPng("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\x68", 24);

struct Assets : Database {
    files::AssetTree tree{folder.path()};
    files::AssetService service{store, tree, clock,
                                [](store::Reader&, const Actor& actor, const files::Asset& asset) {
                                    return actor.organization == asset.organization_id;
                                }};

    files::NewAsset a_frame() const {
        return {.id = make_id<AssetId>(),
                .organization_id = kActor.organization,
                .project_id = ProjectId{kProject},
                .folder = AssetFolder::Shots,
                .extension = "png",
                .state = ArtState::Rough,
                .provenance = {{"provider", "built-in"}}};
    }
    fs::path path_of(const files::Asset& asset) const {
        return folder.path() / files::AssetTree::file_path(asset);
    }
    fs::path facts_path_of(const files::Asset& asset) const {
        return path_of(asset).parent_path() / (asset.id.text + ".json");
    }
};

std::string content_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void overwrite(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

unsigned mode_of(const fs::path& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777U;
}

std::size_t count_files(const fs::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && !entry.path().filename().string().starts_with("fabula.db")) {
            ++count;
        }
    }
    return count;
}

Code code_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const AppError& error) {
        return error.code();
    }
    FAIL("nothing was thrown");
    return Code::Internal;
}

}  // namespace

TEST_CASE("a stored picture lies under its id, with its facts beside it and its row") {
    Assets t;
    const auto asset = t.service.create(t.a_frame(), kPng);
    CHECK(files::AssetTree::file_path(asset) == "images/shots/" + asset.id.text + ".png");
    CHECK(content_of(t.path_of(asset)) == kPng);
    CHECK(t.service.read(asset) == kPng);
    CHECK(asset.mime == "image/png");
    CHECK(asset.kind == AssetKind::Image);
    CHECK(asset.size_bytes == 24);
    CHECK(asset.width == 640);
    CHECK(asset.height == 360);
    const auto facts = parse_json(content_of(t.facts_path_of(asset)));
    CHECK(facts["id"] == asset.id.text);
    CHECK(facts["organization_id"] == kActor.organization.text);
    CHECK(facts["project_id"] == kProject);
    CHECK(facts["size_bytes"] == 24);
    CHECK(facts["width"] == 640);
    CHECK(facts["state"] == "rough");
    CHECK(facts["provenance"]["provider"] == "built-in");
    CHECK(facts["sha256"] == asset.sha256);
    const auto row = t.service.get(kActor, asset.id);
    CHECK(row.sha256 == asset.sha256);
    CHECK(row.created_at == t.clock.now());
    CHECK(t.service.check(CheckDepth::Hashes).is_clean());
}

TEST_CASE("a file's hash is its SHA-256") {
    // FIPS 180-2, B.1.
    CHECK(files::sha256_of("abc") ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("files and folders are for the user alone") {
    Assets t;
    const auto asset = t.service.create(t.a_frame(), kPng);
    CHECK(mode_of(t.path_of(asset)) == 0600);
    CHECK(mode_of(t.facts_path_of(asset)) == 0600);
    CHECK(mode_of(t.folder / "images") == 0700);
    CHECK(mode_of(t.folder / "images" / "shots") == 0700);
    CHECK(mode_of(t.folder / "documents") == 0700);
}

TEST_CASE("sounds and documents have folders of their own") {
    Assets t;
    auto in = t.a_frame();
    in.folder = AssetFolder::Documents;
    in.extension = "json";
    const auto document = t.service.create(in, "{}");
    CHECK(files::AssetTree::file_path(document) ==
          "documents/" + document.id.text + ".content.json");
    CHECK(content_of(t.path_of(document)) == "{}");
    CHECK(document.mime == "application/json");
    CHECK_FALSE(document.width);
    in = t.a_frame();
    in.folder = AssetFolder::Audio;
    in.extension = "mp3";
    CHECK(files::AssetTree::file_path(t.service.create(in, "ID3")).parent_path() == "audio");
    CHECK(t.service.check(CheckDepth::Hashes).is_clean());
    t.store.write([](store::Tx& tx) { tx.run("DELETE FROM asset"); });
    CHECK(t.service.restore(t.service.check(CheckDepth::Hashes)).rows == 2);
    CHECK(t.service.check(CheckDepth::Hashes).is_clean());
}

TEST_CASE("work done again after a crash writes the same file again") {
    Assets t;
    const auto in = t.a_frame();
    t.service.write_file(in, kPng);
    auto asset = t.service.write_file(in, kPng);
    t.store.write([&](store::Tx& tx) { tx.insert(asset); });
    CHECK(t.service.check(CheckDepth::Hashes).is_clean());
    CHECK(count_files(t.folder.path()) == 2);
}

TEST_CASE("no id or extension leads out of the folder") {
    Assets t;
    auto in = t.a_frame();
    in.id.text = "../../escape";
    CHECK_THROWS_AS(t.service.create(in, kPng), std::logic_error);
    in = t.a_frame();
    in.extension = "/../../x";
    CHECK_THROWS_AS(t.service.create(in, kPng), std::logic_error);
    in.extension = "exe";
    CHECK_THROWS_AS(t.service.create(in, kPng), std::logic_error);
    CHECK(count_files(t.folder.path()) == 0);
}

TEST_CASE("a link in place of a file is not followed") {
    Assets t;
    const auto asset = t.service.create(t.a_frame(), kPng);
    fs::remove(t.path_of(asset));
    fs::create_symlink("/etc/passwd", t.path_of(asset));
    CHECK(code_of([&] { static_cast<void>(t.service.read(asset)); }) == Code::NotFound);
}

TEST_CASE("a link in place of a folder is refused") {
    TempFolder folder;
    fs::create_directory(folder / "elsewhere");
    fs::create_directory(folder / "images");
    fs::create_directory_symlink(folder / "elsewhere", folder / "images" / "shots");
    CHECK(code_of([&] { const files::AssetTree tree(folder.path()); }) == Code::Unavailable);
}

TEST_CASE("a row that cannot be stored leaves no file") {
    Assets t;
    auto in = t.a_frame();
    in.project_id = ProjectId{make_uuid()};
    CHECK(code_of([&] { t.service.create(in, kPng); }) == Code::Conflict);
    CHECK(count_files(t.folder.path()) == 0);
}

TEST_CASE("another organization's file is not found") {
    Assets t;
    const auto asset = t.service.create(t.a_frame(), kPng);
    CHECK(code_of([&] {
              t.service.get({{make_uuid()}, {make_uuid()}}, asset.id);
          }) == Code::NotFound);
}

TEST_CASE("the check names a row without its file") {
    Assets t;
    const auto asset = t.service.create(t.a_frame(), kPng);
    fs::remove(t.path_of(asset));
    const auto found = t.service.check(CheckDepth::Sizes);
    REQUIRE(found.without_file.size() == 1);
    CHECK(found.without_file[0].id == asset.id);
    CHECK(code_of([&] { static_cast<void>(t.service.read(asset)); }) == Code::NotFound);
}

TEST_CASE("the check names a file whose size or content changed") {
    Assets t;
    const auto cut = t.service.create(t.a_frame(), kPng);
    const auto flipped = t.service.create(t.a_frame(), kPng);
    overwrite(t.path_of(cut), kPng.substr(0, 20));
    auto bytes = kPng;
    bytes[23] = '\x69';
    overwrite(t.path_of(flipped), bytes);
    const auto quick = t.service.check(CheckDepth::Sizes);
    REQUIRE(quick.changed.size() == 1);
    CHECK(quick.changed[0].id == cut.id);
    CHECK(t.service.check(CheckDepth::Hashes).changed.size() == 2);
}

TEST_CASE("lost rows are made again from the facts beside the files") {
    Assets t;
    const auto asset = t.service.create(t.a_frame(), kPng);
    t.store.write([](store::Tx& tx) { tx.run("DELETE FROM asset"); });
    const auto found = t.service.check(CheckDepth::Hashes);
    REQUIRE(found.without_row.size() == 1);
    const auto restored = t.service.restore(found);
    CHECK(restored.rows == 1);
    const auto row = t.service.get(kActor, asset.id);
    CHECK(row.sha256 == asset.sha256);
    CHECK(row.project_id == asset.project_id);
    CHECK(row.folder == AssetFolder::Shots);
    CHECK(row.state == ArtState::Rough);
    CHECK(row.created_at == asset.created_at);
    CHECK(t.service.check(CheckDepth::Hashes).is_clean());
}

TEST_CASE("a restored row of a lost project belongs to none; of a lost owner is not made") {
    Assets t;
    const auto asset = t.service.create(t.a_frame(), kPng);
    t.store.write([](store::Tx& tx) { tx.run("DELETE FROM project"); });
    const auto found = t.service.check(CheckDepth::Sizes);
    CHECK(t.service.restore(found).rows == 1);
    CHECK_FALSE(t.service.get(kActor, asset.id).project_id);
    t.store.write([](store::Tx& tx) { tx.run("DELETE FROM organization"); });
    const auto restored = t.service.restore(t.service.check(CheckDepth::Sizes));
    CHECK(restored.rows == 0);
    CHECK(restored.without_owner.size() == 1);
}

TEST_CASE("lost facts are written again from the row") {
    Assets t;
    const auto asset = t.service.create(t.a_frame(), kPng);
    const auto before = content_of(t.facts_path_of(asset));
    overwrite(t.facts_path_of(asset), "{");
    auto found = t.service.check(CheckDepth::Sizes);
    CHECK(found.without_facts.size() == 1);
    CHECK(t.service.restore(found).facts == 1);
    CHECK(content_of(t.facts_path_of(asset)) == before);
    fs::remove(t.facts_path_of(asset));
    CHECK(t.service.check(CheckDepth::Sizes).without_facts.size() == 1);
}

TEST_CASE("the check names files that are nobody's") {
    Assets t;
    const auto id = make_uuid();
    overwrite(t.folder / "images" / "shots" / "holiday.png", "x");
    overwrite(t.folder / "images" / "covers" / (id + ".png"), "no facts");
    overwrite(t.folder / "audio" / (id + ".json"), "{}");
    const auto found = t.service.check(CheckDepth::Sizes);
    CHECK(found.unknown_files == std::vector<std::string>{"images/covers/" + id + ".png",
                                                          "images/shots/holiday.png",
                                                          "audio/" + id + ".json"});
    CHECK(found.without_row.empty());
}

TEST_CASE("facts that somebody wrote by hand lead nowhere") {
    Assets t;
    const auto asset = t.service.create(t.a_frame(), kPng);
    auto facts = parse_json(content_of(t.facts_path_of(asset)));
    t.store.write([](store::Tx& tx) { tx.run("DELETE FROM asset"); });
    SUBCASE("another folder") {
        facts["extension"] = "/../../x.png";
    }
    SUBCASE("no id") {
        facts["id"] = "../../x";
    }
    SUBCASE("another id") {
        facts["id"] = make_uuid();
    }
    SUBCASE("another file") {
        facts["extension"] = "jpg";
    }
    overwrite(t.facts_path_of(asset), facts.dump());
    const auto found = t.service.check(CheckDepth::Hashes);
    CHECK(found.without_row.empty());
    CHECK(found.unknown_files.size() == 1);
}

TEST_CASE("what a killed process left half written is named and can be removed") {
    Assets t;
    overwrite(t.folder / "images" / "shots" / ".unfinished-00ff-x.png", "half");
    CHECK(t.service.check(CheckDepth::Sizes).unfinished ==
          std::vector<std::string>{"images/shots/.unfinished-00ff-x.png"});
    CHECK(t.tree.remove_unfinished() == 1);
    CHECK(t.service.check(CheckDepth::Sizes).is_clean());
}

TEST_CASE("the table of assets is as its field list says") {
    Assets t;
    CHECK(t.store.read([](store::Reader& db) {
        return store::schema_problems<files::Asset>(db);
    }) == std::vector<std::string>{});
}
