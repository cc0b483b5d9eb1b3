#!/usr/bin/env python3
"""A receipt composed by the shipped driver, asked as the terminal asks it (kiosk/wire/driver_message.h).

Warm: the fonts are open, as they are once a card was laid. packaging/bench receipt calls it.
"""
import argparse
import json
import mmap
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import time

import processes

MOST_WARM_MS = 60
LARGEST_BYTES = 64 * 1024
LINES = [("title", "", "办理回执"), ("rule", "", ""), ("heading", "", "已受理，转人工审核"),
         ("text", "", "您的户籍于近期迁入，需要人工核对。"),
         ("text", "", "到期前会有结果。凭办件编号可在任意终端查询，咨询电话 12345。"), ("rule", "", ""),
         ("row", "事项", "高龄津贴申请"), ("row", "受理部门", "示范区民政局"), ("row", "申请人", "*测试"),
         ("row", "办件编号", "11440 399MB 00000 09444 20000 01000 20260 52000 01"),
         ("row", "办结期限", "2026年6月3日"), ("code", "取件码", "7K2-94M"), ("rule", "", ""),
         ("qr", "", "11440399MB000000094442000001000202605200001"), ("note", "", "在终端上扫码可查询进度"),
         ("gap", "", ""), ("row", "时间", "2026年5月20日 14:32"), ("row", "终端", "LG-0001"),
         ("row", "地点", "龙岗区政务服务中心 24 小时自助服务区"), ("row", "咨询电话", "12345"), ("gap", "", ""),
         ("note", "", "请妥善保管。本回执不是证明文件。")]


class Composer:
    """The driver as a child with its socket at fd 3."""

    def __init__(self, program):
        self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        os.set_inheritable(theirs.fileno(), True)
        fd = theirs.fileno()
        self.child = subprocess.Popen(["sh", "-c", f"exec {program} 3<&{fd} 2>/dev/null"], pass_fds=[fd])
        theirs.close()
        self.calls = 0
        while json.loads(self._receive()[0]).get("condition", {}).get("state") != "online":
            pass

    def _receive(self):
        self.socket.settimeout(10)
        data, fds, _, _ = socket.recv_fds(self.socket, LARGEST_BYTES, 1)
        return data, fds

    def compose(self, lines):
        """Milliseconds until the picture is there and mapped; its width, height and bits."""
        self.calls += 1
        asked = json.dumps({"id": self.calls, "do": "compose", "within_ms": 5000, "with": {
            "language": "zh-Hans", "large": False,
            "lines": [{"kind": k, "label": l, "text": t} for k, l, t in lines]}}).encode()
        began = time.perf_counter()
        self.socket.send(asked)
        data, fds = self._receive()
        answer = json.loads(data)
        with mmap.mmap(fds[0], answer["bulk_bytes"], prot=mmap.PROT_READ) as bits:
            took = (time.perf_counter() - began) * 1000
            os.close(fds[0])
            return took, answer["done"]["width"], answer["done"]["height"], bits[:]

    def end(self):
        self.socket.close()
        self.child.wait(10)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=pathlib.Path, required=True)
    parser.add_argument("--receipts", type=int, default=30)
    parser.add_argument("--picture", type=pathlib.Path, help="the receipt as PBM")
    parser.add_argument("--quiet-percent", type=float, default=20)
    parser.add_argument("--quiet-patience-s", type=float, default=60)
    options = parser.parse_args()
    busy = processes.wait_until_quiet(options.quiet_percent, options.quiet_patience_s)
    began = time.perf_counter()
    composer = Composer(options.programs / "kiosk24-driver-composer-cairo")
    start_ms = (time.perf_counter() - began) * 1000
    times = []
    for _ in range(options.receipts):
        took, width, height, bits = composer.compose(LINES)
        times.append(took)
    composer.end()
    if options.picture:
        options.picture.write_bytes(f"P4\n{width} {height}\n".encode() + bits)
    first, warm, slowest = times[0], statistics.median(times[1:]), max(times[1:])
    print(f"receipt of {height} rows: composed warm {warm:.1f} ms (slowest {slowest:.1f}, first {first:.1f}; wanted < "
          f"{MOST_WARM_MS}), driver started and warmed up in {start_ms:.0f} ms; machine {busy:.0f} % busy before")
    return 0 if warm < MOST_WARM_MS else 1


if __name__ == "__main__":
    sys.exit(main())
