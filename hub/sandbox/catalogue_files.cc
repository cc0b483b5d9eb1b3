#include "hub/sandbox/catalogue_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "hub/sandbox/pki.h"
#include "kiosk/seal/digest.h"
#include "kiosk/wire/catalogue.h"
#include "kiosk/wire/envelope.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::sandbox {
namespace {

namespace fs = std::filesystem;

Error in_file(const fs::path& file, const Error& error) {
    return Error(Code::bad_setting, file.string() + ": " + error.text());
}

Result<std::int64_t> read_version(const fs::path& file) {
    TRY(text, read_text(file));
    std::int64_t version = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (failed != std::errc() || version <= 0 || (end != text.data() + text.size() && *end != '\n'))
        return Error(Code::bad_setting, file.string() + ": not a positive number");
    return version;
}

}  // namespace

Result<Catalogue> read_catalogue(const fs::path& folder) {
    Catalogue catalogue;
    TRY(version, read_version(folder / "version"));
    catalogue.version = version;
    TRY(groups_text, read_text(folder / "groups.json"));
    Result<std::vector<CatalogueGroup>> groups = wire::decode_groups(groups_text);
    if (!groups) return in_file(folder / "groups.json", groups.error());
    catalogue.groups = std::move(*groups);
    std::vector<fs::path> files;
    std::error_code failed;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed))
        if (entry.path().extension() == ".json" && entry.path().filename() != "groups.json")
            files.push_back(entry.path());
    if (failed) return Error(Code::not_found, folder.string() + ": " + failed.message());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        TRY(text, read_text(file));
        Result<Matter> matter = wire::decode_matter(text);
        if (!matter) return in_file(file, matter.error());
        if (!catalogue.find_group(matter->group))
            return Error(Code::bad_setting, file.string() + ": no group '" + matter->group + "'");
        catalogue.matters.push_back(std::move(*matter));
    }
    return catalogue;
}

Result<SignedCatalogue> sign_catalogue(const Catalogue& catalogue, const seal::SigningKey& key) {
    TRY(content, wire::encode(catalogue));
    TRY(envelope, seal::sign(key, wire::kEnvelopePurpose_catalogue, as_bytes(content)));
    TRY(text, wire::encode(envelope));
    return SignedCatalogue{std::move(text),
                           fmt::format("\"{}\"", seal::sha256_hex(as_bytes(content)).substr(0, 32))};
}

}  // namespace kiosk24::sandbox
