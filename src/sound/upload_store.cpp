#include "sound/upload_store.hpp"

#include "base/error.hpp"

namespace fabula::sound {

SoundUpload get_upload(store::Reader& db, const Actor& actor, const UploadId& id) {
    auto found = db.one<SoundUpload>(
        store::select_from<SoundUpload>() + " WHERE id = ? AND user_id = ?", id, actor.user);
    if (!found) {
        throw AppError(Code::NotFound,
                       PublicText{"There is no such upload. Begin it again from the start."});
    }
    return std::move(*found);
}

std::vector<SoundUpload> list_open_uploads(store::Reader& db, const Actor& actor) {
    return db.all<SoundUpload>(store::select_from<SoundUpload>() +
                                   " WHERE user_id = ? AND sound_id IS NULL"
                                   " ORDER BY created_at DESC, id",
                               actor.user);
}

std::vector<SoundUpload> list_idle_uploads(store::Reader& db, Time before) {
    return db.all<SoundUpload>(
        store::select_from<SoundUpload>() + " WHERE updated_at < ? ORDER BY id", before);
}

std::vector<UploadId> list_upload_ids(store::Reader& db) {
    return db.column<UploadId>("SELECT id FROM sound_upload WHERE sound_id IS NULL");
}

void delete_upload(store::Tx& tx, const UploadId& id) {
    tx.run("DELETE FROM sound_upload WHERE id = ?", id);
}

}  // namespace fabula::sound
