#include "drivers/camera/source.h"

#include <gtest/gtest.h>

namespace kiosk24::drivers::camera {
namespace {

TEST(CameraSource, ACameraAClipAndStillsAreAllowed) {
    const auto camera =
        read_source("v4l2src device=/dev/video0 ! image/jpeg,width=640,height=480,framerate=30/1 ! jpegdec");
    ASSERT_TRUE(camera) << camera.error().text();
    EXPECT_EQ(camera->path, "/dev/video0");
    EXPECT_TRUE(
        read_source("v4l2src device=/dev/v4l/by-path/pci-0000:00:14.0-usb-0:3:1.0-video-index0 ! "
                    "video/x-raw,width=640 ! videoflip method=clockwise"));
    EXPECT_TRUE(read_source("filesrc location=/var/lib/clip.avi ! avidemux ! jpegdec"));
    const auto stills = read_source(
        "multifilesrc location=/tmp/f%03d.jpg index=0 stop-index=59 loop=true caps=image/jpeg,framerate=30/1 "
        "! jpegdec");
    ASSERT_TRUE(stills) << stills.error().text();
    EXPECT_EQ(stills->path, "/tmp/f%03d.jpg");
}

TEST(CameraSource, WhateverElseADescriptionCouldDoIsNot) {
    for (const char* hostile : {"",
                                "!",
                                "jpegdec",
                                "videotestsrc",
                                "filesrc",
                                "filesrc location=relative.avi",
                                "filesrc location=/etc/../etc/shadow",
                                "v4l2src device=/etc/passwd",
                                "v4l2src device=/dev/video0 extra-controls=c,x=1",
                                "v4l2src device=/dev/video0 ! filesink location=/tmp/x",
                                "v4l2src device=/dev/video0 ! tee name=t",
                                "v4l2src device=/dev/video0 ! udpsink host=192.0.2.1",
                                "v4l2src device=/dev/video0 ! jpegdec ! ( fakesink )",
                                "filesrc location=/a b=c",
                                "filesrc location=\"/a b\"",
                                "v4l2src device=/dev/video0 ! video/x-raw,format=(string)GRAY8",
                                "v4l2src device=/dev/video0 ! image/jpeg name=x",
                                "filesrc location=/a ! filesrc location=/b",
                                "multifilesrc location=/a index=-1",
                                "multifilesrc location=/a loop=perhaps",
                                "v4l2src device=/dev/video0 ! video/x-raw;image/jpeg",
                                "v4l2src device=/dev/video0 ! jpegdec ! jpegdec "
                                "! jpegdec ! jpegdec ! jpegdec ! jpegdec ! jpegdec ! jpegdec"}) {
        const auto source = read_source(hostile);
        ASSERT_FALSE(source) << hostile;
        EXPECT_EQ(source.error().code(), Code::bad_setting);
    }
    EXPECT_FALSE(read_source("filesrc location=/" + std::string(600, 'a')));
}

}  // namespace
}  // namespace kiosk24::drivers::camera
