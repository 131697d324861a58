#include "pictures/pictures_service.hpp"

#include "base/error.hpp"
#include "base/revision.hpp"
#include "drawing/image.hpp"
#include "history/record.hpp"
#include "store/in_parts.hpp"

namespace fabula::pictures {

namespace {

// With the thing that it is of.
void record(store::Tx& tx, const Actor& actor, history::Act act, const Picture& picture) {
    Json details{{"use", name_of(picture.use)}, {"picture_id", picture.id.text}};
    if (!picture.caption.empty()) details["caption"] = picture.caption;
    history::record(tx, actor, act, {name_of(picture.owner_kind), picture.owner_id},
                    std::move(details));
}

}  // namespace

// The header tells the size before a pixel is decoded; then all pixels are, so that a damaged file
// is refused to who has it, not shown to everybody else.
std::string check_picture(std::string_view bytes) {
    constexpr std::uint32_t kProofWidth = 320;
    if (bytes.empty()) invalid("file", "is empty");
    const auto info = drawing::probe_image(bytes);
    if (!info) {
        throw AppError(Code::Unsupported, PublicText{"Pictures are PNG or JPEG files."},
                       {.field = "file"});
    }
    if (info->width > kSideMax || info->height > kSideMax) {
        throw AppError(Code::TooLarge,
                       PublicText{"The picture has " + std::to_string(info->width) + " × " +
                                  std::to_string(info->height) + " pixels; " +
                                  std::to_string(kSideMax) + " on a side are the most."},
                       {.field = "file"});
    }
    if (info->width < 2 || info->height < 2) invalid("file", "has only one pixel on a side");
    drawing::thumbnail(bytes, kProofWidth);
    return info->mime == "image/png" ? "png" : "jpg";
}

Picture PictureService::add(const Actor& actor, const FindOwner& find_owner, PictureUse use,
                            files::NewAsset file, std::string_view bytes, Starring starring) {
    const auto owner = store_.read(find_owner);
    file.extension = check_picture(bytes);
    file.id = make_id<AssetId>();
    file.organization_id = owner.organization_id;
    file.project_id = owner.project_id;
    Picture picture;
    assets_.create(file, bytes, [&](store::Tx& tx, const files::Asset& asset) {
        const auto standing = find_owner(tx);
        picture = {.organization_id = standing.organization_id,
                   .project_id = standing.project_id,
                   .owner_kind = standing.kind,
                   .owner_id = standing.id,
                   .use = use,
                   .asset_id = asset.id};
        insert_last(tx, picture);
        if (starring == Starring::Newest && !picture.starred) {
            star(tx, picture);
            tx.update(picture);
        }
        on_change_(tx, picture);
        record(tx, actor, history::Act::AddPicture, picture);
    });
    return picture;
}

std::vector<Picture> PictureService::list(const FindOwner& find_owner) {
    return store_.read([&](store::Reader& db) { return list_pictures(db, find_owner(db)); });
}

Picture PictureService::update(const Actor& actor, const PictureId& id, const Patch<Picture>& patch,
                               std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto picture = get_picture(tx, actor, Action::Edit, id);
        check_rev(picture.rev, expected_rev, "this picture");
        if (patch.has<&Picture::caption>()) picture.caption = patch.value.caption;
        if (patch.has<&Picture::position>()) place(tx, picture, patch.value.position);
        if (patch.has<&Picture::starred>()) {
            if (patch.value.starred) {
                star(tx, picture);
            } else {
                picture.starred = false;
            }
        }
        tx.update(picture);
        on_change_(tx, picture);
        record(tx, actor, history::Act::ChangePicture, picture);
        return picture;
    });
}

void PictureService::remove(const Actor& actor, const PictureId& id) {
    store_.write([&](store::Tx& tx) {
        auto picture = get_picture(tx, actor, Action::Edit, id);
        pictures::remove(tx, picture);
        on_change_(tx, picture);
        record(tx, actor, history::Act::DeletePicture, picture);
    });
}

Picture PictureService::restore(const Actor& actor, const PictureId& id) {
    return store_.write([&](store::Tx& tx) {
        auto picture = get_picture(tx, actor, Action::Edit, id, Removed::Only);
        picture.deleted_at.reset();
        place(tx, picture, picture.position);
        picture.starred =
            !find_starred(tx, {.kind = picture.owner_kind, .id = picture.owner_id}, picture.use);
        tx.update(picture);
        on_change_(tx, picture);
        record(tx, actor, history::Act::RestorePicture, picture);
        return picture;
    });
}

std::int64_t PictureService::purge_expired(Time now) {
    const auto count = store::write_in_parts(store_, 100, [&](store::Tx& tx, std::int64_t limit) {
        return delete_removed(tx, now - story::kBinKept, limit);
    });
    assets_.remove_marked();
    return count;
}

}  // namespace fabula::pictures
