// Rows of uploads.
#pragma once

#include <vector>

#include "base/actor.hpp"
#include "sound/upload.hpp"
#include "store/store.hpp"

namespace fabula::sound {

// Throws NotFound where it is not there or somebody else's.
SoundUpload get_upload(store::Reader& db, const Actor& actor, const UploadId& id);
// Those that have not become a sound yet, newest first.
std::vector<SoundUpload> list_open_uploads(store::Reader& db, const Actor& actor);
std::vector<SoundUpload> list_idle_uploads(store::Reader& db, Time before);
std::vector<UploadId> list_upload_ids(store::Reader& db);
void delete_upload(store::Tx& tx, const UploadId& id);

}  // namespace fabula::sound
