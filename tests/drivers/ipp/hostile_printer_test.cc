// A printer that answers nonsense, nothing, or without end. The driver says so and lives.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "tests/drivers/ipp/printer_fixture.h"

namespace kiosk24::drivers::ipp {
namespace {

// Answers every connection with the same bytes, again and again until the other side hangs up.
class HostilePrinter {
  public:
    enum class Manner { once_and_close, once_and_wait, without_end };
    HostilePrinter(std::string answer, Manner manner) : answer_(std::move(answer)), manner_(manner) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(listener_, 8);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~HostilePrinter() {
        ::shutdown(listener_, SHUT_RDWR);
        if (const int client = client_.exchange(-1); client >= 0) ::shutdown(client, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    std::string uri() const { return "ipp://127.0.0.1:" + std::to_string(port_) + "/ipp/print"; }

  private:
    void serve() {
        while (true) {
            const int client = ::accept(listener_, nullptr, nullptr);
            if (client < 0) return;
            client_ = client;
            char request[4096];
            bool is_open = ::recv(client, request, sizeof request, 0) > 0;
            do {
                is_open = is_open && ::send(client, answer_.data(), answer_.size(), MSG_NOSIGNAL) > 0;
            } while (is_open && manner_ == Manner::without_end);
            while (is_open && manner_ == Manner::once_and_wait &&
                   ::recv(client, request, sizeof request, 0) > 0) {
            }
            client_ = -1;
            ::close(client);
        }
    }
    std::string answer_;
    Manner manner_;
    int listener_ = -1, port_ = 0;
    std::atomic<int> client_{-1};
    std::thread thread_;
};

const std::string kHead = "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n";

class HostilePrinterTest : public PrinterTest {
  protected:
    void expect_offline(const HostilePrinter& printer) {
        start_driver(printer.uri());
        EXPECT_TRUE(sees([](const Condition& condition) { return condition.state == DeviceState::offline; }));
        EXPECT_EQ(outcome(print("case-1-1", 1, 1, Patience(3000))).substr(0, 8), "not_done");
        driver_->hang_up();
        EXPECT_EQ(driver_->wait_exit(kLong), 0);
    }
};

TEST_F(HostilePrinterTest, ThatClosesAtOnceIsOffline) {
    expect_offline(HostilePrinter("x", HostilePrinter::Manner::once_and_close));
}

TEST_F(HostilePrinterTest, ThatNeverAnswersIsOffline) {
    expect_offline(HostilePrinter("H", HostilePrinter::Manner::once_and_wait));
}

TEST_F(HostilePrinterTest, ThatSendsNonsenseIsOffline) {
    expect_offline(HostilePrinter(kHead + "Content-Length: 20\r\n\r\n\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"
                                          "0123456789",
                                  HostilePrinter::Manner::once_and_close));
}

TEST_F(HostilePrinterTest, ThatSendsAttributesWithoutEndIsOffline) {
    std::string chunk = kHead + "Transfer-Encoding: chunked\r\n\r\n";
    std::string body("\x02\x00\x00\x00\x00\x00\x00\x01\x04", 9);
    for (int i = 0; i < 2000; ++i)
        body += std::string(
            "\x44\x00\x01"
            "x\x00\x01"
            "y",
            7);
    char size[16];
    std::snprintf(size, sizeof size, "%zx\r\n", body.size());
    expect_offline(HostilePrinter(chunk + size + body + "\r\n", HostilePrinter::Manner::without_end));
}

TEST_F(HostilePrinterTest, ThatContinuesForEverIsOffline) {
    expect_offline(HostilePrinter("HTTP/1.1 100 Continue\r\n\r\n", HostilePrinter::Manner::without_end));
}

TEST_F(PrinterTest, ASpoolersAddressIsABadSetting) {
    DriverProcess driver(std::string(KIOSK24_BIN_DIR) + "/kiosk24-driver-ipp",
                         {"--set", "printer_uri=lpd://printer/queue"},
                         {DeviceClass::document_printer, {}, false});
    EXPECT_EQ(driver.wait_exit(kLong), 2);
    EXPECT_NE(driver.log().find("printer_uri"), std::string::npos);
}

}  // namespace
}  // namespace kiosk24::drivers::ipp
