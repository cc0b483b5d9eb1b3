// Each document is checked in a process of its own: a nursery, forked before any thread, forks one child a
// document, with limits on memory and processor time. A document that crashes, eats or never ends kills that
// child, not the driver; and with the child dies all that it held of a person.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "drivers/document_verify/document_check.h"
#include "drivers/sdk/bulk.h"
#include "drivers/sdk/limits.h"
#include "kiosk/base/personal.h"

namespace kiosk24::drivers::document_verify {

class Checker {
  public:
    // Forks the nursery. Call it first in main(), before there is another thread.
    static Result<Checker> start();
    ~Checker();
    Checker(Checker&& other) noexcept;
    Checker& operator=(Checker&&) = delete;

    // The authorities to trust from now on, in PEM, already found good.
    Status trust(std::string_view pem);
    // check_document() in a child. Further codes: cancelled, timed_out; device_failed if the nursery is gone.
    Result<int> check(ByteView pdf, const Expected& expected, const Limits& limits);
    bool is_alive() const;

  private:
    Checker(pid_t nursery, Descriptor socket) : nursery_(nursery), socket_(std::move(socket)) {}
    Result<std::string> wait_for_answer(const Limits& limits);
    void stop_child();

    pid_t nursery_ = -1;
    Descriptor socket_;
    unsigned question_ = 0;
};

}  // namespace kiosk24::drivers::document_verify
