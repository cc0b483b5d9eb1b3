#!/usr/bin/env python3
"""Whole SI01 journeys of the robot citizen (packaging/demo --headless): what is our own share of the time.

own_ms is the time in which the terminal itself worked; the rest of total_ms is the wire, the platform, the devices,
the person and the times that a screen stays on purpose. packaging/bench journey calls it.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import processes

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST_OWN_MS, MOST_TOUCHES, MOST_TYPED = 1500, 5, 0


def journey(folder):
    command = [ROOT / "packaging/demo", "--headless", "--matter", "SI01", "--out", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"bench: the journey failed:\n{done.stdout}{done.stderr}")
    return json.loads((pathlib.Path(folder) / "journey.json").read_text(encoding="utf-8"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quiet-percent", type=float, default=20)
    parser.add_argument("--quiet-patience-s", type=float, default=60)
    options = parser.parse_args()
    found = []
    print("| journey | own, ms | whole, ms | touches | typed | machine busy before, % |\n|---|---:|---:|---:|---:|---:|")
    for number in range(options.rounds):
        busy = processes.wait_until_quiet(options.quiet_percent, options.quiet_patience_s)
        with tempfile.TemporaryDirectory(prefix="kiosk24-bench.") as folder:
            one = journey(folder)
        found.append(one)
        print(f"| {number + 1} | {one['own_ms']:.0f} | {one['total_ms']:.0f} | {one['touches']} | {one['typed']} "
              f"| {busy:.0f} |", flush=True)
    own = statistics.median(one["own_ms"] for one in found)
    whole = statistics.median(one["total_ms"] for one in found)
    touches, typed = (max(one[key] for one in found) for key in ("touches", "typed"))
    print(f"| median, most touches | {own:.0f} | {whole:.0f} | {touches} | {typed} | |")
    print(f"| wanted | < {MOST_OWN_MS} | | <= {MOST_TOUCHES} | {MOST_TYPED} | |")
    print(f"\n{time.strftime('%Y-%m-%d %H:%M')}, {processes.cores()} processors.")
    return 0 if own < MOST_OWN_MS and touches <= MOST_TOUCHES and typed <= MOST_TYPED else 1


if __name__ == "__main__":
    sys.exit(main())
