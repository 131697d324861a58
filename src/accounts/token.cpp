#include "accounts/token.hpp"

#include <sodium.h>

#include "base/random.hpp"
#include "files/file_io.hpp"

namespace fabula::accounts {

std::string make_token() {
    return random_hex(32);
}

std::string hash_token(std::string_view token) {
    return files::sha256_of(token);
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && ::sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace fabula::accounts
