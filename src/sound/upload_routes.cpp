#include "sound/upload_routes.hpp"

#include "http/page_of.hpp"

namespace fabula::sound {

http::RouteTable UploadRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/uploads",                    "list_uploads",  Member, "Your uploads that are not whole yet.",        &UploadRoutes::list,   this),
        route(Post,   "/api/v1/uploads",                    "begin_upload",  Editor, "Announce a sound file that comes in pieces, or go on with one.", &UploadRoutes::begin, this, {.status = 201}),
        route(Get,    "/api/v1/uploads/{upload_id}",        "get_upload",    Member, "How far an upload has come.",                 &UploadRoutes::get,    this),
        route(Put,    "/api/v1/uploads/{upload_id}",        "append_upload", Editor, "Send the next piece of at most 8 MB; on success it is on disk.", &UploadRoutes::append, this, {.body_bytes_max = kPieceBytesMax}),
        route(Post,   "/api/v1/uploads/{upload_id}/finish", "finish_upload", Editor, "Make the sound of an upload that is whole.",  &UploadRoutes::finish, this, {.status = 201}),
        route(Delete, "/api/v1/uploads/{upload_id}",        "cancel_upload", Editor, "Forget an upload and what came of it.",       &UploadRoutes::cancel, this),
    };
    // clang-format on
}

SoundUpload UploadRoutes::begin(http::Call& call, const New<BeginUpload>& in) {
    return uploads_.begin(call.actor, in);
}

http::Page<SoundUpload> UploadRoutes::list(http::Call& call) {
    return http::page_by_position(uploads_.list_open(call.actor), call.paging);
}

SoundUpload UploadRoutes::get(http::Call& call) {
    return uploads_.get(call.actor, call.id<UploadId>("upload_id"));
}

SoundUpload UploadRoutes::append(http::Call& call, const PieceOffset& in, http::Upload& piece) {
    return uploads_.append(call.actor, call.id<UploadId>("upload_id"), in.offset,
                           piece.read_all(kPieceBytesMax));
}

SoundAnswer UploadRoutes::finish(http::Call& call) {
    return uploads_.finish(call.actor, call.id<UploadId>("upload_id"));
}

void UploadRoutes::cancel(http::Call& call) {
    uploads_.cancel(call.actor, call.id<UploadId>("upload_id"));
}

}  // namespace fabula::sound
