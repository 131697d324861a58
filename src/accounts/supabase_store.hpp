// Rows of links to Supabase accounts.
#pragma once

#include <optional>
#include <string>

#include "accounts/supabase_link.hpp"
#include "store/store.hpp"

namespace fabula::accounts {

// Those that have ended as well.
std::optional<SupabaseLink> find_supabase_link(store::Reader& db, const std::string& subject);
std::optional<SupabaseLink> find_supabase_link(store::Reader& db, const UserId& user);
// In place of what there is for the user or the subject.
void put_supabase_link(store::Tx& tx, SupabaseLink& link);
void touch_supabase_link(store::Tx& tx, const SupabaseLinkId& id);
// False where there is none that holds.
bool end_supabase_link(store::Tx& tx, const UserId& user);

}  // namespace fabula::accounts
