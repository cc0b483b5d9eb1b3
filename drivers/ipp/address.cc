#include "drivers/ipp/address.h"

#include <cups/http.h>

#include <array>
#include <cstring>

namespace kiosk24::drivers::ipp {

Result<Address> address_of(const std::string& uri) {
    std::array<char, 32> scheme{};
    std::array<char, 256> user{}, host{}, resource{};
    int port = 0;
    const auto status =
        httpSeparateURI(HTTP_URI_CODING_ALL, uri.c_str(), scheme.data(), scheme.size(), user.data(),
                        user.size(), host.data(), host.size(), &port, resource.data(), resource.size());
    if (status < HTTP_URI_STATUS_OK) return Error(Code::bad_setting, "printer_uri is not a URI: " + uri);
    const bool is_secure = std::strcmp(scheme.data(), "ipps") == 0;
    if (!is_secure && std::strcmp(scheme.data(), "ipp") != 0)
        return Error(Code::bad_setting, "printer_uri must start with ipp: or ipps:");
    if (user[0] != 0) return Error(Code::bad_setting, "printer_uri must not carry a user");
    if (host[0] == 0 || port <= 0 || port > 65535)
        return Error(Code::bad_setting, "printer_uri names no host or port: " + uri);
    Address address;
    address.uri = uri;
    address.host = host.data();
    address.resource = resource[0] != 0 ? resource.data() : "/";
    address.port = port;
    address.encryption = is_secure ? Encryption::always : Encryption::if_offered;
    return address;
}

}  // namespace kiosk24::drivers::ipp
