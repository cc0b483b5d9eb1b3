// What a driver implements: one class interface a device class. `serve` (serve.h) does everything else: the
// socket, hello, deadlines, cancel, bulk, conditions.
//
// Threads: every function of a device runs on one worker thread, one at a time, except the constructor,
// identity() before open(), and settings(), which run before the worker starts. report() is for any thread.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "drivers/sdk/limits.h"
#include "drivers/sdk/settings.h"
#include "kiosk/base/bytes.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/model/device.h"
#include "kiosk/model/identity.h"
#include "kiosk/model/receipt.h"
#include "kiosk/wire/driver_message.h"

namespace kiosk24::drivers {

// Why a call was not carried out. `outcome` says whether paper or a card may have moved all the same.
struct Failure {
    Error error;
    Fault fault = Fault::none;
    Outcome outcome = Outcome::not_done;
};

// What a call gives, or a Failure. An Error converts to a Failure without fault, so TRY works in it.
template <typename T>
class [[nodiscard]] Answer : public tl::expected<T, Failure> {
  public:
    using Base = tl::expected<T, Failure>;
    using Base::Base;
    Answer(Failure failure) : Base(tl::unexpected<Failure>(std::move(failure))) {}
    Answer(Error error) : Answer(Failure{std::move(error)}) {}
};
template <>
class [[nodiscard]] Answer<void> : public tl::expected<void, Failure> {
  public:
    using Base = tl::expected<void, Failure>;
    using Base::Base;
    Answer() = default;
    Answer(Failure failure) : Base(tl::unexpected<Failure>(std::move(failure))) {}
    Answer(Error error) : Answer(Failure{std::move(error)}) {}
};

class Device {
  public:
    Device() = default;
    virtual ~Device() = default;
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    virtual DeviceClass device_class() const = 0;
    // The settings it understands.
    virtual std::vector<SettingEntry> settings() const = 0;
    // What it is, as far as known now. Asked before open() (then it says what needs no device) and after it;
    // the later word travels in hello if open() returned in time (3 s).
    virtual DeviceIdentity identity() const = 0;
    // Takes its settings and tries the device. An absent device is no error: it is a condition (offline) that
    // watch() mends later. An error (bad_setting) ends the process with exit status 2 and a log line.
    virtual Status open(const Settings& settings) = 0;
    // Looks at the device between calls, every watch_every(): finds out that it went or came back, reports.
    // Should return within a second; a call waits for it.
    virtual void watch() {}
    virtual Milliseconds watch_every() const { return Milliseconds(1000); }
    // Wipes whatever it holds of a person. Also called before the process ends.
    virtual void forget() {}

    // Carries out one call of its class; the class interfaces below implement it.
    virtual Answer<wire::Give> carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) = 0;

    // Where conditions go; set by serve before open().
    void report_to(std::function<void(const Condition&)> sink) { sink_ = std::move(sink); }

  protected:
    // Says the device's condition, also in the middle of a call. An unchanged condition costs nothing: it is
    // sent only on a change. Thread-safe.
    void report(const Condition& condition) const {
        if (sink_) sink_(condition);
    }

  private:
    std::function<void(const Condition&)> sink_;
};

class IdCardReader : public Device {
  public:
    DeviceClass device_class() const final { return DeviceClass::id_card_reader; }
    // Waits until a card lies there and reads it. Codes: no_card (the deadline came first), timed_out,
    // cancelled, card_unreadable (lay it again), card_refused (not a valid card, or contents that make no
    // sense), device_offline, device_failed.
    virtual Answer<IdentityCard> read_card(const Limits& limits) = 0;
    Answer<wire::Give> carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) final;
};

using PageJob = wire::ask::PrintPage;
using PageOutcome = wire::give::Page;

class DocumentPrinter : public Device {
  public:
    DeviceClass device_class() const final { return DeviceClass::document_printer; }
    // Prints one page as one job and returns when the paper is out or will not come: an outcome with the
    // fault that caused it. Cancelled or out of time it takes the job back: nothing of it is printed later.
    virtual Answer<PageOutcome> print_page(const PageJob& job, ByteView pdf, const Limits& limits) = 0;
    // What became of a job of an earlier life.
    virtual Answer<PageOutcome> recall(const std::string& job, const Limits& limits) = 0;
    // Takes back whatever of ours still waits at the printer.
    virtual Answer<void> clear(const Limits& limits) = 0;
    Answer<wire::Give> carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) final;
};

class DocumentVerifier : public Device {
  public:
    DeviceClass device_class() const final { return DeviceClass::document_verify; }
    // The number of pages of a document that is signed by one we trust and carries what is expected.
    // Codes: bad_signature, document_mismatch, bad_input (not a readable PDF).
    virtual Answer<int> verify(ByteView pdf, const wire::ask::Verify& expected, const Limits& limits) = 0;
    Answer<wire::Give> carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) final;
};

using ReceiptJob = wire::ask::PrintReceipt;

class ReceiptPrinter : public Device {
  public:
    DeviceClass device_class() const final { return DeviceClass::receipt_printer; }
    // Prints the picture, cuts the strip off and returns when it is out or will not come. Cancelled or out of
    // time it prints nothing more and cuts off what is there.
    virtual Answer<PageOutcome> print_receipt(const ReceiptJob& job, ByteView bits, const Limits& limits) = 0;
    // Ends what an earlier life of the driver may have left half done, so that no torn receipt hangs on the
    // next one.
    virtual Answer<void> clear(const Limits& limits) = 0;
    Answer<wire::Give> carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) final;
};

class DocumentComposer : public Device {
  public:
    DeviceClass device_class() const final { return DeviceClass::document_composer; }
    // The strip as a picture. Codes: bad_input (it cannot be drawn: a line is too long, no glyph for it, or
    // no code can hold the payload), too_large (over kLongestStrip_px).
    virtual Answer<StripPicture> compose(const PaperStrip& strip, const Limits& limits) = 0;
    Answer<wire::Give> carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) final;
};

using ScannedCode = wire::give::Code;

class CodeReader : public Device {
  public:
    DeviceClass device_class() const final { return DeviceClass::code_reader; }
    // Waits until a code is shown; one that was shown before the call does not count. Codes: timed_out,
    // cancelled, bad_input (a code whose text the contract does not take: it is never passed on),
    // device_offline, device_failed.
    virtual Answer<ScannedCode> scan_code(const Limits& limits) = 0;
    Answer<wire::Give> carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) final;
};

class FaceMatcher : public Device {
  public:
    DeviceClass device_class() const final { return DeviceClass::face_matcher; }
    // Is the face in `still` (a JPEG) the one in `photo` (as it stands on the card)? One to one; nothing of
    // either is kept. Codes: bad_input (a picture that cannot be read, or without a face), device_offline
    // (no licence, no model), device_failed.
    virtual Answer<FaceMatch> match_face(ByteView photo, ByteView still, const Limits& limits) = 0;
    Answer<wire::Give> carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) final;
};

class FaceCamera : public Device {
  public:
    DeviceClass device_class() const final { return DeviceClass::face_camera; }
    // Shows what it sees and says what it would ask for, by the two functions below, until one picture is
    // good: a JPEG. Between calls nothing is shown and nothing kept. Codes: timed_out, cancelled,
    // device_offline, device_failed.
    virtual Answer<DocumentBytes> capture_face(const Limits& limits) = 0;
    Answer<wire::Give> carry_out(const wire::Ask& ask, ByteView bulk, const Limits& limits) final;

    void show_to(std::function<void(wire::Hinted)> hints, std::function<void(wire::Frame)> frames) {
        hints_ = std::move(hints);
        frames_ = std::move(frames);
    }

  protected:
    // Only while capture_face runs. A picture is dropped while two are on loan.
    void hint(FaceHint hint) const {
        if (hints_) hints_({hint});
    }
    void show(wire::Frame frame) const {
        if (frames_) frames_(std::move(frame));
    }

  private:
    std::function<void(wire::Hinted)> hints_;
    std::function<void(wire::Frame)> frames_;
};

}  // namespace kiosk24::drivers
