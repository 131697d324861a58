#include "store/cache.hpp"

#include <fcntl.h>
#include <lmdb.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace fabula::store {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeyBytesMax = 500;  // LMDB allows 511.
constexpr unsigned kReadersMax = 256;

std::string key_text(const CacheKey& key) {
    std::string out(key.kind);
    out.append(":").append(key.hash);
    if (out.size() > kKeyBytesMax) throw std::logic_error("cache key too long: " + out);
    return out;
}

MDB_val view(std::string_view bytes) {
    // LMDB does not write through this pointer.
    return {bytes.size(), const_cast<char*>(bytes.data())};
}

class Transaction {
public:
    Transaction(MDB_env* environment, unsigned flags) {
        error_ = mdb_txn_begin(environment, nullptr, flags, &transaction_);
    }
    ~Transaction() {
        if (transaction_ != nullptr) mdb_txn_abort(transaction_);
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    [[nodiscard]] int error() const { return error_; }
    [[nodiscard]] MDB_txn* get() const { return transaction_; }
    int commit() { return mdb_txn_commit(std::exchange(transaction_, nullptr)); }

private:
    MDB_txn* transaction_ = nullptr;
    int error_ = 0;
};

// Changes at every start of the machine.
std::string boot_id() {
    std::ifstream in("/proc/sys/kernel/random/boot_id");
    std::string id;
    in >> id;
    return id;
}

std::string first_line(const fs::path& path) {
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    return line;
}

}  // namespace

struct Cache::Environment {
    MDB_env* handle = nullptr;
    MDB_dbi table = 0;

    ~Environment() { mdb_env_close(handle); }

    // 0, or what LMDB says.
    int open(const fs::path& folder, std::size_t size_bytes_max) {
        mdb_env_create(&handle);
        // Address space, not memory or disk; set once, so that the map never has to move.
        mdb_env_set_mapsize(handle, size_bytes_max);
        mdb_env_set_maxreaders(handle, kReadersMax);
        // NOSYNC: values cost no wait for the disk. What it risks, a torn file after a power cut,
        // is found by the marker (Cache::open) and dropped.
        if (const int error = mdb_env_open(handle, folder.c_str(), MDB_NOTLS | MDB_NOSYNC, 0600)) {
            return error;
        }
        int dead_readers = 0;
        mdb_reader_check(handle, &dead_readers);
        Transaction transaction(handle, 0);
        if (transaction.error() != 0) return transaction.error();
        if (const int error = mdb_dbi_open(transaction.get(), nullptr, 0, &table)) return error;
        return transaction.commit();
    }

    // A file shorter than its own page count would end the process when it is read.
    [[nodiscard]] bool is_whole(const fs::path& folder) const {
        MDB_envinfo info{};
        MDB_stat stat{};
        mdb_env_info(handle, &info);
        mdb_env_stat(handle, &stat);
        std::error_code failed;
        const auto bytes = fs::file_size(folder / "data.mdb", failed);
        return !failed && bytes >= (info.me_last_pgno + 1) * stat.ms_psize;
    }
};

Cache::Cache(fs::path folder, CacheOptions options)
    : folder_(std::move(folder)), options_(std::move(options)) {
    std::error_code failed;
    const auto data = folder_ / "data.mdb";
    const auto marker = first_line(folder_ / "open");
    if (!marker.empty() && marker != boot_id()) {
        recreate("the machine went down while the cache was in use");
    } else if (fs::exists(data, failed) && fs::file_size(data, failed) > options_.size_bytes_max) {
        recreate("the cache is over its limit");
    } else {
        open();
    }
}

Cache::~Cache() {
    if (!environment_) return;
    // Only a cache that is on disk counts as closed; otherwise the marker stays.
    const bool synced = mdb_env_sync(environment_->handle, 1) == 0;
    environment_.reset();
    std::error_code ignored;
    if (synced) fs::remove(folder_ / "open", ignored);
}

void Cache::open() {
    std::error_code ignored;
    fs::create_directories(folder_, ignored);
    fs::permissions(folder_, fs::perms::owner_all, ignored);
    auto opened = std::make_unique<Environment>();
    int error = opened->open(folder_, options_.size_bytes_max);
    if (error == 0 && !opened->is_whole(folder_)) error = MDB_CORRUPTED;
    if (error == MDB_INVALID || error == MDB_VERSION_MISMATCH || error == MDB_CORRUPTED ||
        error == MDB_PAGE_NOTFOUND) {
        opened.reset();
        fs::remove(folder_ / "data.mdb", ignored);
        fs::remove(folder_ / "lock.mdb", ignored);
        report(std::string("the cache was dropped: ") + mdb_strerror(error));
        opened = std::make_unique<Environment>();
        error = opened->open(folder_, options_.size_bytes_max);
    }
    if (error == 0) {
        std::ofstream marker(folder_ / "open", std::ios::trunc);
        marker << boot_id() << "\n";
        if (marker.flush()) {
            environment_ = std::move(opened);
            return;
        }
        error = EIO;
    }
    report(std::string("works without a cache: ") + mdb_strerror(error));
}

void Cache::recreate(std::string_view why) {
    environment_.reset();
    std::error_code ignored;
    fs::remove(folder_ / "data.mdb", ignored);
    fs::remove(folder_ / "lock.mdb", ignored);
    report("the cache was dropped: " + std::string(why));
    open();
}

std::optional<std::string> Cache::get(const CacheKey& key) {
    const auto text = key_text(key);
    const std::shared_lock lock(mutex_);
    if (!environment_) return std::nullopt;
    const Transaction transaction(environment_->handle, MDB_RDONLY);
    if (transaction.error() != 0) return std::nullopt;
    auto name = view(text);
    MDB_val found{};
    if (mdb_get(transaction.get(), environment_->table, &name, &found) != 0) return std::nullopt;
    const std::string_view bytes(static_cast<const char*>(found.mv_data), found.mv_size);
    if (bytes.empty() || static_cast<std::uint8_t>(bytes.front()) != key.version) {
        return std::nullopt;
    }
    return std::string(bytes.substr(1));
}

void Cache::put(const CacheKey& key, std::string_view value) {
    const auto text = key_text(key);
    if (value.size() > options_.size_bytes_max / 4) return;
    const std::unique_lock lock(mutex_);
    if (!environment_) return;
    int error = put_once(text, value, key.version);
    if (error == MDB_MAP_FULL) {
        recreate("it was full");
        error = environment_ ? put_once(text, value, key.version) : 0;
    }
    if (error != 0) report(std::string("the cache kept nothing: ") + mdb_strerror(error));
}

int Cache::put_once(const std::string& key, std::string_view value, std::uint8_t version) {
    Transaction transaction(environment_->handle, 0);
    if (transaction.error() != 0) return transaction.error();
    auto name = view(key);
    MDB_val room{value.size() + 1, nullptr};
    const int error = mdb_put(transaction.get(), environment_->table, &name, &room, MDB_RESERVE);
    if (error != 0) return error;
    auto* bytes = static_cast<char*>(room.mv_data);
    bytes[0] = static_cast<char>(version);
    value.copy(bytes + 1, value.size());
    return transaction.commit();
}

void Cache::clear() {
    const std::unique_lock lock(mutex_);
    recreate("it was asked for");
}

bool Cache::is_open() {
    const std::shared_lock lock(mutex_);
    return environment_ != nullptr;
}

Cache::Size Cache::size() {
    const std::shared_lock lock(mutex_);
    if (!environment_) return {};
    MDB_stat stat{};
    mdb_env_stat(environment_->handle, &stat);
    std::error_code failed;
    const auto bytes = fs::file_size(folder_ / "data.mdb", failed);
    return {.entries = stat.ms_entries, .bytes = failed ? 0 : static_cast<std::size_t>(bytes)};
}

void Cache::report(std::string_view text) const {
    if (options_.report) options_.report(text);
}

}  // namespace fabula::store
