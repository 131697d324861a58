// A sound file on its way in, piece by piece, so that a broken line costs no more than the last
// piece. What is said to be received is on disk.
#pragma once

#include "sound/sound.hpp"

namespace fabula {

using UploadId = Id<struct UploadTag>;

namespace sound {

struct SoundUpload {
    UploadId id{};
    UserId user_id{};  // Nobody else sees it.
    std::string file_name{};
    std::int64_t size_bytes = 0;
    std::string sha256{};               // Of the whole file, which is checked in the end.
    std::int64_t received_bytes = 0;    // Where the next piece begins.
    Json wish = Json::object();         // What becomes of it: fields of a sound.
    std::optional<SoundId> sound_id{};  // What became of it.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "sound_upload";
    static constexpr auto fields = FieldList{
        Field<&SoundUpload::id>{"id"},
        Field<&SoundUpload::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&SoundUpload::file_name>{"file_name"},
        Field<&SoundUpload::size_bytes>{"size_bytes", {.min = 1}},
        Field<&SoundUpload::sha256>{"sha256", {.length_max = 64}},
        Field<&SoundUpload::received_bytes>{
            "received_bytes", {.min = 0, .help = "on disk; the next piece begins here"}},
        Field<&SoundUpload::wish>{"wish", {.help = "fields of the sound that it becomes"}},
        Field<&SoundUpload::sound_id>{
            "sound_id", {.references = "sound", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&SoundUpload::rev>{"rev"},
        Field<&SoundUpload::created_at>{"created_at"},
        Field<&SoundUpload::updated_at>{"updated_at"}};
};

// What a caller says to begin one: the file, and the sound that it becomes.
struct BeginUpload : SoundWish {
    std::int64_t size_bytes = 0;
    std::string sha256{};

    static constexpr auto fields = join_fields(
        SoundWish::fields,
        FieldList{Field<&BeginUpload::size_bytes>{
                      "size_bytes", {.visibility = Visibility::Create, .required = true, .min = 1}},
                  Field<&BeginUpload::sha256>{"sha256",
                                              {.visibility = Visibility::Create,
                                               .required = true,
                                               .length_max = 64,
                                               .help = "of the whole file, 64 hexadecimal "
                                                       "digits"}}});
};

inline constexpr std::uint64_t kPieceBytesMax = 8'000'000;
inline constexpr std::int64_t kOpenUploadsMax = 20;           // Of one person.
inline constexpr auto kUploadKept = std::chrono::hours(168);  // Behind the last piece.

}  // namespace sound
}  // namespace fabula
