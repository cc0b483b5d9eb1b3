// The device thread: one poll over every driver's socket, output and end, and the inbox. The machine decides,
// this carries out.
//
// push(), reset() and stop() are for any thread. The callbacks run on the device thread, in the order in
// which things happened; they must only pass the value on.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/grey_picture.h"
#include "kiosk/device/driver_spec.h"
#include "kiosk/device/rules.h"
#include "kiosk/model/command.h"
#include "kiosk/model/event.h"

namespace kiosk24::device {

// Where a face camera's hints and pictures go; what is not set is dropped.
struct FaceOutlets {
    std::function<void(event::FaceHinted)> on_hint;
    PreviewSlot preview;
    std::function<void()> on_preview;  // a newer picture is in the slot
};

class Thread {
  public:
    using OnCompleted = std::function<void(Completed)>;
    using OnEvent = std::function<void(Event)>;

    // Starts the thread, which starts the drivers.
    Thread(std::vector<DriverSpec> drivers, OnCompleted on_completed, OnEvent on_event,
           const Rules& rules = {}, FaceOutlets faces = {});
    // stop()
    ~Thread();
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

    // Every command but Cancel ends in exactly one Completed. After stop() it is dropped.
    void push(Command command);
    // Another try, now, for a driver that is out of service or waits for its restart.
    void reset(std::string device);
    // Ends every driver (kindly at first, 3 s at most), completes what is open and joins the thread.
    void stop();

  private:
    class Pump;
    std::unique_ptr<Pump> pump_;
};

}  // namespace kiosk24::device
