#include "sound/upload_service.hpp"

#include <algorithm>
#include <cctype>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "files/file_io.hpp"
#include "sound/sound_file.hpp"

namespace fabula::sound {

namespace {

constexpr std::string_view kPrefix = "part-";

void check_begin(const BeginUpload& wish) {
    constexpr std::size_t kHashDigits = 64;
    const bool is_hash =
        wish.sha256.size() == kHashDigits && std::ranges::all_of(wish.sha256, [](unsigned char c) {
            return std::isdigit(c) != 0 || (c >= 'a' && c <= 'f');
        });
    if (!is_hash) invalid("sha256", "must be 64 hexadecimal digits in lower case");
    if (std::uint64_t(wish.size_bytes) > limits::kUploadBytesMax) {
        throw AppError(Code::TooLarge,
                       PublicText{"The file is too large: at most 100 MB are taken."},
                       {.field = "size_bytes"});
    }
}

// The sound that it becomes, as it was wished for.
Json wish_of(const New<BeginUpload>& given) {
    Json out = Json::object();
    for_each_field<BeginUpload>([&](const auto& field, std::size_t index) {
        if (!given.given.test(index) || field.name == "size_bytes" || field.name == "sha256") {
            return;
        }
        using Value = typename std::remove_cvref_t<decltype(field)>::Value;
        out[std::string(field.name)] = JsonCodec<Value>::encode(field.of(given.value));
    });
    return out;
}

[[noreturn]] void conflict(const SoundUpload& upload, const std::string& text) {
    throw AppError(Code::Conflict,
                   PublicText{text + " The next piece begins at byte " +
                              std::to_string(upload.received_bytes) + " of " +
                              std::to_string(upload.size_bytes) + "."},
                   {.field = "offset"});
}

}  // namespace

UploadService::UploadService(store::Store& store, SoundService& sounds,
                             std::filesystem::path folder)
    : store_(store), sounds_(sounds), folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
}

std::filesystem::path UploadService::path_of(const UploadId& id) const {
    return folder_ / (std::string(kPrefix) + id.text);
}

std::int64_t UploadService::size_on_disk(const UploadId& id) const {
    std::error_code missing;
    const auto size = std::filesystem::file_size(path_of(id), missing);
    return missing ? 0 : static_cast<std::int64_t>(size);
}

// A file may be shorter than its row says where somebody removed it, or where the power failed
// between its move and the sound's row.
SoundUpload UploadService::find(const Actor& actor, const UploadId& id) {
    auto upload = store_.read([&](store::Reader& db) { return get_upload(db, actor, id); });
    if (!upload.sound_id) {
        upload.received_bytes = std::min(upload.received_bytes, size_on_disk(upload.id));
    }
    return upload;
}

SoundUpload UploadService::begin(const Actor& actor, const New<BeginUpload>& wish) {
    auto becomes = wish_of(wish);
    sounds_.check(actor, decode_new<SoundWish>(becomes));
    check_begin(wish.value);
    const auto id = store_.write([&](store::Tx& tx) {
        const auto open = list_open_uploads(tx, actor);
        for (const auto& upload : open) {
            const bool same = upload.sha256 == wish.value.sha256 && upload.wish == becomes &&
                              upload.size_bytes == wish.value.size_bytes;
            if (same) return upload.id;
        }
        if (std::ssize(open) >= kOpenUploadsMax) {
            throw AppError(Code::TooMany,
                           PublicText{"You have " + std::to_string(open.size()) +
                                      " uploads under way. Finish or cancel one first."});
        }
        return tx
            .insert(SoundUpload{.user_id = actor.user,
                                .file_name = wish.value.file_name,
                                .size_bytes = wish.value.size_bytes,
                                .sha256 = wish.value.sha256,
                                .wish = becomes})
            .id;
    });
    return find(actor, id);
}

SoundUpload UploadService::get(const Actor& actor, const UploadId& id) {
    return find(actor, id);
}

std::vector<SoundUpload> UploadService::list_open(const Actor& actor) {
    auto open = store_.read([&](store::Reader& db) { return list_open_uploads(db, actor); });
    for (auto& upload : open) {
        upload.received_bytes = std::min(upload.received_bytes, size_on_disk(upload.id));
    }
    return open;
}

SoundUpload UploadService::append(const Actor& actor, const UploadId& id, std::int64_t offset,
                                  std::string_view bytes) {
    const std::lock_guard lock(writing_);
    const auto upload = find(actor, id);
    if (upload.sound_id) conflict(upload, "This upload is finished.");
    if (offset != upload.received_bytes) conflict(upload, "Another piece is wanted.");
    const auto end = offset + static_cast<std::int64_t>(bytes.size());
    if (end > upload.size_bytes) conflict(upload, "The piece is longer than what is missing.");
    files::write_at(path_of(upload.id), offset, bytes);
    return store_.write([&](store::Tx& tx) {
        auto row = get_upload(tx, actor, id);
        row.received_bytes = end;
        tx.update(row);
        return row;
    });
}

SoundAnswer UploadService::finish(const Actor& actor, const UploadId& id) {
    const std::lock_guard lock(writing_);
    const auto upload = find(actor, id);
    if (upload.sound_id) return sounds_.get(actor, *upload.sound_id);
    if (upload.received_bytes < upload.size_bytes) conflict(upload, "It is not whole yet.");
    const auto file = path_of(upload.id);
    if (files::sha256_of(files::open_file(file)) != upload.sha256) {
        std::filesystem::remove(file);
        invalid("sha256",
                "The file that came in is not the one that was announced. Send it again.");
    }
    // More pieces would not make a sound of it.
    if (const auto refusal = refusal_of(files::MappedFile(file).bytes())) {
        store_.write([&](store::Tx& tx) { delete_upload(tx, upload.id); });
        std::filesystem::remove(file);
        throw AppError(*refusal);
    }
    return sounds_.add(actor, decode_new<SoundWish>(upload.wish),
                       {.path = file, .name = upload.file_name},
                       [&](store::Tx& tx, const Sound& sound) {
                           auto row = get_upload(tx, actor, id);
                           row.sound_id = sound.id;
                           tx.update(row);
                       });
}

void UploadService::cancel(const Actor& actor, const UploadId& id) {
    const std::lock_guard lock(writing_);
    store_.write([&](store::Tx& tx) { delete_upload(tx, get_upload(tx, actor, id).id); });
    std::filesystem::remove(path_of(id));
}

std::int64_t UploadService::purge_idle(Time now) {
    const std::lock_guard lock(writing_);
    const auto count = store_.write([&](store::Tx& tx) {
        const auto idle = list_idle_uploads(tx, now - kUploadKept);
        for (const auto& upload : idle) delete_upload(tx, upload.id);
        return std::ssize(idle);
    });
    const auto ids = store_.read([](store::Reader& db) { return list_upload_ids(db); });
    std::vector<std::filesystem::path> strays;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        const auto name = entry.path().filename().string();
        const bool known = std::ranges::any_of(
            ids, [&](const UploadId& id) { return name == std::string(kPrefix) + id.text; });
        if (name.starts_with(kPrefix) && !known) strays.push_back(entry.path());
    }
    for (const auto& stray : strays) std::filesystem::remove(stray);
    return count;
}

}  // namespace fabula::sound
