// Whom this machine trusts to say who a server is.
#pragma once

#include <string>

namespace fabula::net {

// The file of certificate authorities that distributions keep; empty where none is found.
std::string find_ca_file();

}  // namespace fabula::net
