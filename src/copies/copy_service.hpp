// Copies of projects: with script, outline, shots, cast, places, beats and pictures.
#pragma once

#include <string>

#include "accounts/accounts_service.hpp"
#include "copies/copy_store.hpp"
#include "files/asset_service.hpp"

namespace fabula::copies {

class CopyService {
public:
    CopyService(store::Store& store, accounts::AccountsService& accounts,
                files::AssetService& assets)
        : store_(store), accounts_(accounts), assets_(assets) {}

    // Into the actor's organization. An empty title: that of the original, called a copy where
    // that is no template. Every row and file is a new one; who may see the original, its history,
    // and what was exported of it stay with it.
    story::Project duplicate(const Actor& actor, const ProjectId& id, const std::string& title);

private:
    store::Store& store_;
    accounts::AccountsService& accounts_;
    files::AssetService& assets_;
};

}  // namespace fabula::copies
