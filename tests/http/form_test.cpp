// Forms as bodies: the fields of what browsers and curl send.
#include "http/body/form.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

namespace fabula::http {

namespace {

constexpr std::string_view kEncoded = "application/x-www-form-urlencoded";

std::optional<Json> read(std::string_view type, std::string_view text,
                         std::uint64_t bytes_max = 1000) {
    TextBody body(text);
    return read_form(body, type, bytes_max);
}

// The code of what is thrown, and the field that it names.
std::pair<Code, std::string> refusal(std::string_view type, std::string_view text) {
    try {
        read(type, text, 40);
    } catch (const AppError& error) {
        return {error.code(), error.details().field};
    }
    return {Code::Internal, "nothing was refused"};
}

}  // namespace

TEST_CASE("fields of an encoded form are an object of texts") {
    CHECK(read(kEncoded, "title=The+Lamp&script=%C3%9Cber%0Aalles&empty=") ==
          Json{{"title", "The Lamp"}, {"script", "Über\nalles"}, {"empty", ""}});
    CHECK(read("Application/X-WWW-Form-Urlencoded; charset=utf-8", "a=1") == Json{{"a", "1"}});
    CHECK(read(kEncoded, "") == Json::object());
}

TEST_CASE("fields and files of a form in parts are texts alike") {
    const auto found =
        read("multipart/form-data; boundary=b",
             "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nThe Lamp\r\n--b\r\n"
             "Content-Disposition: form-data; name=\"script\"; filename=\"s.txt\"\r\n\r\nDark.\r\n"
             "--b--\r\n");
    CHECK(found == Json{{"title", "The Lamp"}, {"script", "Dark."}});
}

TEST_CASE("another content type is no form") {
    CHECK(!read("application/json", "{}").has_value());
    CHECK(!read("", "a=1").has_value());
}

TEST_CASE("what is twice, not text or too long is refused") {
    CHECK(refusal(kEncoded, "a=1&a=2") == std::pair{Code::Invalid, std::string("a")});
    CHECK(refusal(kEncoded, "a=%ff").first == Code::Invalid);
    CHECK(refusal(kEncoded, "a=%0").first == Code::Invalid);
    CHECK(refusal(kEncoded, "a=" + std::string(200, 'x')).first == Code::TooLarge);
    CHECK(refusal("multipart/form-data; boundary=b",
                  "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" +
                      std::string(60, 'x') + "\r\n--b--\r\n")
              .first == Code::TooLarge);
    CHECK(refusal("multipart/form-data; boundary=b",
                  "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--b--\r\n") ==
          std::pair{Code::Invalid, std::string("a")});
}

}  // namespace fabula::http
