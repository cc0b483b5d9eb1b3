#include "tests/drivers/camera/v4l2/video_device.h"

#include <errno.h>

#include <algorithm>
#include <cstring>

namespace kiosk24::test_support {
namespace {

constexpr std::uint32_t kWidth_px = 640, kHeight_px = 480, kPerSecond = 30;
constexpr Milliseconds kBeat{1000 / kPerSecond};

template <typename Struct>
Struct& as(void* argument) {
    return *static_cast<Struct*>(argument);
}

template <std::size_t kSize>
void write_name(__u8 (&field)[kSize], std::string_view name) {
    std::memcpy(field, name.data(), std::min(name.size() + 1, kSize));
}

bool is_capture(std::uint32_t type) {
    return type == V4L2_BUF_TYPE_VIDEO_CAPTURE;
}

int describe(v4l2_capability& is) {
    is = {};
    write_name(is.driver, "uvcvideo");
    write_name(is.card, "Drawn Camera");
    write_name(is.bus_info, "usb-drawn-1");
    is.device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    is.capabilities = is.device_caps | V4L2_CAP_DEVICE_CAPS;
    return 0;
}

int describe(v4l2_input& input) {
    if (input.index != 0) return EINVAL;
    input = {};
    write_name(input.name, "Camera 1");
    input.type = V4L2_INPUT_TYPE_CAMERA;
    return 0;
}

int describe(v4l2_fmtdesc& format) {
    if (format.index != 0 || !is_capture(format.type)) return EINVAL;
    format.flags = V4L2_FMT_FLAG_COMPRESSED;
    format.pixelformat = V4L2_PIX_FMT_MJPEG;
    write_name(format.description, "Motion-JPEG");
    return 0;
}

int describe(v4l2_frmsizeenum& size) {
    if (size.index != 0 || size.pixel_format != V4L2_PIX_FMT_MJPEG) return EINVAL;
    size.type = V4L2_FRMSIZE_TYPE_DISCRETE;
    size.discrete = {kWidth_px, kHeight_px};
    return 0;
}

int describe(v4l2_frmivalenum& interval) {
    if (interval.index != 0) return EINVAL;
    interval.type = V4L2_FRMIVAL_TYPE_DISCRETE;
    interval.discrete = {1, kPerSecond};
    return 0;
}

// Whatever is asked for, it has this one.
int describe(v4l2_format& format) {
    if (!is_capture(format.type)) return EINVAL;
    format.fmt.pix = {};
    format.fmt.pix.width = kWidth_px;
    format.fmt.pix.height = kHeight_px;
    format.fmt.pix.pixelformat = V4L2_PIX_FMT_MJPEG;
    format.fmt.pix.field = V4L2_FIELD_NONE;
    format.fmt.pix.sizeimage = kBuffer_bytes;
    format.fmt.pix.colorspace = V4L2_COLORSPACE_JPEG;
    return 0;
}

int describe(v4l2_streamparm& parameters) {
    if (!is_capture(parameters.type)) return EINVAL;
    parameters.parm.capture = {};
    parameters.parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
    parameters.parm.capture.timeperframe = {1, kPerSecond};
    return 0;
}

v4l2_buffer buffer_numbered(std::uint32_t index, std::uint32_t state) {
    v4l2_buffer buffer{};
    buffer.index = index;
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    buffer.field = V4L2_FIELD_NONE;
    buffer.length = kBuffer_bytes;
    buffer.m.offset = static_cast<std::uint32_t>(index * kBuffer_bytes);
    buffer.flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC | V4L2_BUF_FLAG_MAPPED | state;
    return buffer;
}

}  // namespace

int VideoDevice::answer(unsigned long request, void* argument) {
    if (!is_plugged_) return ENODEV;
    switch (request) {
        case VIDIOC_QUERYCAP:
            return describe(as<v4l2_capability>(argument));
        case VIDIOC_ENUMINPUT:
            return describe(as<v4l2_input>(argument));
        case VIDIOC_G_INPUT:
            as<int>(argument) = 0;
            return 0;
        case VIDIOC_S_INPUT:
            return as<int>(argument) == 0 ? 0 : EINVAL;
        case VIDIOC_QUERYCTRL:
        case VIDIOC_G_CTRL:
        case VIDIOC_S_CTRL:
            return EINVAL;  // no brightness to turn
        case VIDIOC_REQBUFS:
        case VIDIOC_QUERYBUF:
        case VIDIOC_QBUF:
        case VIDIOC_DQBUF:
        case VIDIOC_STREAMON:
        case VIDIOC_STREAMOFF:
            return answer_stream(request, argument);
        default:
            return answer_format(request, argument);
    }
}

int VideoDevice::answer_format(unsigned long request, void* argument) const {
    switch (request) {
        case VIDIOC_ENUM_FMT:
            return describe(as<v4l2_fmtdesc>(argument));
        case VIDIOC_ENUM_FRAMESIZES:
            return describe(as<v4l2_frmsizeenum>(argument));
        case VIDIOC_ENUM_FRAMEINTERVALS:
            return describe(as<v4l2_frmivalenum>(argument));
        case VIDIOC_G_FMT:
        case VIDIOC_TRY_FMT:
            return describe(as<v4l2_format>(argument));
        case VIDIOC_S_FMT:
            return is_streaming_ ? EBUSY : describe(as<v4l2_format>(argument));
        case VIDIOC_G_PARM:
        case VIDIOC_S_PARM:
            return describe(as<v4l2_streamparm>(argument));
        default:
            return ENOTTY;
    }
}

int VideoDevice::answer_stream(unsigned long request, void* argument) {
    switch (request) {
        case VIDIOC_REQBUFS: {
            auto& wanted = as<v4l2_requestbuffers>(argument);
            if (wanted.memory != V4L2_MEMORY_MMAP) return EINVAL;
            if (is_streaming_) return EBUSY;
            stop();
            buffers_ = wanted.count = std::min<std::uint32_t>(wanted.count, kMostBuffers);
            wanted.capabilities = V4L2_BUF_CAP_SUPPORTS_MMAP;
            return 0;
        }
        case VIDIOC_QUERYBUF:
        case VIDIOC_QBUF: {
            auto& buffer = as<v4l2_buffer>(argument);
            const auto index = buffer.index;
            const bool is_given = request == VIDIOC_QBUF;
            if (index >= buffers_) return EINVAL;
            if (is_given) queued_.push_back(index);
            buffer = buffer_numbered(index, is_given ? V4L2_BUF_FLAG_QUEUED : 0);
            return 0;
        }
        case VIDIOC_DQBUF:
            return take(as<v4l2_buffer>(argument));
        case VIDIOC_STREAMON:
            is_streaming_ = true;
            return 0;
        default:
            stop();
            return 0;
    }
}

int VideoDevice::take(v4l2_buffer& buffer) {
    if (!is_streaming_) return EINVAL;
    if (done_.empty()) return EAGAIN;
    buffer = done_.front();
    done_.pop_front();
    return 0;
}

void VideoDevice::on_time(Moment now) {
    if (now < next_beat_) return;
    next_beat_ = now + kBeat;
    if (!is_plugged_ || !is_streaming_ || is_frozen_ || jpeg_.size() > kBuffer_bytes) return;
    ++sequence_;
    if (queued_.empty()) return;
    auto buffer = buffer_numbered(queued_.front(), V4L2_BUF_FLAG_DONE);
    queued_.pop_front();
    std::memcpy(memory_.data() + buffer.m.offset, jpeg_.data(), jpeg_.size());
    buffer.bytesused = static_cast<std::uint32_t>(jpeg_.size());
    buffer.sequence = sequence_;
    // When it was taken, not when it is fetched: the pipeline counts its delay from here.
    const auto taken_ms = now.since_boot.count();
    buffer.timestamp = {taken_ms / 1000, taken_ms % 1000 * 1000};
    done_.push_back(buffer);
}

void VideoDevice::set_plugged(bool is_plugged) {
    is_plugged_ = is_plugged;
    stop();
    buffers_ = 0;
}

void VideoDevice::stop() {
    is_streaming_ = false;
    queued_.clear();
    done_.clear();
}

}  // namespace kiosk24::test_support
