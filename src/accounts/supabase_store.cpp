#include "accounts/supabase_store.hpp"

namespace fabula::accounts {

std::optional<SupabaseLink> find_supabase_link(store::Reader& db, const std::string& subject) {
    return db.one<SupabaseLink>(store::select_from<SupabaseLink>() + " WHERE subject = ?", subject);
}

std::optional<SupabaseLink> find_supabase_link(store::Reader& db, const UserId& user) {
    return db.one<SupabaseLink>(store::select_from<SupabaseLink>() + " WHERE user_id = ?", user);
}

void put_supabase_link(store::Tx& tx, SupabaseLink& link) {
    tx.run("DELETE FROM supabase_link WHERE user_id = ? OR subject = ?", link.user_id,
           link.subject);
    tx.insert(link);
}

void touch_supabase_link(store::Tx& tx, const SupabaseLinkId& id) {
    tx.run("UPDATE supabase_link SET last_used_at = ? WHERE id = ?", tx.now(), id);
}

bool end_supabase_link(store::Tx& tx, const UserId& user) {
    return tx.run("UPDATE supabase_link SET ended_at = ? WHERE user_id = ? AND ended_at IS NULL",
                  tx.now(), user) > 0;
}

}  // namespace fabula::accounts
