"""The real terminal with its sandbox platform, hub and desk, for the benchmark: throw-away keys, journal and catalogue."""
import atexit
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request

import processes

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "config/kiosk.toml"
TERMINAL_ID = "LG-0001"


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


def ask_desk(socket_file, line, patience_s=30):
    """What Surroundings.tell says, without a process for each word."""
    with socket.socket(socket.AF_UNIX) as desk:
        desk.settimeout(patience_s)
        desk.connect(str(socket_file))
        desk.sendall(line.encode() + b"\n")
        answer = b"".join(iter(lambda: desk.recv(4096), b"")).decode()
    if not answer.startswith("ok"):
        raise SystemExit(f"bench: the desk did not do '{line}': {answer}")


class Surroundings:
    """Sandbox, hub and desk, as packaging/demo starts them; they run beside the measured terminal all the time."""

    def __init__(self, programs, folder):
        self.programs, self.folder, self.running = pathlib.Path(programs).resolve(), pathlib.Path(folder), []
        atexit.register(self.end)  # whatever happens, nothing is left running
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("bench: ended by a signal"))
        self._run("kiosk24-sandbox", "init", "--dir", self.folder / "sandbox", "--terminal", TERMINAL_ID)
        self.start("sandbox", "kiosk24-sandbox", "serve", "--dir", self.folder / "sandbox", "--catalogue",
                   ROOT / "config/catalogue", "--port", "0", "--port-file", self.folder / "port",
                   "--control", self.folder / "sandbox.sock", "--faces", self.folder / "camera/faces")
        wait_for(self.folder / "port")
        self._run("kiosk24-hub", "init", "--dir", self.folder / "hub")
        self.start("hub", "kiosk24-hub", "serve", "--dir", self.folder / "hub", "--port", "0", "--port-file",
                   self.folder / "hub/port", "--console-port", "0", "--console-port-file", self.folder / "hub/console")
        wait_for(self.folder / "hub/console")
        self._start_desk()
        code = self._run("kiosk24-hub", "enrol-code", "--dir", self.folder / "hub", "--terminal", TERMINAL_ID).strip()
        self._run(*self.command("kiosk24", "enrol"), "--code", code)

    def _start_desk(self):
        self.printer_port = free_port()
        (self.folder / "dev").mkdir()
        self.start("desk", "kiosk24-desk", "--socket", self.folder / "desk.sock", "--reader-tty",
                   self.folder / "dev/reader", "--scanner-tty", self.folder / "dev/scanner", "--camera-dir",
                   self.folder / "camera", "--cards", ROOT / "drivers/virtual/cards", "--printer-dir",
                   self.folder / "printer", "--receipt-tty", self.folder / "dev/receipt", "--receipt-dir",
                   self.folder / "receipts", "--printer-port", self.printer_port, "--sandbox-control",
                   self.folder / "sandbox.sock")
        self.tell("state")

    def _run(self, program, *arguments):
        command = [str(x) for x in (self.programs / program, *arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"bench: {command[0]} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, log, program, *arguments):
        """A process that ends with the surroundings; its words go to the file `log`.log."""
        with open(self.folder / f"{log}.log", "w", encoding="utf-8") as words:
            command = [str(x) for x in (self.programs / program, *arguments)]
            self.running.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=words, stderr=words))
        return self.running[-1]

    def tell(self, line):
        """One word to the desk: who stands before the camera, which card lies on the reader."""
        self._run("kiosk24-desk", "--socket", self.folder / "desk.sock", "--patience-ms", "20000", "tell", line)

    def _settings(self):
        here = self.folder
        hub_port = (here / "hub/port").read_text(encoding="utf-8").strip()
        port = (here / "port").read_text(encoding="utf-8").strip()
        return {
            "platform.url": f"https://localhost:{port}",
            "platform.ca_file": here / "sandbox/tls_ca.pem",
            "platform.client_certificate_file": here / "sandbox/terminal.pem",
            "platform.client_key_file": here / "sandbox/terminal.key",
            "platform.document_signers_file": here / "sandbox/document_ca.pem",
            "platform.catalogue_cache_file": here / "catalogue",
            "platform.catalogue_signer.sandbox-catalogue-1.public_key_file": here / "sandbox/catalogue_signer.pem",
            "hub.url": f"https://localhost:{hub_port}",
            "hub.ca_file": here / "hub/hub_ca.pem",
            "hub.client_certificate_file": here / "hub_terminal.pem",
            "hub.client_key_file": here / "hub_terminal.key",
            "hub.command_signer.hub-command-1.public_key_file": here / "hub_command_signer.pem",
            "journal.path": here / "journal.sqlite",
            "journal.key_directory": here / "keys",
            "paths.programs": self.programs,
            "device.reader.tty": here / "dev/reader",
            "device.reader.may_write": f'["{here}/dev", "/dev/pts"]',
            "device.scanner.tty": here / "dev/scanner",
            "device.scanner.may_write": f'["{here}/dev", "/dev/pts"]',
            "device.receipt.tty": here / "dev/receipt",
            "device.receipt.may_write": f'["{here}/dev", "/dev/pts"]',
            "device.camera.source": f"multifilesrc location={here}/camera/camera.png index=0 stop-index=0 loop=true "
                                    "caps=image/png,framerate=30/1 ! pngdec",
            "device.camera.may_read": f'["{here}/camera"]',
            "device.camera.may_write": "[]",
            "device.a4.printer_uri": f"ipp://localhost:{self.printer_port}/ipp/print",
            "device.verify.ca": here / "sandbox/document_ca.pem",
            "device.verify.may_read": f'["{here}/sandbox/document_ca.pem"]',
        }

    def command(self, program, *words):
        """One of the terminal's programs with the settings of this place."""
        command = [str(self.programs / program), *words, "--settings", str(SETTINGS)]
        for key, value in self._settings().items():
            command += ["--set", f"{key}={value}"]
        return command

    def wait_for_drivers(self, pid, log):
        """Idle and memory count only with every driver of config/kiosk.toml running."""
        wanted = {device["program"] for device in tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["device"]}
        end = time.monotonic() + 60
        while missing := sorted(wanted - processes.by_program(processes.family(pid)).keys()):
            if time.monotonic() > end:
                raise SystemExit(f"bench: these drivers do not run: {missing}; the terminal's last words:\n"
                                 + log.read_text(encoding="utf-8")[-2000:])
            time.sleep(0.2)

    def wait_for_hub(self):
        """The terminal counts only with its link to the hub: it has sent a heartbeat."""
        port = (self.folder / "hub/console").read_text(encoding="utf-8").strip()
        end = time.monotonic() + 60
        while True:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/terminals", timeout=10) as fleet:
                if any("last_seen_ms" in terminal for terminal in json.load(fleet)["terminals"]):
                    return
            if time.monotonic() > end:
                raise SystemExit("bench: the hub has not heard of the terminal")
            time.sleep(0.2)

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
