// The limits of what comes in over HTTP, each with its reason.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <thread>

#include "base/limits.hpp"

namespace fabula::http {

struct Limits {
    // What a client may send.
    std::size_t header_bytes = 32U << 10U;  // Request line and headers; browsers send 1 to 4 kB.
    std::size_t header_count = 100;         // As Apache; a browser sends about 20.
    std::size_t target_bytes = 8U << 10U;   // RFC 9110 4.1 asks for 8000 at least.
    std::uint64_t json_bytes = limits::kJsonBytesMax;      // Rows that take a text name more.
    std::uint64_t upload_bytes = limits::kUploadBytesMax;  // Rows may name another limit.

    // How slowly. In each period a transfer must keep the rate, or the connection is closed.
    std::chrono::milliseconds header_total{10'000};  // From the first byte to the blank line.
    std::chrono::milliseconds idle{5'000};           // Between two requests on one connection.
    std::chrono::milliseconds body_period{15'000};
    std::chrono::milliseconds body_total{15 * 60'000};  // 100 MB at 1 Mbit/s.
    std::uint64_t body_bytes_per_second = 4U << 10U;
    std::chrono::milliseconds answer_period{15'000};
    std::uint64_t answer_bytes_per_second = 4U << 10U;
    std::chrono::milliseconds linger{5'000};  // For the rest of a refused body.

    // How many at once.
    std::size_t connections = 1000;
    std::size_t connections_per_address = 100;  // Of other machines; a browser opens 6.
    std::size_t requests_per_connection = 10'000;
    std::chrono::milliseconds worker_idle{10'000};  // Then a thread without work ends.
    std::chrono::milliseconds long_work{10};        // Then another thread takes the turn.
    // Threads that work at a time, besides those that wait for something. Twice the cores: one that
    // was interrupted leaves no core without work.
    std::size_t turns = std::max(4U, 2 * std::thread::hardware_concurrency());

    std::chrono::milliseconds drain{5'000};  // On stop, for answers that are on their way.
};

}  // namespace fabula::http
