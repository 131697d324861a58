// Where an address leads: to the world, to this machine and its neighbours, or nowhere.
#pragma once

#include <string_view>

namespace fabula::net {

// Global: a server of the world. Local: this machine, or a private network; only what the settings
// allow is asked there. Nowhere: nobody is asked there, whatever the settings say: link-local
// addresses (and with them what clouds tell their machines), multicast, documentation, addresses
// that carry an IPv4 address inside, and what is reserved (RFC 6890 and its registries).
enum class Reach { Global, Local, Nowhere };

// Of an address as inet_ntop writes it; Nowhere for any other text.
Reach reach_of(std::string_view address);

}  // namespace fabula::net
