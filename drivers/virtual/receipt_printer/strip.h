// The paper in a virtual receipt printer: rows of dots, and what becomes of them when they are cut off.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::virtual_devices {

class Strip {
  public:
    static constexpr int kWidth_dots = 576;

    // `bits` are the row's dots from the left, set is black; shorter rows stay white at the right.
    void print_row(ByteView bits);
    void feed(int rows);
    bool is_blank() const;
    int rows() const { return static_cast<int>(rows_.size()); }
    // Writes what hangs out as a PNG, black on white. device_failed.
    Status write_png(const std::string& path) const;
    void tear_off() { rows_.clear(); }

  private:
    std::vector<Bytes> rows_;
};

}  // namespace kiosk24::virtual_devices
