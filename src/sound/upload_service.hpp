// What one can do with uploads: begin, send pieces, ask how far it is, finish.
#pragma once

#include <filesystem>
#include <mutex>
#include <string_view>
#include <vector>

#include "sound/sound_service.hpp"
#include "sound/upload_store.hpp"

namespace fabula::sound {

class UploadService {
public:
    // `folder`: for what is not whole yet, on the data directory's file system. Made where missing.
    UploadService(store::Store& store, SoundService& sounds, std::filesystem::path folder);

    // The upload that is under way already, where the same person sends the same file to the same
    // place. Throws as SoundService::check does, TooLarge for more than kUploadBytesMax, TooMany
    // for more than kOpenUploadsMax at a time.
    SoundUpload begin(const Actor& actor, const New<BeginUpload>& wish);
    SoundUpload get(const Actor& actor, const UploadId& id);
    std::vector<SoundUpload> list_open(const Actor& actor);
    // Stores the piece that begins at `offset`; it is on disk on return. Conflict where that is not
    // where the next piece begins.
    SoundUpload append(const Actor& actor, const UploadId& id, std::int64_t offset,
                       std::string_view bytes);
    // Makes the sound of it; asked again, answers the same sound. Conflict while it is not whole,
    // Invalid where the bytes are not those of the hash: then it begins again at 0.
    SoundAnswer finish(const Actor& actor, const UploadId& id);
    void cancel(const Actor& actor, const UploadId& id);

    // Forgets what nobody has sent anything of for kUploadKept, and files without an upload.
    std::int64_t purge_idle(Time now);

private:
    [[nodiscard]] std::filesystem::path path_of(const UploadId& id) const;
    [[nodiscard]] std::int64_t size_on_disk(const UploadId& id) const;
    SoundUpload find(const Actor& actor, const UploadId& id);

    store::Store& store_;
    SoundService& sounds_;
    std::filesystem::path folder_;
    std::mutex writing_;  // Of files: two pieces of one upload could come at once.
};

}  // namespace fabula::sound
