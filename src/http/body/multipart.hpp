// multipart/form-data (RFC 7578), read as it comes in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace fabula::http {

// The boundary named by a Content-Type; nullopt where that is not multipart/form-data or names
// none that RFC 2046 allows.
std::optional<std::string> multipart_boundary(std::string_view content_type);

struct PartHeader {
    std::string name;                      // Of the form field.
    std::optional<std::string> file_name;  // Where the part is a file.
    std::string content_type;
};

// Where the parts go. A part's content comes in pieces, in order.
class PartSink {
public:
    virtual ~PartSink() = default;
    virtual void begin(const PartHeader& header) = 0;
    virtual void content(std::string_view piece) = 0;
    virtual void end() = 0;
};

// Reads the whole body. Throws Invalid for what is not well-formed, for more than 64 parts and for
// part headers above 8 kB.
void read_multipart(Body& body, const std::string& boundary, PartSink& sink);

}  // namespace fabula::http
