// Uploads on their way to disk.
#pragma once

#include <cstdint>
#include <filesystem>

#include "http/message.hpp"

namespace fabula::http {

// Stores the body of `request` in a new file of `folder` (mode 0600): all of it, or the first file
// of a multipart/form-data body. A raw body's file name is the query parameter "name".
// Throws TooLarge naming the limit, Invalid for a bad file name or form, Unavailable where the disk
// is full; nothing is left behind then.
Upload receive_upload(const Request& request, Body& body, const std::filesystem::path& folder,
                      std::uint64_t bytes_max);

// The whole of a body that is known to be short. Throws ConnectionLost where it ends early.
std::string read_text(Body& body);

// Removes what a killed server left in `folder`. Call while no upload is under way.
void remove_abandoned_uploads(const std::filesystem::path& folder);

// "100 MB", "2.5 MB", "800 kB": decimal units, as people read file sizes.
std::string format_bytes(std::uint64_t bytes);

}  // namespace fabula::http
