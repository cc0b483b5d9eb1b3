#!/usr/bin/env python3
"""Compares the real home screen with Chromium in kiosk mode on the same picture (home.html), from outside.

Both run alternately on an Xvfb of our own, started anew every round (Chromium with a fresh profile, the terminal
with the journal and the catalogue of the day before). Prints medians and ratios; packaging/bench ui calls it.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import processes
from terminal import Display, Surroundings

HERE = pathlib.Path(__file__).resolve().parent
TILE, BACK = "500,1110", "137,1752"  # the tile of the group "social", and the way back from its list
ATTRACT = "540,600"                  # anywhere on the attract screen

# What a row of the table says, its key, and what has to be reached: times smaller than Chromium's, or at most.
ROWS = [
    ("start to first pixel, ms", "first_pixel_ms", None),
    ("start to complete picture, ms", "complete_ms", ("times", 12)),
    ("start to home screen, ms (terminal: attract + touch)", "home_complete_ms", None),
    ("press to pixel, ms", "press_ms", ("times", 2.5)),
    ("release to pixel, ms", "release_ms", None),
    ("release to 99 % of the next page, ms", "page_ms", None),
    ("PSS after the start, MiB", "pss_start_mb", None),
    ("PSS after the start with the drivers, MiB", "pss_start_all_mb", None),
    ("PSS after use, MiB", "pss_used_mb", ("times", 10)),
    ("PSS after use with the drivers, MiB", "pss_used_all_mb", None),
    ("processor time from start until settled, s", "settled_cpu_s", None),
    ("idle, % of a core", "idle_percent", ("at most", 0.1)),
    ("idle with the drivers, % of a core", "idle_all_percent", None),
]


def browser_command(profile):
    command = ["chromium", "--kiosk", f"--user-data-dir={profile}", "--no-first-run", "--no-default-browser-check",
               "--disable-gpu", "--disable-sync", "--disable-background-networking", "--disable-component-update",
               "--disable-features=Translate", "--password-store=basic", "--lang=zh-CN", "--window-position=0,0",
               "--window-size=1080,1920"]
    if os.geteuid() == 0:
        command.append("--no-sandbox")  # Chromium refuses root with it
    return [*command, (HERE / "home.html").as_uri()]


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder = options, pathlib.Path(folder)
        self.surroundings = Surroundings(options.programs, self.folder)
        self.display = Display(self.folder)

    def end(self):
        self.display.end()
        self.surroundings.end()

    def quiet(self):
        return processes.wait_until_quiet(self.options.quiet_percent, self.options.quiet_patience_s)

    def probe(self, verb, *arguments):
        return [str(self.options.probe), verb, "--frame-buffer", str(self.display.frame_buffer),
                *(str(x) for x in arguments)]

    def touch(self, *arguments):
        done = subprocess.run(self.probe("touch", *arguments), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"bench: a touch changed nothing on the screen ({arguments}): {done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def save(self, name):
        if self.options.pictures:
            self.display.save(pathlib.Path(self.options.pictures) / f"{name}.png")

    def command_of(self, name):
        if name == "terminal":
            return self.surroundings.command("kiosk24")
        return browser_command(tempfile.mkdtemp(dir=self.folder, prefix="profile."))

    def start(self, name):
        command = self.command_of(name)
        if self.options.priority:
            command = ["nice", "-n", str(self.options.priority), *command]
        with open(self.folder / f"{name}.log", "w", encoding="utf-8") as log:
            probe = subprocess.Popen(self.probe("start", "--", *command), stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, stderr=log, text=True)
        line = probe.stdout.readline()
        figures = json.loads(line) if line else {"first_pixel_ms": -1}
        if figures["first_pixel_ms"] < 0:
            raise SystemExit(f"bench: {name} showed nothing; its last words:\n"
                             + (self.folder / f"{name}.log").read_text(encoding="utf-8")[-2000:])
        return probe, figures

    def measure(self, name):
        """One start of one program, all its figures."""
        busy = [self.quiet()]
        probe, figures = self.start(name)
        pid = figures.pop("pid")
        if name == "terminal":
            self.surroundings.wait_for_drivers(pid, self.folder / "terminal.log")
        time.sleep(3)
        self.save(f"{name}-start")
        groups = {"idle_percent": {pid} if name == "terminal" else processes.family(pid),
                  "idle_all_percent": processes.family(pid)}
        figures["settled_cpu_s"] = processes.run_time_s(processes.family(pid))
        figures["pss_start_mb"] = processes.pss_mb(groups["idle_percent"])
        figures["pss_start_all_mb"] = processes.pss_mb(groups["idle_all_percent"])
        busy.append(self.quiet())
        figures.update(processes.core_percent(groups, self.options.idle_s))
        figures["home_complete_ms"] = figures["complete_ms"]
        if name == "terminal":
            page = self.touch("--there", ATTRACT)["release_to_page_ms"]
            figures["home_complete_ms"] += page[0]
        self.save(f"{name}-home")
        busy.append(self.quiet())
        if self.options.pictures:
            self.touch("--there", TILE)
            self.save(f"{name}-list")
            self.touch("--there", BACK)
        touches = self.touch("--there", TILE, "--back", BACK, "--rounds", self.options.touches)
        for key, source in (("press_ms", "press_to_pixel_ms"), ("release_ms", "release_to_pixel_ms"),
                            ("page_ms", "release_to_page_ms")):
            figures[key] = statistics.median(touches[source])
            figures[key + "_all"] = touches[source]
        figures["touches_asked"] = touches["asked"]
        figures["pss_used_mb"] = processes.pss_mb({pid} if name == "terminal" else processes.family(pid))
        figures["pss_used_all_mb"] = processes.pss_mb(processes.family(pid))
        figures["processes"] = len(processes.family(pid))
        figures["busy_percent"] = [round(x, 1) for x in busy]
        probe.stdin.close()
        probe.wait()
        time.sleep(1)
        return figures


def report(rounds, file=sys.stdout):
    """The table in Markdown; returns what was not reached."""
    missed = []
    print("| median of the rounds | terminal | Chromium | ratio | wanted |\n|---|---:|---:|---:|---:|", file=file)
    for words, key, wanted in ROWS:
        ours, theirs = (statistics.median(r[key] for r in rounds[name]) for name in ("terminal", "chromium"))
        ratio = theirs / ours if ours > 0 else float("inf")
        goal = ""
        if wanted:
            kind, limit = wanted
            reached = ratio >= limit if kind == "times" else ours < limit
            goal = (f">= {limit} times" if kind == "times" else f"< {limit}") + ("" if reached else " **missed**")
            if not reached:
                missed.append(words)
        places = 3 if "percent" in key else 1
        print(f"| {words} | {ours:.{places}f} | {theirs:.{places}f} | {ratio:.1f} | {goal} |", file=file)
    return missed


def read_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", required=True, help="folder of the terminal's programs")
    parser.add_argument("--probe", required=True, help="the built pixel-probe")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--touches", type=int, default=10, help="there and back so many times a round")
    parser.add_argument("--idle-s", type=float, default=30)
    parser.add_argument("--quiet-percent", type=float, default=20, help="wait until the machine is at most so busy")
    parser.add_argument("--quiet-patience-s", type=float, default=60)
    parser.add_argument("--priority", type=int, default=0, help="nice value of both programs")
    parser.add_argument("--pictures", help="folder for pictures of both, to compare by eye")
    parser.add_argument("--out", help="every figure of every round, as JSON")
    return parser.parse_args()


def main():
    options = read_options()
    if options.pictures:
        pathlib.Path(options.pictures).mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp(prefix="kiosk24-bench.")
    bench = Bench(options, folder)
    rounds = {"terminal": [], "chromium": []}
    try:
        probe, _ = bench.start("terminal")  # once before: the catalogue arrives, the files come into memory
        time.sleep(3)
        bench.surroundings.wait_for_hub()
        probe.stdin.close()
        probe.wait()
        for number in range(options.rounds):
            names = ["terminal", "chromium"] if number % 2 == 0 else ["chromium", "terminal"]
            for name in names:
                figures = bench.measure(name)
                rounds[name].append(figures)
                shown = {k: v for k, v in figures.items() if not k.endswith("_all") or isinstance(v, float)}
                print(f"round {number + 1} {name}: {json.dumps(shown)}", file=sys.stderr, flush=True)
                options.pictures = None  # once each is enough, and makes the others undisturbed
                if number == 0 and name == names[0]:
                    options.pictures = read_options().pictures
    finally:
        bench.end()
        shutil.rmtree(folder, ignore_errors=True)
    if options.out:
        pathlib.Path(options.out).write_text(json.dumps(rounds, indent=1), encoding="utf-8")
    busy = [x for found in rounds.values() for figures in found for x in figures["busy_percent"]]
    missed = report(rounds)
    print(f"\n{time.strftime('%Y-%m-%d %H:%M')}, {processes.cores()} processors, {options.rounds} rounds; the machine "
          f"was {min(busy):.0f} to {max(busy):.0f} % busy (median {statistics.median(busy):.0f} %) before each measurement.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
