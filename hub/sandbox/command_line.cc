#include "hub/sandbox/command_line.h"

#include <charconv>

namespace kiosk24::sandbox {

const std::string_view kUsage =
    R"(kiosk24-sandbox: a district platform to develop and demonstrate against. For throw-away data only.

  kiosk24-sandbox init  --dir DIR [--terminal ID] [--with-bad-ones]
      makes whatever keys and certificates are missing in DIR; ID (default LG-0001) is a terminal's name
  kiosk24-sandbox serve --dir DIR --catalogue FOLDER [options]
      does the same, then serves until SIGTERM; prints "listening on ADDRESS:PORT" when it is ready
      --terminal ID           as for init
      --faces FOLDER          reference pictures to compare faces with, NUMBER.jpg or NUMBER.png
      --address ADDRESS       default 127.0.0.1
      --port PORT             default 0: any free one
      --port-file FILE        the port is written there when it is ready
      --control SOCKET        a unix socket for switches, see README.md
      --switch "LINE"         a switch from the start; may be repeated
      --server-identity NAME  another certificate of DIR, e.g. bad/expired_server
      --log-file FILE         a copy of the log
  kiosk24-sandbox tell  --control SOCKET --line "LINE"
      says one line to a serving sandbox and prints its answer
)";

namespace {

Result<std::uint16_t> port_in(const std::string& text) {
    std::uint16_t port = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (failed != std::errc() || end != text.data() + text.size())
        return Error(Code::bad_argument, "'" + text + "' is no port");
    return port;
}

// Where the value of an option goes; nullptr for an unknown one.
std::string* place_of(CommandLine& line, const std::string& option) {
    if (option == "--dir") return &line.directory;
    if (option == "--terminal") return &line.terminal_id;
    if (option == "--catalogue") return &line.catalogue;
    if (option == "--faces") return &line.faces;
    if (option == "--address") return &line.address;
    if (option == "--port-file") return &line.port_file;
    if (option == "--control") return &line.control;
    if (option == "--server-identity") return &line.server_identity;
    if (option == "--log-file") return &line.log_file;
    if (option == "--line") return &line.line;
    if (option == "--switch") return &line.switches.emplace_back();
    return nullptr;
}

}  // namespace

Result<CommandLine> read_command_line(const std::vector<std::string>& words) {
    CommandLine line;
    line.verb = words.empty() ? "help" : words[0];
    if (line.verb == "help" || line.verb == "--help" || line.verb == "-h") {
        line.verb = "help";
        return line;
    }
    if (line.verb != "init" && line.verb != "serve" && line.verb != "tell")
        return Error(Code::bad_argument, "'" + line.verb + "' is none of init, serve and tell");
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& option = words[i];
        if (option == "--with-bad-ones") {
            line.with_bad_ones = true;
            continue;
        }
        if (i + 1 == words.size()) return Error(Code::bad_argument, option + " needs a value");
        const std::string& value = words[++i];
        if (option == "--port") {
            TRY(port, port_in(value));
            line.port = port;
        } else if (std::string* place = place_of(line, option)) {
            *place = value;
        } else {
            return Error(Code::bad_argument, "unknown option " + option);
        }
    }
    if (line.verb == "tell") {
        if (line.control.empty()) return Error(Code::bad_argument, "--control is obligatory");
        return line;
    }
    if (line.directory.empty()) return Error(Code::bad_argument, "--dir is obligatory");
    if (line.verb == "serve" && line.catalogue.empty())
        return Error(Code::bad_argument, "--catalogue is obligatory");
    return line;
}

}  // namespace kiosk24::sandbox
