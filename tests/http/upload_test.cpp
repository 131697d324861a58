#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "http/body/file_name.hpp"
#include "http/body/multipart.hpp"
#include "http/body/receive.hpp"
#include "http/desk.hpp"

namespace fabula::http {

using sample::Desk;

namespace {

const std::string kForm = "multipart/form-data; boundary=XX";

std::string part(const std::string& disposition, const std::string& content) {
    return "--XX\r\nContent-Disposition: " + disposition + "\r\nContent-Type: text/x\r\n\r\n" +
           content + "\r\n";
}

Reply post_form(Desk& desk, const std::string& text) {
    return desk.send(Method::Post, "/api/v1/charts", {{"content-type", kForm}}, text);
}

std::string detail_of(const Reply& reply) {
    return parse_json(reply.body)["detail"].get<std::string>();
}

// A body that comes in pieces of the given size, as a network may cut it.
class SlicedBody final : public Body {
public:
    SlicedBody(std::string_view text, std::size_t slice) : text_(text), slice_(slice) {}
    [[nodiscard]] std::uint64_t length() const override { return text_.size(); }
    std::size_t read(std::span<char> out) override {
        return text_.read(out.first(std::min(slice_, out.size())));
    }

private:
    struct Text : std::string_view {
        using std::string_view::string_view;
        Text(std::string_view text) : std::string_view(text) {}
        std::size_t read(std::span<char> out) {
            const auto count = copy(out.data(), out.size());
            remove_prefix(count);
            return count;
        }
    };
    Text text_;
    std::size_t slice_;
};

class Recorder final : public PartSink {
public:
    void begin(const PartHeader& header) override {
        text += "[" + header.name + "|" + header.file_name.value_or("-") + "|" +
                header.content_type + "|";
    }
    void content(std::string_view piece) override { text += piece; }
    void end() override { text += "]"; }
    std::string text;
};

}  // namespace

TEST_CASE("a raw body becomes a file that is gone when nobody keeps it") {
    Desk desk;
    const auto reply = desk.send(Method::Post, "/api/v1/charts?name=kieler%20bucht.txt",
                                 {{"content-type", "text/plain"}}, "depth 12");
    CHECK(reply.status == 201);
    CHECK(reply.body ==
          R"({"name":"kieler bucht.txt","type":"text/plain","size":8,"text":"depth 12"})");
    CHECK(std::filesystem::is_empty(desk.folder.path()));
}

TEST_CASE("a form's first file is taken, other fields are passed over") {
    Desk desk;
    const auto reply = post_form(
        desk, part("form-data; name=\"note\"", "hello") +
                  part("form-data; name=\"file\"; filename=\"a \\\"b\\\".txt\"", "one\r\n--X\r\n") +
                  part("form-data; name=\"file\"; filename=\"c.txt\"", "two") + "--XX--\r\n");
    CHECK(reply.body ==
          R"({"name":"a \"b\".txt","type":"text/x","size":10,"text":"one\r\n--X\r\n"})");
}

TEST_CASE("a file above the limit is refused by the limit's name and leaves nothing") {
    Limits limits;
    limits.upload_bytes = 1'500'000;
    Desk desk({}, limits);
    const std::string big(1'500'001, 'x');
    const auto raw = desk.send(Method::Post, "/api/v1/charts", {{"content-type", "a/b"}}, big);
    CHECK(raw.status == 413);
    CHECK(detail_of(raw) == "The file is too large: at most 1.5 MB are taken.");
    const auto form =
        post_form(desk, part("form-data; name=\"file\"; filename=\"a\"", big) + "--XX--");
    CHECK(form.status == 413);
    CHECK(std::filesystem::is_empty(desk.folder.path()));
}

TEST_CASE("a file name that leads elsewhere or hides something is refused by its cause") {
    const auto message = [](std::string_view name) -> std::string {
        try {
            check_file_name(name);
            return "";
        } catch (const AppError& error) {
            CHECK(error.details().field == "name");
            return error.what();
        }
    };
    CHECK(message("Übung 1 – Anfang.fountain").empty());
    CHECK(message("").empty());
    CHECK(message("..") == "The file name is that of a folder.");
    CHECK(message("../a") == "The file name must not name a folder.");
    CHECK(message("a/b") == "The file name must not name a folder.");
    CHECK(message("a\\b") == "The file name must not name a folder.");
    CHECK(message("a\nb") == "The file name holds a control character.");
    CHECK(message(std::string_view("a\0b", 3)) == "The file name holds a control character.");
    CHECK(message("a\xC2\x85") == "The file name holds a control character.");
    CHECK(message("a\xE2\x80\xAE"
                  "txt.exe") ==
          "The file name holds a character that turns the writing direction.");
    CHECK(message("a\xFF") == "The file name is not UTF-8.");
    CHECK(message(std::string(256, 'a')) == "The file name is longer than 255 bytes.");
}

TEST_CASE("a form with a bad file name leaves nothing behind") {
    Desk desk;
    CHECK(
        post_form(desk, part("form-data; name=\"file\"; filename=\"..\"", "x") + "--XX--").status ==
        422);
    CHECK(std::filesystem::is_empty(desk.folder.path()));
}

TEST_CASE("a form that is not well-formed is refused") {
    Desk desk;
    const std::string good = part("form-data; name=\"file\"; filename=\"a\"", "x");
    CHECK(post_form(desk, good + "--XX--").status == 201);
    for (const std::string& text :
         {std::string("nothing"), good, good + "--XX", good + "--XXjunk\r\n\r\n",
          std::string("--XX\r\nNo colon\r\n\r\nx\r\n--XX--"),
          std::string("--XX\r\nContent-Type: a/b\r\n\r\nx\r\n--XX--"),
          part("attachment; filename=\"a\"", "x") + "--XX--",
          part("form-data; name=\"note\"", "no file") + "--XX--"}) {
        CAPTURE(text);
        CHECK(post_form(desk, text).status == 422);
    }
    std::string many;
    for (int i = 0; i < 65; ++i) many += part("form-data; name=\"n\"", "x");
    CHECK(detail_of(post_form(desk, many + "--XX--")).find("64 parts") != std::string::npos);
    CHECK(desk.send(Method::Post, "/api/v1/charts", {{"content-type", "multipart/mixed"}}, "x")
              .status == 415);
    CHECK(std::filesystem::is_empty(desk.folder.path()));
}

TEST_CASE("a form reads the same however it is cut into pieces") {
    const std::string text =
        "preamble\r\n" + part("form-data; name=\"a\"", std::string("\r\n--X\r\n\r\n-\0", 11)) +
        part("form-data; name=\"%22b%22\"; filename=\"\"", "") + "--XX--\r\nepilogue";
    for (std::size_t slice = 1; slice <= text.size(); ++slice) {
        CAPTURE(slice);
        SlicedBody body(text, slice);
        Recorder recorder;
        read_multipart(body, "XX", recorder);
        CHECK(recorder.text ==
              "[a|-|text/x|" + std::string("\r\n--X\r\n\r\n-\0", 11) + "][\"b\"||text/x|]");
    }
}

TEST_CASE("a boundary is taken as RFC 2046 allows it") {
    CHECK(multipart_boundary("multipart/form-data; boundary=abc") == "abc");
    CHECK(multipart_boundary("Multipart/Form-Data; charset=x; boundary=\"a b\"") == std::nullopt);
    CHECK(multipart_boundary("multipart/form-data; boundary=\"a:b\"") == "a:b");
    CHECK(multipart_boundary("multipart/form-data") == std::nullopt);
    CHECK(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'a')) ==
          std::nullopt);
    CHECK(multipart_boundary("text/plain; boundary=abc") == std::nullopt);
}

TEST_CASE("uploads are readable by this user alone, and kept where they are moved to") {
    const test::TempFolder folder;
    Request request = Request::to(Method::Post, "/");
    TextBody body("hello");
    {
        Upload upload = receive_upload(request, body, folder.path(), 100);
        struct stat facts {};
        REQUIRE(::stat(upload.path().c_str(), &facts) == 0);
        CHECK((facts.st_mode & 0777) == 0600);
        upload.keep_at(folder / "kept");
    }
    CHECK(std::filesystem::file_size(folder / "kept") == 5);
}

TEST_CASE("what a killed server left of uploads is removed, and nothing else") {
    const test::TempFolder folder;
    std::ofstream(folder / "upload-0123") << "x";
    std::ofstream(folder / "keep.txt") << "x";
    remove_abandoned_uploads(folder.path());
    CHECK_FALSE(std::filesystem::exists(folder / "upload-0123"));
    CHECK(std::filesystem::exists(folder / "keep.txt"));
}

TEST_CASE("a folder that cannot be written to is a sentence, not a crash") {
    Desk desk;
    std::filesystem::remove_all(desk.folder.path());
    const auto reply = desk.send(Method::Post, "/api/v1/charts", {{"content-type", "a/b"}}, "x");
    CHECK(reply.status == 500);
    CHECK(detail_of(reply) == "The file could not be stored.");
}

TEST_CASE("sizes are written as people read them") {
    CHECK(format_bytes(999) == "999 bytes");
    CHECK(format_bytes(1000) == "1 kB");
    CHECK(format_bytes(2'560'000) == "2.5 MB");
    CHECK(format_bytes(100'000'000) == "100 MB");
    CHECK(format_bytes(4'000'000'000) == "4 GB");
}

}  // namespace fabula::http
