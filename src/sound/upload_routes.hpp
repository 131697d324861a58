// How one sends a sound piece by piece.
#pragma once

#include "http/route.hpp"
#include "sound/upload_service.hpp"

namespace fabula::sound {

struct PieceOffset {
    std::int64_t offset = 0;

    static constexpr auto fields = FieldList{Field<&PieceOffset::offset>{
        "offset",
        {.required = true, .min = 0, .help = "where in the file the piece begins, bytes"}}};
};

class UploadRoutes {
public:
    explicit UploadRoutes(UploadService& uploads) : uploads_(uploads) {}

    http::RouteTable table();

private:
    SoundUpload begin(http::Call& call, const New<BeginUpload>& in);
    http::Page<SoundUpload> list(http::Call& call);
    SoundUpload get(http::Call& call);
    SoundUpload append(http::Call& call, const PieceOffset& in, http::Upload& piece);
    SoundAnswer finish(http::Call& call);
    void cancel(http::Call& call);

    UploadService& uploads_;
};

}  // namespace fabula::sound
