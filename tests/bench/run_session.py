#!/usr/bin/env python3
"""What the whole terminal takes with all its devices and the hub: memory, and the processor time of the camera's picture.

Memory: the shipped program on its attract screen, before and after its drivers on demand go to rest
(kiosk/device/rules.h); then kiosk24-rehearsal through whole walks of config/catalogue, by its probe port, so that no
robot writes pictures inside it. In the first walk nobody looks into the camera for a while: the preview goes on and
its cost is taken. packaging/bench session calls it.
"""
import argparse
import json
import pathlib
import socket
import statistics
import sys
import tempfile
import time

import processes
from terminal import ROOT, Display, Surroundings, wait_for

MOST_PREVIEW_PERCENT = 25
FEWEST_FRAMES = 25  # a second
WALKS = [("EN02", "approved"), ("SI01", "approved")]  # face, form and licence; certificate and receipt
CAMERA, TERMINAL = "kiosk24-driver-camera", "kiosk24-rehearsal"
LOOK_S = 0.1           # between two looks at the memory; a touch is tried after each
SETTLE_S = 5           # after the start, until the attract screen stands still
REST_S = 65            # after the start, until the drivers on demand have ended
WALK_PATIENCE_S = 120
# Nobody is there to take the paper and to rate: both waits are short, as in packaging/demo.
SHORT_WAITS = ["--set", "timers.take_paper_ms=6000", "--set", "timers.rating_ms=4000"]


class Walk:
    """One paragraph of a walks file; its format is explained at the top of SI01.walks.txt."""

    def __init__(self, matter, name):
        self.name = name
        self.screens, self.touches, self.card, self.files_a_case, is_this = [], [], "", False, False
        for line in (ROOT / f"config/catalogue/{matter}.walks.txt").read_text(encoding="utf-8").splitlines():
            key, *words = line.split() or [""]
            if key == "walk":
                is_this = words[0] == name
            if is_this and key == "walk":
                self.card = next(word[5:] for word in words if word.startswith("card="))
            elif is_this and key == "screens":
                self.screens = [word for word in words if not word.endswith("?")]
            elif is_this and key == "outcome":
                self.files_a_case = words[0] != "none"
            elif is_this and key == "touches":
                self.touches += [touch for word in words for touch in self._touches(word)]

    @staticmethod
    def _touches(word):
        screen, widget = word.split("/")
        name, _, typed = widget.partition(":")
        return [(screen, f"{name}.{key}") for key in typed] or [(screen, name)]


class Probe:
    """The rehearsal's probe port (kiosk/wire/probe_message.h)."""

    def __init__(self, path):
        wait_for(path)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(20)
        self.socket.connect(str(path))
        self.replies = self.socket.makefile("r", encoding="utf-8")

    def ask(self, verb, widget):
        """True if it was done, and the situation on screen."""
        self.socket.sendall(json.dumps({"do": verb, "id": widget}).encode() + b"\n")
        reply = json.loads(self.replies.readline())
        return reply["ok"], reply["situation"]

    def frames(self):
        """How many frames were presented so far."""
        self.socket.sendall(b'{"do": "tree"}\n')
        return json.loads(self.replies.readline())["frames_presented"]

    def end(self):
        self.replies.close()
        self.socket.close()


class Memory:
    """Looks at the PSS of every process; remembers the largest sum with its parts, and the most of each."""

    def __init__(self, pid):
        self.pid, self.peak, self.peak_at, self.most, self.looks = pid, {}, "", {}, 0

    def look(self, situation=""):
        now = {name: processes.pss_mb(pids)
               for name, pids in processes.by_program(processes.family(self.pid)).items()}
        self.looks += 1
        self.most = {name: max(now.get(name, 0), self.most.get(name, 0)) for name in now.keys() | self.most.keys()}
        if sum(now.values()) > sum(self.peak.values()):
            self.peak, self.peak_at = now, situation
        return now


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder = options, pathlib.Path(folder)
        self.surroundings = Surroundings(options.programs, self.folder)
        self.display = Display(self.folder)

    def end(self):
        self.display.end()
        self.surroundings.end()

    def start(self, *command):
        terminal = self.surroundings.start("terminal", *command)
        self.surroundings.wait_for_drivers(terminal.pid, self.folder / "terminal.log")
        self.surroundings.wait_for_hub()
        time.sleep(SETTLE_S)
        return terminal

    def shipped(self):
        """PSS of the shipped program, idle: just started, and resting."""
        terminal = self.start(*self.surroundings.command("kiosk24"))
        memory = Memory(terminal.pid)
        found = {"shipped": memory.look()}
        time.sleep(REST_S - SETTLE_S)
        found["resting"] = memory.look()
        terminal.terminate()
        terminal.wait(20)
        return found

    def walk(self, walk, probe, memory, at_face):
        """Looks at the memory and touches what the walk says, until the attract screen is back."""
        met, touches, end = [], list(walk.touches), time.monotonic() + WALK_PATIENCE_S
        while not (len(met) > 1 and met[-1] == "attract"):
            if time.monotonic() > end:
                raise SystemExit(f"bench: the walk stayed at {met[-1]} before {touches[:1]}; the terminal's last words:\n"
                                 + (self.folder / "terminal.log").read_text(encoding="utf-8")[-2000:])
            began = time.monotonic()
            _, situation = probe.ask("wait_situation", touches[0][0] if touches else "attract")
            if not met or met[-1] != situation:
                met.append(situation)
                if situation == "lay_card":
                    self.surroundings.tell(f"reader lay {walk.card}")
                if situation == "face":
                    end += at_face()
            memory.look(situation)
            if touches and touches[0][0] == situation and probe.ask("tap", touches[0][1])[0]:
                del touches[0]
            time.sleep(max(0, began + LOOK_S - time.monotonic()))
        if missing := [screen for screen in walk.screens if screen not in met]:
            raise SystemExit(f"bench: the walk never met {missing}, but {met}")

    def preview(self, pid, probe):
        """Shares of a core while the camera looks at an empty room, and frames a second on the screen."""
        programs = processes.by_program(processes.family(pid))
        time.sleep(1)
        frames, began = probe.frames(), time.monotonic()
        found = processes.core_percent({"driver": programs[CAMERA], "terminal": programs[TERMINAL],
                                       "all": processes.family(pid)}, self.options.preview_s)
        return found | {"frames": (probe.frames() - frames) / (time.monotonic() - began)}

    def measure(self):
        """One start of each program, all their figures."""
        figures = self.shipped()
        socket_file = self.folder / "probe.sock"
        terminal = self.start(*self.surroundings.command(TERMINAL), *SHORT_WAITS, "--probe", str(socket_file))
        figures["attract"] = Memory(terminal.pid).look()
        figures["busy_percent"] = processes.wait_until_quiet(self.options.quiet_percent, self.options.quiet_patience_s)
        memory, probe = Memory(terminal.pid), Probe(socket_file)

        def at_face():
            figures["preview"] = self.preview(terminal.pid, probe)
            figures["looking"] = memory.look("face")
            self.surroundings.tell("face A")  # the holder of the card comes
            return self.options.preview_s

        self.surroundings.tell("camera nobody")
        for matter, name in WALKS:
            self.walk(Walk(matter, name), probe, memory, at_face)
        probe.end()
        terminal.terminate()
        terminal.wait(20)
        figures.update(peak=memory.peak, peak_at=memory.peak_at, most=memory.most, looks=memory.looks)
        return figures


COLUMNS = [("shipped", "kiosk24 started"), ("resting", "a minute later"), ("attract", "rehearsal started"),
           ("looking", "camera looks"), ("peak", "at the peak"), ("most", "its own most")]


def report_memory(rounds):
    def cell(key, program):
        return statistics.median(found[key].get(program, 0) for found in rounds)
    for found in rounds:
        for key in ("shipped", "resting"):  # one line for the same objects
            found[key][TERMINAL] = found[key].pop("kiosk24")
    names = sorted({name for found in rounds for name in found["most"]}, key=lambda name: -cell("peak", name))
    print("| PSS, MiB, median of the rounds | " + " | ".join(words for _, words in COLUMNS) + " |\n|---|"
          + "---:|" * len(COLUMNS))
    for name in names:
        words = "kiosk24, kiosk24-rehearsal" if name == TERMINAL else name
        print(f"| {words} | " + " | ".join(f"{cell(key, name):.1f}" for key, _ in COLUMNS) + " |")
    wholes = [f"{statistics.median(sum(found[key].values()) for found in rounds):.1f}" for key, _ in COLUMNS[:-1]]
    print("| **the whole terminal** | " + " | ".join(wholes) + " | |")
    print(f"\nThe peaks were at: {', '.join(found['peak_at'] for found in rounds)} "
          f"({', '.join(str(found['looks']) for found in rounds)} looks).\n")


def report_preview(rounds):
    """Returns whether the goal was reached."""
    driver, terminal, everything, frames = (statistics.median(found["preview"][key] for found in rounds)
                                            for key in ("driver", "terminal", "all", "frames"))
    reached = driver + terminal < MOST_PREVIEW_PERCENT and frames >= FEWEST_FRAMES
    print("| camera preview | camera driver | terminal | sum | all processes | frames a second | wanted |\n"
          "|---|---:|---:|---:|---:|---:|---:|")
    print(f"| % of a core, median of the rounds | {driver:.1f} | {terminal:.1f} | {driver + terminal:.1f} | {everything:.1f} "
          f"| {frames:.1f} | sum < {MOST_PREVIEW_PERCENT}, frames >= {FEWEST_FRAMES}{'' if reached else ' **missed**'} |")
    return reached


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", required=True, help="folder of the terminal's programs")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--preview-s", type=float, default=10, help="how long nobody looks into the camera, at most 35")
    parser.add_argument("--quiet-percent", type=float, default=20, help="wait until the machine is at most so busy")
    parser.add_argument("--quiet-patience-s", type=float, default=60)
    parser.add_argument("--out", help="every figure of every round, as JSON")
    options = parser.parse_args()
    rounds = []
    with tempfile.TemporaryDirectory(prefix="kiosk24-bench.", ignore_cleanup_errors=True) as folder:
        bench = Bench(options, folder)
        try:
            for number in range(options.rounds):
                rounds.append(bench.measure())
                print(f"round {number + 1}: {json.dumps(rounds[-1])}", file=sys.stderr, flush=True)
        finally:
            bench.end()
    if options.out:
        pathlib.Path(options.out).write_text(json.dumps(rounds, indent=1), encoding="utf-8")
    report_memory(rounds)
    reached = report_preview(rounds)
    busy = [found["busy_percent"] for found in rounds]
    print(f"\n{time.strftime('%Y-%m-%d %H:%M')}, {processes.cores()} processors, {options.rounds} rounds; the machine "
          f"was {min(busy):.0f} to {max(busy):.0f} % busy before the walks.")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
