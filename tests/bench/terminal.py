"""The real terminal with its sandbox platform and desk, for the benchmark: throw-away keys, journal and catalogue."""
import os
import pathlib
import signal
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(path, patience_s=30):
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        if path.exists() and (path.is_socket() or path.stat().st_size > 0):
            return
        time.sleep(0.05)
    raise SystemExit(f"bench: {path} did not appear")


class Surroundings:
    """Sandbox and desk, as packaging/demo starts them; they run beside the measured terminal all the time."""

    def __init__(self, programs, folder):
        self.programs, self.folder, self.running = pathlib.Path(programs), pathlib.Path(folder), []
        init = [self.programs / "kiosk24-sandbox", "init", "--dir", self.folder / "sandbox", "--terminal", "LG-0001"]
        subprocess.run(init, check=True, stdout=subprocess.DEVNULL)
        self._start("sandbox", "kiosk24-sandbox", "serve", "--dir", self.folder / "sandbox", "--catalogue",
                    ROOT / "config/catalogue", "--port", "0", "--port-file", self.folder / "port",
                    "--control", self.folder / "sandbox.sock")
        wait_for(self.folder / "port")
        self.printer_port = free_port()
        (self.folder / "dev").mkdir()
        desk = ["--socket", self.folder / "desk.sock"]
        self._start("desk", "kiosk24-desk", *desk, "--reader-tty", self.folder / "dev/reader", "--scanner-tty",
                    self.folder / "dev/scanner", "--camera-dir", self.folder / "camera", "--cards",
                    ROOT / "drivers/virtual/cards", "--printer-dir", self.folder / "printer", "--receipt-tty",
                    self.folder / "dev/receipt", "--receipt-dir", self.folder / "receipts", "--printer-port",
                    self.printer_port, "--sandbox-control", self.folder / "sandbox.sock")
        subprocess.run([self.programs / "kiosk24-desk", *desk, "--patience-ms", "20000", "tell", "state"],
                       check=True, stdout=subprocess.DEVNULL)

    def _start(self, log, program, *arguments):
        with open(self.folder / f"{log}.log", "w", encoding="utf-8") as words:
            command = [str(x) for x in (self.programs / program, *arguments)]
            self.running.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=words, stderr=words))

    def terminal_command(self):
        here = self.folder
        port = (here / "port").read_text(encoding="utf-8").strip()
        values = {
            "platform.url": f"https://localhost:{port}",
            "platform.ca_file": here / "sandbox/tls_ca.pem",
            "platform.client_certificate_file": here / "sandbox/terminal.pem",
            "platform.client_key_file": here / "sandbox/terminal.key",
            "platform.document_signers_file": here / "sandbox/document_ca.pem",
            "platform.catalogue_cache_file": here / "catalogue",
            "platform.catalogue_signer.sandbox-catalogue-1.public_key_file": here / "sandbox/catalogue_signer.pem",
            "journal.path": here / "journal.sqlite",
            "journal.key_directory": here / "keys",
            "paths.programs": self.programs,
            "device.reader.tty": here / "dev/reader",
            "device.scanner.tty": here / "dev/scanner",
            "device.scanner.may_write": f'["{here}/dev", "/dev/pts"]',
            "device.camera.source": f"multifilesrc location={here}/camera/camera.png index=0 stop-index=0 loop=true "
                                    "caps=image/png,framerate=25/1 ! pngdec",
            "device.camera.may_read": f'["{here}/camera"]',
            "device.camera.may_write": "[]",
            "device.reader.may_write": f'["{here}/dev", "/dev/pts"]',
            "device.receipt.tty": here / "dev/receipt",
            "device.receipt.may_write": f'["{here}/dev", "/dev/pts"]',
            "device.a4.printer_uri": f"ipp://localhost:{self.printer_port}/ipp/print",
            "device.verify.ca": here / "sandbox/document_ca.pem",
            "device.verify.may_read": f'["{here}/sandbox/document_ca.pem"]',
        }
        command = [str(self.programs / "kiosk24"), "--settings", str(ROOT / "config/kiosk.toml")]
        for key, value in values.items():
            command += ["--set", f"{key}={value}"]
        return command

    def end(self):
        for process in self.running:
            process.send_signal(signal.SIGTERM)
        for process in self.running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


class Display:
    """An Xvfb of our own whose pixels lie in a file."""

    def __init__(self, folder, width=1080, height=1920):
        self.folder = pathlib.Path(folder)
        ready, told = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(told), "-screen", "0", f"{width}x{height}x24", "-fbdir", str(self.folder),
             "-nolisten", "tcp", "-noreset"], pass_fds=[told], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(told)
        with os.fdopen(ready, encoding="ascii") as number:
            self.name = ":" + number.readline().strip()
        os.environ["DISPLAY"] = self.name
        self.frame_buffer = self.folder / "Xvfb_screen0"

    def save(self, path):
        subprocess.run(["convert", f"xwd:{self.frame_buffer}", str(path)], check=True)

    def end(self):
        self.server.terminate()
        self.server.wait()
