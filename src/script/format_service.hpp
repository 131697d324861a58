// What one can do with script formats of one's own.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "accounts/accounts_service.hpp"
#include "script/format_store.hpp"

namespace fabula::script {

class FormatService {
public:
    FormatService(store::Store& store, accounts::AccountsService& accounts)
        : store_(store), accounts_(accounts) {}

    static std::vector<BuiltInFormat> list_built_in();

    Format get(const Actor& actor, const FormatId& id);
    std::vector<Format> list(const Actor& actor, const std::string& before, std::int64_t limit);
    // Throws Invalid naming the place in the file: "definition.elements.action.left".
    Format create(const Actor& actor, const Format& given);
    // The same from a format file as it lies on a disk. What is refused says in which line.
    Format create_from_file(const Actor& actor, std::string_view file);
    Format replace_by_file(const Actor& actor, const FormatId& id, std::string_view file,
                           std::optional<std::int64_t> expected_rev);
    // How many scripts are shown in each format of one's own, those in the bin left out.
    std::map<FormatId, std::int64_t> count_uses(const Actor& actor);
    // A format keeps the kind of script that it is for. Throws Stale as usual.
    Format update(const Actor& actor, const FormatId& id, const Patch<Format>& patch,
                  std::optional<std::int64_t> expected_rev);
    // Its scripts look again as their kind's built-in format says.
    void remove(const Actor& actor, const FormatId& id);

private:
    store::Store& store_;
    accounts::AccountsService& accounts_;
};

}  // namespace fabula::script
