#include "hub/central/acts.h"

#include "hub/central/directory.h"
#include "hub/fleet/enrolment.h"
#include "hub/fleet/orders.h"
#include "hub/pki/files.h"
#include "hub/store/store.h"
#include "kiosk/seal/digest.h"
#include "kiosk/seal/envelope.h"
#include "kiosk/seal/random.h"

namespace kiosk24::hub {
namespace {

constexpr std::size_t kCommandId_bytes = 16;

}  // namespace

Result<std::string> give_code(const std::filesystem::path& directory, const std::string& terminal_id,
                              Milliseconds lasts) {
    if (!wire::is_terminal_id(terminal_id))
        return Error(Code::bad_argument, "'" + terminal_id + "' is no terminal's id");
    TRY_STATUS(check_hub_directory(directory));
    TRY(store, Store::open(directory / "hub.db"));
    const std::string printed = printed_code(seal::random_bytes(kCodeEntropy_bytes));
    CodeRecord code;
    code.code_sha256 = seal::sha256_hex(as_bytes(plain_code(printed).value_or("")));
    code.terminal_id = terminal_id;
    code.issued = wall_now();
    code.expires = {code.issued.unix_ms + lasts.count()};
    TRY_STATUS(store.keep_code(code));
    return printed;
}

Result<std::string> give_order(const std::filesystem::path& directory, const std::string& terminal_id,
                               const Order& what, Milliseconds lasts) {
    TRY_STATUS(check_hub_directory(directory));
    const WallTime now = wall_now();
    TRY(command, new_command(seal::random_hex(kCommandId_bytes), terminal_id, what, now, lasts));
    TRY(store, Store::open(directory / "hub.db"));
    TRY(is_enrolled, store.is_enrolled(terminal_id));
    if (!is_enrolled) return Error(Code::not_found, "no terminal " + terminal_id + " is enrolled here");
    TRY(pending, store.pending_commands(terminal_id, now));
    if (pending.size() >= wire::kMostPendingCommands)
        return Error(Code::server_busy, "too many commands wait for " + terminal_id + " already");
    TRY(pem, pki::read_text(directory / "command_signer.key"));
    TRY(key, seal::SigningKey::from_pem(std::string(kCommandKeyId), pem));
    TRY(payload, wire::encode(command));
    TRY(envelope, seal::sign(key, wire::kEnvelopePurpose_hub_command, as_bytes(payload)));
    TRY_STATUS(store.keep_command(
        {.command = command, .envelope = std::move(envelope), .outcome = {}, .outcome_at = {}}));
    return command.id;
}

}  // namespace kiosk24::hub
