// How one asks for copies of projects.
#pragma once

#include "copies/copy_service.hpp"
#include "http/route.hpp"

namespace fabula::copies {

struct DuplicateProject {
    std::string title;

    static constexpr auto fields = FieldList{
        Field<&DuplicateProject::title>{"title", {.length_max = 200, .help = "of the copy"}}};
};

class CopyRoutes {
public:
    explicit CopyRoutes(CopyService& copies) : copies_(copies) {}

    http::RouteTable table();

private:
    story::Project duplicate(http::Call& call, const DuplicateProject& in);

    CopyService& copies_;
};

}  // namespace fabula::copies
