// How a picture of something arrives: a file in a form, with what it is for.
#pragma once

#include "pictures/pictures.hpp"

namespace fabula::pictures {

constexpr std::uint64_t kUploadBytesMax = 25'000'000;

template <PictureUse Usual>
struct UploadPicture {
    PictureUse use = Usual;

    static constexpr auto fields = FieldList{Field<&UploadPicture::use>{"use"}};
};

struct UploadedPicture {
    std::string image_url;
    Picture picture;

    static constexpr auto fields = FieldList{Field<&UploadedPicture::image_url>{"image_url"},
                                             Field<&UploadedPicture::picture>{"picture"}};
};

inline UploadedPicture uploaded(Picture picture) {
    auto url = url_of(picture.asset_id);
    return {.image_url = std::move(url), .picture = std::move(picture)};
}

}  // namespace fabula::pictures
