// Bytes from the kernel's generator, for ids and secrets.
#pragma once

#include <span>
#include <string>

namespace fabula {

void random_bytes(std::span<unsigned char> out);

// `bytes` random bytes as lower-case hexadecimal.
std::string random_hex(std::size_t bytes);

}  // namespace fabula
