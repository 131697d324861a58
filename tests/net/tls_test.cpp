// Encrypted connections: who cannot show who they are is told nothing.
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <csignal>
#include <fstream>

#include "support/temp_folder.hpp"
#include "world.hpp"

namespace fabula::net {

namespace {

using test::WireClient;
using test::WireServer;
using test::Word;

// A certificate that its own key signed, for a name.
struct Identity {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();

    explicit Identity(const std::string& name, long days = 1) {
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_set_version(certificate, 2);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -2 * 86400);
        X509_gmtime_adj(X509_getm_notAfter(certificate), days * 86400);
        X509_set_pubkey(certificate, key);
        auto* subject = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
        X509_set_issuer_name(certificate, subject);
        auto* names =
            X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, ("DNS:" + name).c_str());
        X509_add_ext(certificate, names, -1);
        X509_EXTENSION_free(names);
        REQUIRE(X509_sign(certificate, key, EVP_sha256()) > 0);
    }
    ~Identity() {
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    Identity(const Identity&) = delete;
    Identity& operator=(const Identity&) = delete;

    void write(const std::filesystem::path& file) const {
        auto* out = std::fopen(file.c_str(), "wb");
        PEM_write_X509(out, certificate);
        std::fclose(out);
    }
};

constexpr const char* kHello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

// Gives the answer to whoever shakes hands.
WireServer::Behaviour speaking_tls(const Identity& identity, Word& seen,
                                   std::string answer = kHello) {
    return [&identity, &seen, answer](WireClient& client) {
        auto* context = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate(context, identity.certificate);
        SSL_CTX_use_PrivateKey(context, identity.key);
        auto* session = SSL_new(context);
        SSL_set_fd(session, client.socket());
        if (SSL_accept(session) == 1) {
            char buffer[4096];
            const int count = SSL_read(session, buffer, sizeof buffer);
            if (count > 0) seen = std::string(buffer, static_cast<std::size_t>(count));
            SSL_write(session, answer.data(), static_cast<int>(answer.size()));
            SSL_shutdown(session);
        }
        SSL_free(session);
        SSL_CTX_free(context);
    };
}

// How ai.example answers who trusts the certificate of `trusted`, or this machine's where empty.
Outcome ask(const Identity& shown, const Identity* trusted, Word& seen) {
    ::signal(SIGPIPE, SIG_IGN);
    const test::TempFolder folder;
    const auto file = folder / "trusted.pem";
    if (trusted != nullptr) trusted->write(file);
    WireServer server(speaking_tls(shown, seen));
    const Fetcher fetcher(
        {.ca_file = trusted != nullptr ? file.string() : "",
         .resolver = [](const std::string&) { return std::vector<std::string>{kFar}; },
         .route =
             [&](const std::string&, int) {
                 return Place{"127.0.0.1", server.port()};
             }});
    return outcome(fetcher, {.url = "https://ai.example/", .credentials = {{"X-Key", "secret"}}});
}

}  // namespace

TEST_CASE("a server that shows a certificate that is trusted is asked") {
    const Identity identity("ai.example");
    Word seen;
    CHECK(ask(identity, &identity, seen).failure == "answered");
    CHECK(seen.text().find("X-Key: secret") != std::string::npos);
}

TEST_CASE("nothing is sent to who signed for themselves, for another name, or long ago") {
    const Identity good("ai.example");
    const Identity other_name("evil.example");
    const Identity old("ai.example", -1);
    Word seen;
    for (const auto& [shown, trusted] :
         {std::pair<const Identity*, const Identity*>{&good, nullptr},
          {&other_name, &other_name},
          {&old, &old},
          {&good, &other_name}}) {
        const auto how = ask(*shown, trusted, seen);
        CHECK(how.failure == "tls");
        CHECK(how.sent == Sent::No);
        CHECK(how.text == "ai.example could not prove who it is, so nothing was sent to it.");
    }
    CHECK(seen.text().empty());
}

TEST_CASE("a server that speaks no TLS where it should is told nothing") {
    Word seen;
    WireServer server([&](WireClient& client) {
        seen = client.read_request();
        client.answer("200 OK", "", "");
    });
    const auto at = "localhost:" + std::to_string(server.port());
    const Fetcher fetcher({.allowed = {at}});
    const auto how = outcome(fetcher, {.url = "https://" + at + "/",
                                       .credentials = {{"X-Key", "secret"}},
                                       .limits = {.connect = std::chrono::milliseconds(500)}});
    CHECK((how.failure == "tls" || how.failure == "timed out"));
    CHECK(how.sent == Sent::No);
    CHECK(seen.text().find("secret") == std::string::npos);
}

TEST_CASE("a redirect from https to http is not followed") {
    ::signal(SIGPIPE, SIG_IGN);
    const Identity identity("ai.example");
    const test::TempFolder folder;
    identity.write(folder / "trusted.pem");
    WireServer plain(WireServer::answering("200 OK", "", "read by all"));
    Word seen;
    WireServer server(speaking_tls(
        identity, seen,
        "HTTP/1.1 302 Found\r\nLocation: http://ai.example/\r\nContent-Length: 0\r\n\r\n"));
    const Fetcher fetcher(
        {.ca_file = (folder / "trusted.pem").string(),
         .resolver = [](const std::string&) { return std::vector<std::string>{kFar}; },
         .route =
             [&](const std::string&, int port) {
                 return Place{"127.0.0.1", port == 443 ? server.port() : plain.port()};
             }});
    CHECK(outcome(fetcher, {.url = "https://ai.example/"}).failure == "too many redirects");
    CHECK(plain.count() == 0);
}

}  // namespace fabula::net
