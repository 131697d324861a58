// Which row answers an address. Literal segments win over parameters, at every level.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/route.hpp"

namespace fabula::http {

// Percent-decodes one path segment or query part. nullopt for a broken escape, NUL, and bytes that
// are not UTF-8.
std::optional<std::string> decode_percent(std::string_view text);

// "?a=1&b=%20" without the question mark; '+' is a blank. nullopt where a part is not decodable.
std::optional<std::vector<NameValue>> parse_query(std::string_view query);

// Segments of a row's path: "literal", "{name}", "{name}.suffix", and "{name...}" as last one,
// which takes all that follows.
class Router {
public:
    // Throws std::logic_error for two rows that answer the same, for a name used twice and for a
    // path that is not of the form above. `table` must outlive the router.
    explicit Router(const RouteTable& table);
    ~Router();

    struct Match {
        const Route* route = nullptr;       // Null: no row has that path, or none has that method.
        std::vector<NameValue> parameters;  // Decoded.
        std::vector<Method> allowed;        // Methods that the path knows.
        bool malformed = false;             // The path cannot be decoded.
    };
    // `path` as received, starting with a slash.
    [[nodiscard]] Match find(Method method, std::string_view path) const;

private:
    struct Node;
    struct Search;
    void add(const Route& route);

    std::unique_ptr<Node> root_;
};

}  // namespace fabula::http
