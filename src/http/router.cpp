#include "http/router.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "base/text.hpp"

namespace fabula::http {

namespace {

int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// The parameter of a segment: "{name}.svg" is {name, .svg}.
struct Pattern {
    std::string name;
    std::string suffix;
    bool rest = false;
};

std::optional<Pattern> parse_pattern(std::string_view segment) {
    if (segment.empty() || segment.front() != '{') return std::nullopt;
    const auto close = segment.find('}');
    if (close == std::string_view::npos) throw std::logic_error("a path lacks a closing brace");
    Pattern pattern{std::string(segment.substr(1, close - 1)),
                    std::string(segment.substr(close + 1))};
    if (pattern.name.ends_with("...")) {
        pattern.rest = true;
        pattern.name.resize(pattern.name.size() - 3);
    }
    if (pattern.name.empty()) throw std::logic_error("a path has a parameter without name");
    return pattern;
}

}  // namespace

std::optional<std::string> decode_percent(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out.push_back(text[i]);
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const int high = hex_digit(text[i + 1]);
        const int low = hex_digit(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    if (!is_utf8(out) || out.find('\0') != std::string::npos) return std::nullopt;
    return out;
}

std::optional<std::vector<NameValue>> parse_query(std::string_view query) {
    std::vector<NameValue> out;
    if (query.empty()) return out;
    for (const auto part : split(query, '&')) {
        if (part.empty()) continue;
        std::string spaced(part);
        std::ranges::replace(spaced, '+', ' ');
        const auto equals = spaced.find('=');
        const std::string_view view = spaced;
        auto name = decode_percent(view.substr(0, equals));
        auto value = equals == std::string::npos ? std::optional<std::string>{""}
                                                 : decode_percent(view.substr(equals + 1));
        if (!name || !value) return std::nullopt;
        out.emplace_back(std::move(*name), std::move(*value));
    }
    return out;
}

struct Router::Node {
    struct Suffixed {
        std::string suffix;
        std::unique_ptr<Node> node;
    };
    struct Row {
        const Route* route;
        std::vector<std::string> names;  // Of the parameters, in order.
    };

    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::vector<Suffixed> patterns;  // Longest suffix first.
    std::unique_ptr<Node> rest;
    std::map<Method, Row> rows;

    Node& pattern(const std::string& suffix) {
        for (auto& child : patterns) {
            if (child.suffix == suffix) return *child.node;
        }
        const auto at = std::ranges::find_if(
            patterns, [&](const Suffixed& child) { return child.suffix.size() < suffix.size(); });
        return *patterns.insert(at, Suffixed{suffix, std::make_unique<Node>()})->node;
    }
};

// One look-up: goes down the tree, the values of the parameters passed in hand.
struct Router::Search {
    Method method;
    const std::vector<std::string>& segments;
    Match& match;
    std::vector<std::string> values{};

    // True where the address is known, be it with another method.
    bool visit(const Node& node, std::size_t depth) {
        if (depth == segments.size()) return take(node);
        const std::string& segment = segments[depth];
        const auto literal = node.literals.find(segment);
        if (literal != node.literals.end() && visit(*literal->second, depth + 1)) return true;
        for (const auto& [suffix, child] : node.patterns) {
            if (segment.size() <= suffix.size() || !segment.ends_with(suffix)) continue;
            values.push_back(segment.substr(0, segment.size() - suffix.size()));
            if (visit(*child, depth + 1)) return true;
            values.pop_back();
        }
        if (node.rest == nullptr) return false;
        values.push_back(
            join({segments.begin() + static_cast<std::ptrdiff_t>(depth), segments.end()}, "/"));
        return take(*node.rest);
    }

    bool take(const Node& node) {
        for (const auto& [known, row] : node.rows) match.allowed.push_back(known);
        const auto found = node.rows.find(method);
        if (found == node.rows.end()) return !node.rows.empty();
        match.route = found->second.route;
        for (std::size_t i = 0; i < values.size(); ++i) {
            match.parameters.emplace_back(found->second.names[i], values[i]);
        }
        return true;
    }
};

Router::Router(const RouteTable& table) : root_(std::make_unique<Node>()) {
    std::set<std::string> names;
    for (const auto& route : table) {
        if (!names.insert(route.name).second) {
            throw std::logic_error("two routes have the name " + route.name);
        }
        add(route);
    }
}

Router::~Router() = default;

void Router::add(const Route& route) {
    if (!route.path.starts_with('/')) throw std::logic_error(route.path + " has no first slash");
    Node* node = root_.get();
    std::vector<std::string> names;
    for (const auto segment : split(std::string_view(route.path).substr(1), '/')) {
        if (const auto pattern = parse_pattern(segment)) {
            names.push_back(pattern->name);
            if (pattern->rest && node->rest == nullptr) node->rest = std::make_unique<Node>();
            node = pattern->rest ? node->rest.get() : &node->pattern(pattern->suffix);
        } else {
            auto& child = node->literals[std::string(segment)];
            if (child == nullptr) child = std::make_unique<Node>();
            node = child.get();
        }
    }
    if (!node->rows.emplace(route.method, Node::Row{&route, std::move(names)}).second) {
        throw std::logic_error("two routes answer " + std::string(name_of(route.method)) + " " +
                               route.path);
    }
}

Router::Match Router::find(Method method, std::string_view path) const {
    Match match;
    if (!path.starts_with('/')) {
        match.malformed = true;
        return match;
    }
    std::vector<std::string> segments;
    for (const auto segment : split(path.substr(1), '/')) {
        auto decoded = decode_percent(segment);
        if (!decoded || has_control(*decoded) || *decoded == "." || *decoded == "..") {
            match.malformed = true;
            return match;
        }
        segments.push_back(std::move(*decoded));
    }
    // "//" is no address, not even below "{name...}".
    if (segments.size() > 1 && std::ranges::find(segments, "") != segments.end()) return match;
    Search{.method = method, .segments = segments, .match = match}.visit(*root_, 0);
    return match;
}

}  // namespace fabula::http
