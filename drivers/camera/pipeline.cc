#include "drivers/camera/pipeline.h"

#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <malloc.h>
#include <stdlib.h>

#include <cstring>
#include <filesystem>

namespace kiosk24::drivers::camera {
namespace {

constexpr int kLongestSide_px = 1920;

// GStreamer's own errors in the words of codes.def. Its text names elements and paths, nothing personal.
Error meaning_of(GError* error, const Source& source) {
    const bool is_missing =
        error != nullptr && error->domain == GST_RESOURCE_ERROR &&
        (error->code == GST_RESOURCE_ERROR_NOT_FOUND || error->code == GST_RESOURCE_ERROR_OPEN_READ ||
         error->code == GST_RESOURCE_ERROR_OPEN_READ_WRITE);
    std::error_code ignored;
    const bool is_gone = is_missing || !std::filesystem::exists(source.path, ignored);
    Error meant(is_gone ? Code::device_offline : Code::device_failed,
                error != nullptr ? error->message : "the pipeline stopped");
    if (error != nullptr) g_error_free(error);
    return meant;
}

}  // namespace

Status load_gstreamer() {
    // Nothing is scanned, nothing cached: the process may not write, and hostile plugins have no way in.
    ::setenv("GST_REGISTRY_DISABLE", "yes", 1);
    ::setenv("GST_REGISTRY_FORK", "no", 1);
    ::setenv("GST_PLUGIN_PATH_1_0", "", 1);
    ::setenv("GST_PLUGIN_SYSTEM_PATH_1_0", "", 1);
    GError* error = nullptr;
    if (gst_init_check(nullptr, nullptr, &error) == FALSE)
        return Error(Code::unsupported, error != nullptr ? error->message : "GStreamer does not start");
    for (const char* plugin : {"coreelements", "app", "videoconvertscale", "videofilter", "video4linux2",
                               "multifile", "avi", "jpeg", "png"}) {
        const auto file = std::string(KIOSK24_GSTREAMER_PLUGINS) + "/libgst" + plugin + ".so";
        auto* loaded = gst_plugin_load_file(file.c_str(), &error);
        if (loaded == nullptr) {
            const std::string why = error != nullptr ? error->message : "";
            g_clear_error(&error);
            return Error(Code::unsupported, file + ": " + why);
        }
        gst_registry_add_plugin(gst_registry_get(), loaded);
    }
    return {};
}

struct Pipeline::Inside {
    Source source;
    GstElement* pipeline = nullptr;
    GstAppSink* sink = nullptr;
    GstBus* bus = nullptr;

    ~Inside() {
        if (pipeline != nullptr) gst_element_set_state(pipeline, GST_STATE_NULL);
        if (bus != nullptr) gst_object_unref(bus);
        if (sink != nullptr) gst_object_unref(sink);
        if (pipeline != nullptr) gst_object_unref(pipeline);
        // Each of its threads had a heap of its own, which keeps what is free.
        ::malloc_trim(0);
    }

    // What the bus says of the pipeline's end.
    Error ended() const {
        auto* message = gst_bus_pop_filtered(bus, GST_MESSAGE_ERROR);
        GError* error = nullptr;
        if (message != nullptr) {
            gst_message_parse_error(message, &error, nullptr);
            gst_message_unref(message);
        }
        return meaning_of(error, source);
    }

    Status begin_again() const {
        std::error_code ignored;
        const bool is_there =
            std::filesystem::exists(source.path, ignored) || source.path.find('%') != std::string::npos;
        if (!is_there) return Error(Code::device_offline, "the source is gone");
        if (gst_element_seek_simple(pipeline, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH, 0) == FALSE)
            return ended();
        return {};
    }
};

Pipeline::Pipeline(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

Result<Pipeline> Pipeline::open(const Source& source) {
    const auto whole =
        source.description +
        " ! videoconvert ! video/x-raw,format=GRAY8 ! appsink name=sink max-buffers=2 drop=true";
    auto inside = std::make_unique<Inside>();
    inside->source = source;
    GError* error = nullptr;
    inside->pipeline = gst_parse_launch_full(whole.c_str(), nullptr, GST_PARSE_FLAG_FATAL_ERRORS, &error);
    if (inside->pipeline == nullptr) return meaning_of(error, source);
    g_clear_error(&error);
    inside->sink = GST_APP_SINK(gst_bin_get_by_name(GST_BIN(inside->pipeline), "sink"));
    inside->bus = gst_element_get_bus(inside->pipeline);
    if (gst_element_set_state(inside->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
        return inside->ended();
    return Pipeline(std::move(inside));
}

namespace {

Result<Picture> picture_of(GstSample* sample) {
    GstVideoInfo info;
    GstVideoFrame frame;
    const bool is_known = gst_video_info_from_caps(&info, gst_sample_get_caps(sample)) != FALSE;
    if (!is_known || gst_video_frame_map(&frame, &info, gst_sample_get_buffer(sample), GST_MAP_READ) == FALSE)
        return Error(Code::device_failed, "a picture that cannot be read");
    Picture picture{GST_VIDEO_FRAME_WIDTH(&frame), GST_VIDEO_FRAME_HEIGHT(&frame), {}};
    const bool fits = picture.width > 0 && picture.width <= kLongestSide_px && picture.height > 0 &&
                      picture.height <= kLongestSide_px;
    if (fits) {
        const auto width = static_cast<std::size_t>(picture.width);
        picture.grey.resize(width * static_cast<std::size_t>(picture.height));
        const auto* from = static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&frame, 0));
        const auto stride = GST_VIDEO_FRAME_PLANE_STRIDE(&frame, 0);
        for (int y = 0; y < picture.height; ++y)
            std::memcpy(picture.grey.data() + static_cast<std::size_t>(y) * width,
                        from + static_cast<std::ptrdiff_t>(y) * stride, width);
    }
    gst_video_frame_unmap(&frame);
    if (!fits) return Error(Code::device_failed, "a picture over 1920 pixels");
    return picture;
}

}  // namespace

Result<Picture> Pipeline::next(const Limits& limits) {
    constexpr GstClockTime kSlice = 50 * GST_MSECOND;
    while (true) {
        auto* sample = gst_app_sink_try_pull_sample(inside_->sink, kSlice);
        if (sample != nullptr) {
            auto picture = picture_of(sample);
            gst_sample_unref(sample);
            return picture;
        }
        if (gst_app_sink_is_eos(inside_->sink) != FALSE) {
            TRY_STATUS(inside_->begin_again());
        } else if (gst_bus_have_pending(inside_->bus) != FALSE) {
            // An error ends it; other messages are of no interest.
            auto* message = gst_bus_pop_filtered(inside_->bus, GST_MESSAGE_ERROR);
            if (message != nullptr) {
                GError* error = nullptr;
                gst_message_parse_error(message, &error, nullptr);
                gst_message_unref(message);
                return meaning_of(error, inside_->source);
            }
        }
        TRY_STATUS(limits.check());
    }
}

}  // namespace kiosk24::drivers::camera
