// Sounds over the API: brought, cut, moved, binned, copied, and sent piece by piece.
#include <fstream>

#include "files/file_io.hpp"
#include "rights_house.hpp"
#include "support/sounds.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

using http::Method;

const std::string kText =
    "INT. BAR - DAY\n\nMarie pours.\n\nMARIE\nClosed.\n\nBOB\nSince when?\n\n"
    "EXT. YARD - NIGHT\n\nRain.\n";

std::string id_of(const Json& row) {
    return row.at("id").get<std::string>();
}

struct Play {
    explicit Play(TestStudio& in) : studio(in), project(in.bring_project("bar.fountain", kText)) {
        const Json nodes = studio.get("/api/v1/nodes?project_id=" + project).at("nodes");
        bar = id_of(nodes.at(0));
        yard = id_of(nodes.at(1));
        shot = id_of(studio.post("/api/v1/shots", {{"scene_id", bar}}));
        const Json cast = studio.get("/api/v1/characters?project_id=" + project).at("characters");
        marie = id_of(cast.at(0));
    }
    // Lays it under the shot.
    [[nodiscard]] ApiAnswer send(const std::string& bytes,
                                 const std::string& query = "type=sfx") const {
        return studio.send(Method::Post, "/api/v1/shots/" + shot + "/upload-audio?" + query, bytes,
                           "application/octet-stream");
    }
    Json add(const std::string& bytes, const std::string& query = "type=sfx") const {
        const auto answer = send(bytes, query);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 201);
        return parse_json(answer.body);
    }
    [[nodiscard]] ApiAnswer change(const Json& sound, const Json& wish) const {
        return studio.send_json(Method::Patch, "/api/v1/shots/audio/" + id_of(sound), wish);
    }
    [[nodiscard]] Json list() const {
        return studio.get("/api/v1/projects/" + project + "/audio").at("audio");
    }
    // "audio/<id>.wav …" under the data directory, and what waits in uploads/.
    [[nodiscard]] std::size_t file_count() const {
        std::size_t count = 0;
        for (const auto* folder : {"audio", "uploads"}) {
            const auto path = studio.studio().directory.folder() / folder;
            for (const auto& entry : std::filesystem::directory_iterator(path)) {
                (void)entry;
                ++count;
            }
        }
        return count;
    }

    TestStudio& studio;
    std::string project, bar, yard, shot, marie;
};

std::string form_of(const std::string& bytes) {
    const std::string field = "--XX\r\nContent-Disposition: form-data; name=";
    return field + "\"type\"\r\n\r\nmusic\r\n" + field + "\"label\"\r\n\r\nWaltz \xE2\x99\xAB\r\n" +
           field + "\"fadeIn\"\r\n\r\n0.25\r\n" + field +
           "\"file\"; filename=\"waltz.mp3\"\r\nContent-Type: audio/mpeg\r\n\r\n" + bytes +
           "\r\n--XX--\r\n";
}

}  // namespace

TEST_CASE("a sound comes as the documented form, and its kind and length from its bytes") {
    TestStudio studio;
    const Play play(studio);
    // The name and the type of the form say MP3; the bytes are a WAV.
    const auto answer = studio.send(Method::Post, "/api/v1/shots/" + play.shot + "/upload-audio",
                                    form_of(test::tone(1500)), "multipart/form-data; boundary=XX");
    CAPTURE(answer.body);
    REQUIRE(answer.status == 201);
    const auto sound = parse_json(answer.body);
    CHECK(sound.at("type") == "music");
    CHECK(sound.at("label") == "Waltz \xE2\x99\xAB");
    CHECK(sound.at("fade_in") == 0.25);
    CHECK(sound.at("fade_in_ms") == 250);
    CHECK(sound.at("file_name") == "waltz.mp3");
    CHECK(sound.at("mime") == "audio/wav");
    CHECK(sound.at("file_size") == 24'044);
    CHECK(sound.at("duration") == 1.5);
    CHECK(sound.at("measured") == true);
    CHECK(sound.at("start_time") == 0.0);
    CHECK(sound.at("end_time").is_null());
    CHECK(studio.fetch(sound.at("file_url").get<std::string>()) == test::tone(1500));
    const auto listed = studio.get("/api/v1/shots/" + play.shot + "/audio").at("audio");
    REQUIRE(listed.size() == 1);
    CHECK(listed.at(0).at("id") == sound.at("id"));
    CHECK(listed.at(0).at("waveform_data").size() == 600);
    const auto batch = studio.get("/api/v1/shots/audio/batch?shot_ids=" + play.shot).at("audio");
    CHECK(batch.at(play.shot).at(0).at("id") == sound.at("id"));
    const auto folder = studio.studio().directory.folder() / "audio";
    const auto asset = sound.at("asset_id").get<std::string>();
    CHECK(std::filesystem::exists(folder / (asset + ".wav")));
    CHECK(std::filesystem::exists(folder / (asset + ".json")));
    CHECK(play.file_count() == 2);
}

TEST_CASE("the peaks of a WAV are the server's, of other files the browser's") {
    TestStudio studio;
    const Play play(studio);
    const auto wav = play.add(test::tone(1000));
    const auto peaks_of = [&](const Json& sound) {
        return studio.get("/api/v1/shots/audio/" + id_of(sound) + "/waveform");
    };
    const auto heard = peaks_of(wav);
    CHECK(heard.at("cached") == true);
    CHECK(heard.at("duration") == 1.0);
    CHECK(heard.at("peaks").size() == 600);
    CHECK(play.change(wav, {{"peaks", {1, 1}}, {"duration", 9}}).status == 200);
    CHECK(peaks_of(wav) == heard);
    const auto mp3 = play.add(test::mp3(100));
    CHECK(mp3.at("duration_ms") == 2612);
    CHECK(peaks_of(mp3).at("cached") == false);
    CHECK(peaks_of(mp3).at("peaks") == Json::array());
    CHECK(play.change(mp3, {{"peaks", {0, 0.25, 1}}, {"duration", 99}}).status == 200);
    CHECK(peaks_of(mp3) ==
          Json{{"peaks", {0.0, 0.25, 1.0}}, {"duration", 2.612}, {"cached", true}});
    for (const Json& wrong :
         {Json{0.5, 1.5}, Json{"loud"}, Json("loud?"), Json(Json::array_t(1001, 0))}) {
        CHECK(field_of(play.change(mp3, {{"peaks", wrong}})) == "peaks");
    }
    CHECK(peaks_of(mp3).at("peaks").size() == 3);
}

TEST_CASE("what is no whole sound is refused by name, and nothing of it stays") {
    TestStudio studio;
    const Play play(studio);
    auto lying = test::tone(2000);
    lying.replace(40, 4, test::little(std::uint64_t{10'800} * 16'000, 4));
    const auto refuse = [&](const std::string& bytes, int status) {
        const auto answer = play.send(bytes, "type=sfx&name=door.wav");
        CAPTURE(answer.body);
        CHECK(answer.status == status);
        CHECK(field_of(answer) == "file");
        return parse_json(answer.body).at("detail").get<std::string>();
    };
    CHECK(refuse("", 422) == "The file is empty.");
    CHECK(refuse(lying, 422).find("promises 10800 seconds, 2 are there") != std::string::npos);
    refuse(test::tone(500).substr(0, 4000), 422);
    refuse("\x89PNG\r\n\x1A\n" + std::string(200, 'x'), 415);
    refuse("<html><script>alert(1)</script></html>", 415);
    refuse(test::opus(900).substr(0, 70), 422);
    CHECK(field_of(play.send(test::tone(100), "type=noise")) == "type");
    CHECK(field_of(play.send(test::tone(100), "label=x")) == "type");
    CHECK(field_of(play.send(test::tone(100), "type=sfx&end_time=7")) == "end_ms");
    CHECK(field_of(play.send(test::tone(100), "type=sfx&character_id=" + play.marie)) ==
          "character_id");
    CHECK(studio
              .send(Method::Post, "/api/v1/shots/" + play.bar + "/upload-audio?type=sfx",
                    test::tone(100), "application/octet-stream")
              .status == 404);
    CHECK(play.list().empty());
    CHECK(play.file_count() == 0);
}

TEST_CASE("three hours are taken") {
    TestStudio studio;
    const Play play(studio);
    const auto hours =
        play.add(test::wav_of(std::string(10'800'000, '\x80'), {.rate = 1000, .bits = 8}));
    CHECK(hours.at("duration") == 10'800.0);
    CHECK(play.change(hours, {{"start_time", 10'799}, {"end_time", 10'799.5}}).status == 200);
}

TEST_CASE("a sound is cut by exact milliseconds or the documented seconds, never beyond itself") {
    TestStudio studio;
    const Play play(studio);
    const auto sound = play.add(test::tone(2000));
    const auto cut = parse_json(
        play.change(sound,
                    {{"startTime", 0.5}, {"endTime", 1.75}, {"fadeIn", 0.1}, {"fadeOut", 0.2}})
            .body);
    CHECK(cut.at("start_ms") == 500);
    CHECK(cut.at("end_ms") == 1750);
    CHECK(cut.at("fade_in_ms") == 100);
    CHECK(cut.at("fade_out_ms") == 200);
    CHECK(cut.at("end_time") == 1.75);
    CHECK(field_of(play.change(sound, {{"end_ms", 2001}})) == "end_ms");
    CHECK(field_of(play.change(sound, {{"start_ms", 1750}})) == "start_ms");
    CHECK(field_of(play.change(sound, {{"fade_out_ms", 1200}})) == "fade_out_ms");
    CHECK(field_of(play.change(sound, {{"start_ms", 1}, {"start_time", 1}})) == "start_time");
    CHECK(field_of(play.change(sound, {{"gain_db", 13}})) == "gain_db");
    CHECK(field_of(play.change(sound, {{"start_time", -1}})) == "start_time");
    const auto open = parse_json(
        play.change(sound, {{"end_ms", nullptr}, {"offset_ms", 300}, {"gain_db", -6.5}}).body);
    CHECK(open.at("end_ms").is_null());
    CHECK(open.at("gain_db") == -6.5);
    CHECK(open.at("offset_ms") == 300);
    CHECK(open.at("start_ms") == 500);
}

TEST_CASE("a sound moves between shots and scenes of its project, and one take of each is chosen") {
    TestStudio studio;
    const Play play(studio);
    const auto take = "type=take&character_id=" + play.marie;
    const auto first = play.add(test::tone(100), take + "&starred=true");
    const auto second = play.add(test::tone(200), take);
    CHECK(play.change(second, {{"starred", true}}).status == 200);
    CHECK(studio.get("/api/v1/shots/audio/" + id_of(first)).at("starred") == false);
    const auto moved = parse_json(play.change(second, {{"scene_id", play.yard}}).body);
    CHECK(moved.at("shot_id").is_null());
    CHECK(studio.get("/api/v1/nodes/" + play.yard + "/audio").at("audio").size() == 1);
    CHECK(play.list().at(1).at("id") == second.at("id"));
    CHECK(parse_json(play.change(second, {{"shot_id", play.shot}}).body).at("scene_id").is_null());
    const auto other = studio.bring_project("other.fountain", kText);
    const auto foreign = id_of(studio.get("/api/v1/nodes?project_id=" + other).at("nodes").at(0));
    CHECK(field_of(play.change(second, {{"scene_id", foreign}})) == "scene_id");
    CHECK(field_of(play.change(second, {{"shot_id", nullptr}})) == "shot_id");
    // With its shot it goes into the bin and comes back.
    studio.send(Method::Delete, "/api/v1/shots/" + play.shot);
    CHECK(play.list().empty());
    CHECK(studio.send(Method::Get, "/api/v1/shots/audio/" + id_of(first)).status == 404);
    studio.post("/api/v1/shots/" + play.shot + "/restore");
    CHECK(play.list().size() == 2);
}

TEST_CASE("a deleted sound comes back from the bin, and is gone with its file after 30 days") {
    TestStudio studio;
    const Play play(studio);
    const auto own = play.add(test::tone(100));
    const auto address = "/api/v1/shots/audio/" + id_of(own);
    play.add(test::tone(200));
    CHECK(studio.send(Method::Delete, address).status == 204);
    CHECK(studio.send(Method::Get, address).status == 404);
    CHECK(play.list().size() == 1);
    CHECK(studio.get("/api/v1/projects/" + play.project + "/audio?deleted=true")
              .at("audio")
              .at(0)
              .at("id") == own.at("id"));
    CHECK(studio.post(address + "/restore").at("deleted_at").is_null());
    CHECK(play.list().size() == 2);
    CHECK(studio.send(Method::Delete, address).status == 204);
    auto& sounds = studio.studio().sounds;
    const auto now = studio.studio().clock.now();
    CHECK(sounds.purge_expired(now + std::chrono::hours(24 * 29)) == 0);
    CHECK(sounds.purge_expired(now + std::chrono::hours(24 * 31)) == 1);
    CHECK(play.file_count() == 2);
    // The other goes with the shot that it lies under.
    studio.send(Method::Delete, "/api/v1/shots/" + play.shot);
    CHECK(sounds.purge_expired(now + std::chrono::hours(24 * 31)) == 1);
    CHECK(play.file_count() == 0);
}

TEST_CASE("a copy of a project has sounds and files of its own") {
    TestStudio studio;
    const Play play(studio);
    const auto own = play.add(test::tone(300), "type=voice&character_id=" + play.marie);
    const auto binned = play.add(test::tone(400));
    studio.send(Method::Delete, "/api/v1/shots/audio/" + id_of(binned));
    const auto copy =
        id_of(studio.post("/api/v1/projects/" + play.project + "/duplicate", Json::object()));
    const auto sounds = studio.get("/api/v1/projects/" + copy + "/audio").at("audio");
    REQUIRE(sounds.size() == 1);
    CHECK(sounds.at(0).at("file_url") != own.at("file_url"));
    CHECK(sounds.at(0).at("character_id") != play.marie);
    CHECK(sounds.at(0).at("shot_id") != play.shot);
    CHECK(studio.fetch(sounds.at(0).at("file_url").get<std::string>()) == test::tone(300));
    CHECK(play.file_count() == 6);
}

TEST_CASE("a viewer may hear a sound and not add, change or send one; a stranger finds none") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto things = things_of(house, owner, house.demo(owner));
    const auto viewer = house.join(owner, "vera", {{"role", "viewer"}});
    const auto editor = house.join(owner, "ed", {{"role", "editor"}});
    const auto stranger = add_stranger(house);
    const auto sound = "/api/v1/shots/audio/" + things.at("sound_id");
    const auto place = "/api/v1/shots/" + things.at("shot_id");
    const auto file = house.get(sound, owner).json().at("file_url").get<std::string>();
    const Json wish = {{"scene_id", things.at("scene_id")},
                       {"type", "sfx"},
                       {"size_bytes", 10},
                       {"sha256", std::string(64, 'b')}};
    const auto statuses = [&](const std::string& who) {
        std::string out;
        const auto ask = [&](Method method, const std::string& target, const Json& body) {
            out += std::to_string(house.send(method, target, who, body).status) + " ";
        };
        ask(Method::Get, sound, nullptr);
        ask(Method::Get, file, nullptr);
        ask(Method::Post, place + "/upload-audio?type=sfx", "no sound");
        ask(Method::Patch, sound, {{"label", "Mine"}});
        ask(Method::Post, "/api/v1/uploads", wish);
        ask(Method::Get, "/api/v1/uploads/" + things.at("upload_id"), nullptr);
        ask(Method::Delete, sound, nullptr);
        return out;
    };
    CHECK(statuses(stranger) == "404 404 404 404 404 404 404 ");
    CHECK(statuses(viewer) == "200 200 403 403 403 404 403 ");
    // What is no sound is refused for what it is; another's upload is nobody else's.
    CHECK(statuses(editor) == "200 200 415 200 201 404 204 ");
}

namespace {

Json announce(const Play& play, const std::string& bytes) {
    return {{"shot_id", play.shot},
            {"type", "music"},
            {"label", "Long"},
            {"file_name", "long.wav"},
            {"size_bytes", bytes.size()},
            {"sha256", files::sha256_of(bytes)}};
}

ApiAnswer put_piece(TestStudio& studio, const Json& upload, std::size_t offset,
                    const std::string& piece) {
    return studio.send(Method::Put,
                       "/api/v1/uploads/" + id_of(upload) + "?offset=" + std::to_string(offset),
                       piece, "application/octet-stream");
}

}  // namespace

TEST_CASE("an upload goes on where it stopped, also behind a restart") {
    const test::TempFolder data;
    const auto bytes = test::tone(4000);
    Json upload, wish;
    std::string shot;
    {
        TestStudio studio(data.path());
        const Play play(studio);
        shot = play.shot;
        wish = announce(play, bytes);
        upload = studio.post("/api/v1/uploads", wish);
        CHECK(upload.at("received_bytes") == 0);
        const auto first = put_piece(studio, upload, 0, bytes.substr(0, 20'000));
        CHECK(parse_json(first.body).at("received_bytes") == 20'000);
    }
    // A piece whose answer never came: its bytes are there, its row does not say so.
    std::ofstream(data / "uploads" / ("part-" + id_of(upload)), std::ios::binary | std::ios::app)
        << "half a piece";
    TestStudio studio(data.path());
    CHECK(studio.post("/api/v1/uploads", wish).at("id") == upload.at("id"));
    CHECK(studio.get("/api/v1/uploads").at("uploads").size() == 1);
    const auto address = "/api/v1/uploads/" + id_of(upload);
    CHECK(studio.get(address).at("received_bytes") == 20'000);
    const auto wrong = put_piece(studio, upload, 30'000, "x");
    CHECK(wrong.status == 409);
    CHECK(field_of(wrong) == "offset");
    CHECK(put_piece(studio, upload, 20'000, bytes).status == 409);
    CHECK(studio.send(Method::Post, address + "/finish").status == 409);
    CHECK(put_piece(studio, upload, 20'000, bytes.substr(20'000)).status == 200);
    const auto sound = studio.post(address + "/finish");
    CHECK(sound.at("label") == "Long");
    CHECK(sound.at("duration_ms") == 4000);
    CHECK(studio.fetch(sound.at("file_url").get<std::string>()) == bytes);
    // Whoever lost the answer gets it again, and no second sound.
    CHECK(studio.post(address + "/finish").at("id") == sound.at("id"));
    CHECK(studio.get("/api/v1/shots/" + shot + "/audio").at("audio").size() == 1);
    CHECK(studio.get("/api/v1/uploads").at("uploads").empty());
    CHECK(std::filesystem::is_empty(data / "uploads"));
}

TEST_CASE("an upload is refused before a byte of it is sent, or when its bytes are others") {
    TestStudio studio;
    const Play play(studio);
    const auto bytes = test::tone(1000);
    const auto begin = [&](const std::string& field, const Json& value) {
        auto wish = announce(play, bytes);
        wish[field] = value;
        return studio.send_json(Method::Post, "/api/v1/uploads", wish);
    };
    CHECK(begin("size_bytes", 100'000'001).status == 413);
    CHECK(field_of(begin("size_bytes", 100'000'001)) == "size_bytes");
    CHECK(field_of(begin("size_bytes", 0)) == "size_bytes");
    CHECK(field_of(begin("sha256", "abc")) == "sha256");
    CHECK(begin("shot_id", play.bar).status == 404);
    CHECK(field_of(begin("shot_id", nullptr)) == "shot_id");
    const auto upload = studio.post("/api/v1/uploads", announce(play, bytes));
    const auto address = "/api/v1/uploads/" + id_of(upload);
    CHECK(put_piece(studio, upload, 0, std::string(bytes.size(), 'x')).status == 200);
    const auto refused = studio.send(Method::Post, address + "/finish");
    CHECK(refused.status == 422);
    CHECK(field_of(refused) == "sha256");
    CHECK(studio.get(address).at("received_bytes") == 0);
    CHECK(play.list().empty());
    put_piece(studio, upload, 0, bytes.substr(0, 10));
    CHECK(studio.send(Method::Delete, address).status == 204);
    CHECK(studio.send(Method::Get, address).status == 404);
    CHECK(play.file_count() == 0);
}

TEST_CASE("an upload that is no sound leaves nothing behind") {
    TestStudio studio;
    const Play play(studio);
    const std::string bytes = "INT. BAR - DAY";
    const auto upload = studio.post("/api/v1/uploads", announce(play, bytes));
    CHECK(put_piece(studio, upload, 0, bytes).status == 200);
    const auto refused = studio.send(Method::Post, "/api/v1/uploads/" + id_of(upload) + "/finish");
    CHECK(refused.status == 415);
    CHECK(field_of(refused) == "file");
    CHECK(studio.get("/api/v1/uploads").at("uploads").empty());
    CHECK(play.file_count() == 0);
}

TEST_CASE("an upload that nobody goes on with is forgotten after a week") {
    TestStudio studio;
    const Play play(studio);
    const auto bytes = test::tone(1000);
    const auto upload = studio.post("/api/v1/uploads", announce(play, bytes));
    put_piece(studio, upload, 0, bytes.substr(0, 1000));
    std::ofstream(studio.studio().directory.uploads() / "part-of-nothing") << "x";
    auto& uploads = studio.studio().sound_uploads;
    const auto now = studio.studio().clock.now();
    CHECK(uploads.purge_idle(now + std::chrono::hours(24 * 6)) == 0);
    CHECK(play.file_count() == 1);
    CHECK(uploads.purge_idle(now + std::chrono::hours(24 * 8)) == 1);
    CHECK(play.file_count() == 0);
}

}  // namespace fabula::app
