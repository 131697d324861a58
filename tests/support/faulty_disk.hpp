// A disk between SQLite and the real one that fails when told to, and knows what is not yet
// synced. Registered as SQLite's default while it lives.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <cstdint>

namespace fabula::test {

class FaultyDisk {
public:
    FaultyDisk() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
        vfs_.zName = "faulty";
        vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
        vfs_.pAppData = this;
        vfs_.xOpen = &open;
        sqlite3_vfs_register(&vfs_, 1);
    }
    ~FaultyDisk() {
        sqlite3_vfs_unregister(&vfs_);
        sqlite3_vfs_register(real_, 1);
    }
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    // Size at which the log meets the end of the disk: SQLITE_FULL. Negative: no limit.
    std::atomic<std::int64_t> log_bytes_max = -1;
    // Syncs of the log that fail from now on.
    std::atomic<int> log_syncs_to_fail = 0;
    std::atomic<int> log_sync_count = 0;
    // Bytes of the log written since it was last synced.
    std::atomic<std::int64_t> log_bytes_unsynced = 0;

private:
    struct File {
        sqlite3_file base;
        sqlite3_io_methods methods;
        FaultyDisk* disk;
        bool is_log;

        sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };

    static File& file_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

    template <auto Method, class Result, class... Args>
    static constexpr auto forwarder(Result (*sqlite3_io_methods::*)(sqlite3_file*, Args...)) {
        return +[](sqlite3_file* file, Args... args) -> Result {
            auto* real = file_of(file).real();
            return (real->pMethods->*Method)(real, args...);
        };
    }
    template <auto Method>
    static void pass_on(sqlite3_io_methods& methods) {
        methods.*Method = forwarder<Method>(Method);
    }

    static int open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* opened, int flags,
                    int* out_flags) {
        auto* disk = static_cast<FaultyDisk*>(vfs->pAppData);
        auto& file = file_of(opened);
        file.base.pMethods = nullptr;
        const int result = disk->real_->xOpen(disk->real_, name, file.real(), flags, out_flags);
        if (file.real()->pMethods == nullptr) return result;
        file.disk = disk;
        file.is_log = (flags & SQLITE_OPEN_WAL) != 0;
        auto& methods = file.methods;
        methods.iVersion = 2;  // With the shared memory of the log, without memory mapping.
        pass_on<&sqlite3_io_methods::xClose>(methods);
        pass_on<&sqlite3_io_methods::xRead>(methods);
        pass_on<&sqlite3_io_methods::xTruncate>(methods);
        pass_on<&sqlite3_io_methods::xFileSize>(methods);
        pass_on<&sqlite3_io_methods::xLock>(methods);
        pass_on<&sqlite3_io_methods::xUnlock>(methods);
        pass_on<&sqlite3_io_methods::xCheckReservedLock>(methods);
        pass_on<&sqlite3_io_methods::xFileControl>(methods);
        pass_on<&sqlite3_io_methods::xSectorSize>(methods);
        pass_on<&sqlite3_io_methods::xDeviceCharacteristics>(methods);
        pass_on<&sqlite3_io_methods::xShmMap>(methods);
        pass_on<&sqlite3_io_methods::xShmLock>(methods);
        pass_on<&sqlite3_io_methods::xShmBarrier>(methods);
        pass_on<&sqlite3_io_methods::xShmUnmap>(methods);
        methods.xWrite = &write;
        methods.xSync = &sync;
        file.base.pMethods = &methods;
        return result;
    }

    static int write(sqlite3_file* opened, const void* bytes, int count, sqlite3_int64 at) {
        auto& file = file_of(opened);
        if (file.is_log) {
            const std::int64_t limit = file.disk->log_bytes_max;
            if (limit >= 0 && at + count > limit) return SQLITE_FULL;
            file.disk->log_bytes_unsynced += count;
        }
        return file.real()->pMethods->xWrite(file.real(), bytes, count, at);
    }

    static int sync(sqlite3_file* opened, int flags) {
        auto& file = file_of(opened);
        if (file.is_log) {
            ++file.disk->log_sync_count;
            if (file.disk->log_syncs_to_fail > 0) {
                --file.disk->log_syncs_to_fail;
                return SQLITE_IOERR_FSYNC;
            }
            file.disk->log_bytes_unsynced = 0;
        }
        return file.real()->pMethods->xSync(file.real(), flags);
    }

    sqlite3_vfs* real_;
    sqlite3_vfs vfs_;
};

}  // namespace fabula::test
