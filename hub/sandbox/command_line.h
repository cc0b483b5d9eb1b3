// The program's command line.
//   kiosk24-sandbox init  --dir DIR [--terminal ID] [--with-bad-ones]
//   kiosk24-sandbox serve --dir DIR --catalogue FOLDER [--terminal ID] [--address ADDRESS] [--port PORT]
//                         [--port-file FILE] [--control SOCKET] [--server-identity NAME]
//                         [--faces FOLDER] [--switch "LINE"]... [--log-file FILE]
//   kiosk24-sandbox tell  --control SOCKET --line "LINE"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace kiosk24::sandbox {

struct CommandLine {
    std::string verb;  // "init", "serve", "tell", "help"
    std::string directory, terminal_id = "LG-0001";
    bool with_bad_ones = false;
    std::string catalogue, faces, address = "127.0.0.1", port_file, control, log_file, line;
    std::string server_identity = "server";  // file name without ending, under `directory`
    std::uint16_t port = 0;
    std::vector<std::string> switches;
};
// bad_argument with what is wrong.
Result<CommandLine> read_command_line(const std::vector<std::string>& words);
extern const std::string_view kUsage;

}  // namespace kiosk24::sandbox
