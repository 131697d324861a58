// Secrets that are handed out once: cookies of sessions, links of invitations. Only their hashes
// are kept, so that who reads the database can use none of them.
#pragma once

#include <string>
#include <string_view>

namespace fabula::accounts {

// 256 random bits as 64 hexadecimal digits.
std::string make_token();
std::string hash_token(std::string_view token);
// Takes as long for every text of one length.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace fabula::accounts
