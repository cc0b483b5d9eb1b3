// The process that forks a child for each document; see checker.h. Messages on its socket (SOCK_SEQPACKET):
//   to it    "trust <n>"                              + memfd of n bytes PEM
//            "check <id> <ms> <n>\n<case>\n<number>\n<title>\n<name>"   + memfd of n bytes PDF
//            "stop"                                   the child that runs is killed
//   from it  "<id> pages <count>"  "<id> failed <code> <words>"
#pragma once

namespace kiosk24::drivers::document_verify {

// Serves until the socket closes, then ends the process.
[[noreturn]] void run_nursery(int socket);

}  // namespace kiosk24::drivers::document_verify
