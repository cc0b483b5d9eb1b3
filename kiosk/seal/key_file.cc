#include "kiosk/seal/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "kiosk/seal/random.h"

namespace kiosk24::seal {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".key";
constexpr std::string_view kCondemned = ".condemned";
constexpr std::string_view kBeginning = "kiosk24-key 1 ";
constexpr std::size_t kLargestKeyFile_bytes = 512;
constexpr std::size_t kLongestKeyId = 16;

class OpenFile {
  public:
    explicit OpenFile(int number) : number_(number) {}
    ~OpenFile() {
        if (number_ >= 0) ::close(number_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }

  private:
    int number_;
};

Error storage_error(const fs::path& path, std::string_view what) {
    const auto code = errno == ENOSPC || errno == EROFS ? Code::out_of_space : Code::broken_storage;
    return Error(code, path.string() + ": cannot " + std::string(what) + ": " + std::strerror(errno));
}

Status check_private(const fs::path& path, const struct stat& found) {
    if (found.st_uid != ::geteuid())
        return Error(Code::bad_setting, path.string() + ": belongs to another user");
    if ((found.st_mode & 077) != 0)
        return Error(Code::bad_setting, path.string() + ": group or others may use it; it needs mode " +
                                            (S_ISDIR(found.st_mode) ? "0700" : "0600"));
    return {};
}

Status sync_directory(const fs::path& directory) {
    const OpenFile file(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!file.is_open() || ::fsync(file.number()) != 0) return storage_error(directory, "sync");
    return {};
}

bool is_key_id(std::string_view id) {
    return !id.empty() && id.size() <= kLongestKeyId && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    });
}

Result<PersonalText> read_private_text(const fs::path& path) {
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file.is_open()) {
        if (errno == ELOOP) return Error(Code::bad_setting, path.string() + ": is a link");
        return storage_error(path, "open");
    }
    struct stat found {};
    if (::fstat(file.number(), &found) != 0) return storage_error(path, "look at");
    if (!S_ISREG(found.st_mode)) return Error(Code::bad_setting, path.string() + ": not a file");
    TRY_STATUS(check_private(path, found));
    std::string text(kLargestKeyFile_bytes, '\0');
    const auto size = ::read(file.number(), text.data(), text.size());
    if (size < 0) return storage_error(path, "read");
    text.resize(static_cast<std::size_t>(size));
    return PersonalText(std::move(text));
}

Status write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return Error(Code::broken_storage);
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<SealingKey> key_in(const fs::path& path, const std::string& id, std::string_view text) {
    const Error damaged(Code::bad_setting, path.string() + ": not a key file");
    if (!text.starts_with(kBeginning) || !text.ends_with('\n')) return damaged;
    text.remove_prefix(kBeginning.size());
    text.remove_suffix(1);
    const auto space = text.find(' ');
    if (space == std::string_view::npos) return damaged;
    const auto profile = profile_named(text.substr(0, space));
    auto bytes = from_hex(text.substr(space + 1));
    if (!profile || !bytes) return damaged;
    Personal<Bytes> secret(std::move(*bytes));
    if (secret.reveal().size() != key_bytes_of(*profile)) return damaged;
    return SealingKey{id, *profile, std::move(secret)};
}

}  // namespace

fs::path key_path(const fs::path& directory, std::string_view id) {
    return directory / (std::string(id) + std::string(kSuffix));
}

Status check_key_directory(const fs::path& directory) {
    if (::mkdir(directory.c_str(), 0700) == 0)
        return sync_directory(directory.parent_path().empty() ? fs::path(".") : directory.parent_path());
    if (errno != EEXIST) return storage_error(directory, "make");
    struct stat found {};
    if (::lstat(directory.c_str(), &found) != 0) return storage_error(directory, "look at");
    if (!S_ISDIR(found.st_mode)) return Error(Code::bad_setting, directory.string() + ": not a directory");
    return check_private(directory, found);
}

Result<std::vector<std::string>> key_ids_in(const fs::path& directory) {
    std::vector<std::string> ids;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(directory, failure)) {
        if (entry.path().extension() != kSuffix) continue;
        auto id = entry.path().stem().string();
        if (!is_key_id(id)) return Error(Code::bad_setting, entry.path().string() + ": not a key's name");
        ids.push_back(std::move(id));
    }
    if (failure) return Error(Code::broken_storage, directory.string() + ": " + failure.message());
    std::sort(ids.begin(), ids.end());
    return ids;
}

Result<SealingKey> read_key(const fs::path& directory, const std::string& id) {
    const auto path = key_path(directory, id);
    TRY(text, read_private_text(path));
    return key_in(path, id, text.reveal());
}

// Written whole under another name first: after a power cut there is the whole key or none.
Result<SealingKey> make_key(const fs::path& directory, const std::string& id, Profile profile) {
    SealingKey key{id, profile, Personal<Bytes>(random_bytes(key_bytes_of(profile)))};
    PersonalText line(std::string(kBeginning) + std::string(name_of(profile)) + " " +
                      to_hex(key.bytes.reveal()) + "\n");
    const auto path = key_path(directory, id), unfinished = directory / (id + ".unfinished");
    ::unlink(unfinished.c_str());
    const OpenFile file(
        ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.is_open()) return storage_error(unfinished, "make");
    if (!write_all(file.number(), line.reveal()) || ::fsync(file.number()) != 0)
        return storage_error(unfinished, "write");
    if (::link(unfinished.c_str(), path.c_str()) != 0) return storage_error(path, "make");
    ::unlink(unfinished.c_str());
    TRY_STATUS(sync_directory(directory));
    return key;
}

// Under another name first: a power cut leaves the key, or a file that is no key any more, never half a key.
Status destroy_key(const fs::path& directory, std::string_view id) {
    const auto path = key_path(directory, id),
               condemned = directory / (std::string(id) + std::string(kCondemned));
    if (::rename(path.c_str(), condemned.c_str()) != 0) return storage_error(path, "rename");
    TRY_STATUS(sync_directory(directory));
    return finish_destroying(directory);
}

Status finish_destroying(const fs::path& directory) {
    std::error_code failure;
    std::vector<fs::path> condemned;
    for (const auto& entry : fs::directory_iterator(directory, failure)) {
        if (entry.path().extension() == kCondemned) condemned.push_back(entry.path());
    }
    if (failure) return Error(Code::broken_storage, directory.string() + ": " + failure.message());
    for (const auto& path : condemned) {
        {
            const OpenFile file(::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
            if (!file.is_open()) return storage_error(path, "open");
            const std::string nothing(kLargestKeyFile_bytes, '\0');
            if (!write_all(file.number(), nothing) || ::fsync(file.number()) != 0)
                return storage_error(path, "overwrite");
        }
        if (::unlink(path.c_str()) != 0) return storage_error(path, "remove");
    }
    return condemned.empty() ? Status() : sync_directory(directory);
}

}  // namespace kiosk24::seal
