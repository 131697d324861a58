#include "net/transfer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <exception>

#include "base/text.hpp"
#include "net/curl_handle.hpp"
#include "net/fetch_error.hpp"

namespace fabula::net {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

struct AddressAndPort {
    std::string address;
    int port = 0;
};

AddressAndPort read_address(const curl_sockaddr& from) {
    std::array<char, INET6_ADDRSTRLEN> out{};
    AddressAndPort read;
    if (from.family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &from.addr, sizeof v4);
        ::inet_ntop(AF_INET, &v4.sin_addr, out.data(), out.size());
        read.port = ntohs(v4.sin_port);
    } else if (from.family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, reinterpret_cast<const char*>(&from.addr),
                    std::min<std::size_t>(sizeof v6, from.addrlen));
        ::inet_ntop(AF_INET6, &v6.sin6_addr, out.data(), out.size());
        read.port = ntohs(v6.sin6_port);
    }
    read.address = out.data();
    return read;
}

void write_address(curl_sockaddr& to, const Place& place) {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(static_cast<std::uint16_t>(place.port));
    if (::inet_pton(AF_INET, place.address.c_str(), &v4.sin_addr) != 1) return;
    to.family = AF_INET;
    to.addrlen = sizeof v4;
    std::memcpy(&to.addr, &v4, sizeof v4);
}

Failure failure_of(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST: return Failure::NoSuchName;
        case CURLE_COULDNT_CONNECT: return Failure::CannotConnect;
        case CURLE_OPERATION_TIMEDOUT: return Failure::TimedOut;
        case CURLE_FILESIZE_EXCEEDED: return Failure::TooLarge;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_PEER_FAILED_VERIFICATION: return Failure::Tls;
        default: return Failure::Broken;
    }
}

class Transfer {
public:
    Transfer(const Exchange& exchange, const std::stop_token& stop)
        : exchange_(exchange), stop_(stop), easy_(::curl_easy_init()), multi_(::curl_multi_init()) {
        if (!easy_ || !multi_) throw std::bad_alloc();
    }

    Response run() {
        set_guard();
        set_request();
        set_callbacks();
        ::curl_multi_add_handle(multi_.get(), easy_.get());
        drive();
        const auto code = result();
        ::curl_multi_remove_handle(multi_.get(), easy_.get());
        if (thrown_) std::rethrow_exception(thrown_);
        if (failure_) fail(*failure_, why_);
        if (code != CURLE_OK) fail(failure_of(code), error_.data());
        // libcurl takes a header block that breaks off for a whole one.
        if (!headers_whole_) fail(Failure::Broken, "the headers broke off");
        return std::move(response_);
    }

private:
    template <class Value>
    void set(CURLoption option, Value value) {
        // What libcurl was built without is not needed; what is needed is asked again below.
        ::curl_easy_setopt(easy_.get(), option, value);
    }
    template <class Value>
    void require(CURLoption option, Value value) {
        if (::curl_easy_setopt(easy_.get(), option, value) != CURLE_OK) {
            throw std::runtime_error("libcurl refuses the option " + std::to_string(option));
        }
    }

    void set_guard();
    void set_request();
    void set_callbacks();
    void drive();
    void check_clocks(steady_clock::time_point now);
    CURLcode result();
    [[noreturn]] void fail(Failure failure, const std::string& why) const {
        throw FetchError(failure, sent_, exchange_.url.host(), why);
    }
    // Ends the transfer from inside a callback or between two turns.
    bool stop_with(Failure failure, std::string why) {
        failure_ = failure;
        why_ = std::move(why);
        return false;
    }
    // Nothing that is thrown passes through libcurl.
    template <class Act>
    bool guarded(Act act) noexcept {
        try {
            return act();
        } catch (...) {
            thrown_ = std::current_exception();
            return false;
        }
    }

    curl_socket_t open(curl_sockaddr& address);
    bool take_header(std::string_view line);
    bool take_body(std::string_view piece);

    const Exchange& exchange_;
    const std::stop_token& stop_;
    std::array<char, CURL_ERROR_SIZE> error_{};
    ListHandle pinned_;  // Before what reads them.
    ListHandle headers_;
    EasyHandle easy_;
    MultiHandle multi_;
    Response response_;
    Sent sent_ = Sent::No;
    std::optional<Failure> failure_;
    std::string why_;
    std::exception_ptr thrown_;
    bool headers_whole_ = false;
    std::size_t header_bytes_ = 0;
    std::uint64_t body_bytes_ = 0;
    std::uint64_t bytes_before_ = 0;  // When the period began.
    std::optional<steady_clock::time_point> period_began_;
};

void Transfer::set_guard() {
    const auto& url = exchange_.url;
    require(CURLOPT_CURLU, url.handle());
    require(CURLOPT_PROTOCOLS_STR, "http,https");
    require(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    require(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");  // Or the environment would name one.
    set(CURLOPT_NOPROXY, "*");
    require(CURLOPT_NOSIGNAL, 1L);
    require(CURLOPT_SSL_VERIFYPEER, 1L);
    require(CURLOPT_SSL_VERIFYHOST, 2L);
    require(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!exchange_.ca_file.empty()) {
        require(CURLOPT_CAINFO, exchange_.ca_file.c_str());
        set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    // A connection of its own: on one that was used before, libcurl would send a request again.
    require(CURLOPT_FRESH_CONNECT, 1L);
    require(CURLOPT_FORBID_REUSE, 1L);
    require(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    require(CURLOPT_TCP_KEEPALIVE, 1L);
    const auto left =
        std::chrono::duration_cast<milliseconds>(exchange_.deadline - steady_clock::now());
    const auto connect = std::min(exchange_.request.limits.connect, left);
    require(CURLOPT_CONNECTTIMEOUT_MS,
            static_cast<long>(std::max<std::int64_t>(1, connect.count())));
    if (exchange_.request.method != "HEAD") {
        require(CURLOPT_MAXFILESIZE_LARGE,
                static_cast<curl_off_t>(exchange_.request.limits.body_bytes));
    }
    if (!url.host_is_address()) {
        append(pinned_, url.host_and_port() + ":" + join(exchange_.addresses, ","));
        require(CURLOPT_RESOLVE, pinned_.get());
    }
}

void Transfer::set_request() {
    const auto& request = exchange_.request;
    if (request.method == "HEAD") {
        require(CURLOPT_NOBODY, 1L);
    } else if (request.method != "GET") {
        require(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
    if (!request.body.empty() || request.method == "POST" || request.method == "PUT" ||
        request.method == "PATCH") {
        require(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        require(CURLOPT_POSTFIELDS, request.body.c_str());
        // What libcurl would say by itself; and it would wait for a word before a long body.
        append(headers_, "Expect:");
        if (!find_header(request.headers, "content-type")) append(headers_, "Content-Type:");
    }
    require(CURLOPT_USERAGENT, "Fabula");
    append(headers_, "Accept-Encoding: identity");
    for (const auto& [name, value] : request.headers) append(headers_, name + ": " + value);
    if (exchange_.with_credentials) {
        for (const auto& [name, value] : request.credentials) append(headers_, name + ": " + value);
    }
    require(CURLOPT_HTTPHEADER, headers_.get());
}

void Transfer::set_callbacks() {
    require(CURLOPT_ERRORBUFFER, error_.data());
    require(CURLOPT_OPENSOCKETDATA, this);
    require(
        CURLOPT_OPENSOCKETFUNCTION,
        +[](void* self, curlsocktype, curl_sockaddr* address) -> curl_socket_t {
            return static_cast<Transfer*>(self)->open(*address);
        });
    require(CURLOPT_PREREQDATA, this);
    require(
        CURLOPT_PREREQFUNCTION, +[](void* self, char*, char*, int, int) -> int {
            auto& transfer = *static_cast<Transfer*>(self);
            transfer.sent_ = Sent::Maybe;
            transfer.period_began_ = steady_clock::now();
            return CURL_PREREQFUNC_OK;
        });
    require(CURLOPT_HEADERDATA, this);
    require(
        CURLOPT_HEADERFUNCTION,
        +[](char* data, std::size_t, std::size_t size, void* self) -> std::size_t {
            auto& transfer = *static_cast<Transfer*>(self);
            return transfer.guarded([&] { return transfer.take_header({data, size}); }) ? size : 0;
        });
    require(CURLOPT_WRITEDATA, this);
    require(
        CURLOPT_WRITEFUNCTION,
        +[](char* data, std::size_t, std::size_t size, void* self) -> std::size_t {
            auto& transfer = *static_cast<Transfer*>(self);
            return transfer.guarded([&] { return transfer.take_body({data, size}); }) ? size : 0;
        });
}

// Asked for each connection that libcurl is about to make, after everything else was decided.
curl_socket_t Transfer::open(curl_sockaddr& address) {
    curl_socket_t socket = CURL_SOCKET_BAD;
    guarded([&] {
        const auto to = read_address(address);
        if (std::ranges::find(exchange_.addresses, to.address) == exchange_.addresses.end()) {
            return stop_with(Failure::Refused, "an address that was not checked: " + to.address);
        }
        if (exchange_.route) write_address(address, exchange_.route(to.address, to.port));
        socket = ::socket(address.family, address.socktype | SOCK_CLOEXEC, address.protocol);
        return true;
    });
    return socket;
}

bool Transfer::take_header(std::string_view line) {
    header_bytes_ += line.size();
    if (header_bytes_ > exchange_.request.limits.header_bytes) {
        return stop_with(Failure::TooLarge, "the headers are too large");
    }
    if (body_bytes_ > 0) return true;  // Behind the body: nobody asked for these.
    headers_whole_ = trim(line).empty();
    if (line.starts_with("HTTP/")) {
        response_.headers.clear();
        return true;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return true;
    Header header{to_lower_ascii(trim(line.substr(0, colon))),
                  std::string(trim(line.substr(colon + 1)))};
    if (header.name == "content-encoding" && to_lower_ascii(header.value) != "identity") {
        return stop_with(Failure::Broken, "compressed, though nobody asked for that");
    }
    response_.headers.push_back(std::move(header));
    return true;
}

bool Transfer::take_body(std::string_view piece) {
    body_bytes_ += piece.size();
    if (body_bytes_ > exchange_.request.limits.body_bytes) {
        return stop_with(Failure::TooLarge, "the body is too large");
    }
    long status = 0;
    ::curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    const auto& on_body = exchange_.request.on_body;
    if (on_body && status >= 200 && status < 300) {
        on_body(piece);
    } else {
        response_.body.append(piece);
    }
    return true;
}

void Transfer::check_clocks(steady_clock::time_point now) {
    if (stop_.stop_requested()) {
        stop_with(Failure::Cancelled, "by who asked");
    } else if (now >= exchange_.deadline) {
        stop_with(Failure::TimedOut, "all in all");
    } else if (period_began_ && now >= *period_began_ + exchange_.request.limits.period) {
        curl_off_t sent = 0;
        ::curl_easy_getinfo(easy_.get(), CURLINFO_SIZE_UPLOAD_T, &sent);
        const auto bytes = header_bytes_ + body_bytes_ + static_cast<std::uint64_t>(sent);
        if (bytes < bytes_before_ + exchange_.request.limits.bytes_per_period) {
            stop_with(Failure::TimedOut, "too slow");
        }
        bytes_before_ = bytes;
        period_began_ = now;
    }
}

void Transfer::drive() {
    const std::stop_callback wake(stop_, [this] { ::curl_multi_wakeup(multi_.get()); });
    int running = 1;
    while (true) {
        if (::curl_multi_perform(multi_.get(), &running) != CURLM_OK) {
            stop_with(Failure::Broken, "libcurl gave up");
        }
        if (running == 0 || failure_ || thrown_) return;
        const auto now = steady_clock::now();
        check_clocks(now);
        if (failure_) return;
        auto until = exchange_.deadline;
        if (period_began_)
            until = std::min(until, *period_began_ + exchange_.request.limits.period);
        const auto wait = std::chrono::ceil<milliseconds>(until - now).count();
        ::curl_multi_poll(multi_.get(), nullptr, 0,
                          static_cast<int>(std::clamp<std::int64_t>(wait, 1, 60'000)), nullptr);
    }
}

CURLcode Transfer::result() {
    long status = 0;
    ::curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<int>(status);
    int left = 0;
    const CURLMsg* message = ::curl_multi_info_read(multi_.get(), &left);
    if (message == nullptr || message->msg != CURLMSG_DONE) return CURLE_GOT_NOTHING;
    return message->data.result;
}

}  // namespace

Response transfer(const Exchange& exchange, const std::stop_token& stop) {
    ensure_curl();
    return Transfer(exchange, stop).run();
}

}  // namespace fabula::net
