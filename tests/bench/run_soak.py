#!/usr/bin/env python3
"""The real terminal through as many whole sessions as fit: does anything grow?

kiosk24-rehearsal on a display of its own, with every driver of config/kiosk.toml, desk, sandbox and hub; what a person
does there is a mix of config/catalogue/*.walks.txt (MIX). After every tenth session a sample is appended to the samples
file; started again, it appends to the same file and goes on counting, so a soak can be cut short at any time (Ctrl-C).
Each run is a new process: its first 200 sessions do not count, and the slopes of all runs are fitted together, each run
around its own mean. packaging/bench soak calls it.

Proportional memory (PSS) of file pages falls when another copy of a program starts anywhere on the machine, so its slope
is taken only from samples without such copies; anonymous memory, which is where leaks are, from all of them. It is the
least of the sample's ten sessions: a driver holds more while it compares faces or has its fonts open, and where in that
a single look falls is chance; what it never gives back again is in the least too.

Status 1: a row grows, or too few sessions fitted into an hour. Status 3: nothing is seen to grow, but the samples scatter
so much that only more sessions can show it.
"""
import argparse
import itertools
import json
import pathlib
import signal
import sys
import tempfile
import time

import processes
from run_session import TERMINAL, Probe, Walk
from slope import Slope
from terminal import ROOT, Display, Surroundings, ask_desk

WARM_UP = 200            # sessions of a run that do not count
SAMPLE_EVERY = 10        # sessions
MOST_GROWTH = 2.0        # % in GROWTH_OVER sessions
GROWTH_OVER = 5_000
FEWEST_PER_HOUR = 1_000
SESSION_PATIENCE_S = 60
LOOK_S = 0.01            # between two looks at the screen
TOO_QUICK = {"printing"}  # a screen that may pass between two looks on a busy machine
SHOW_AGAIN_S = 1         # a telephone before the scanner, which looks only after the screen has changed
FEWEST_POINTS = 20       # for a slope
NOT_ROWS = {"run", "session", "cases", "took_s", "journal KiB", "copies"}
# One after the other, again and again. CV01 and EN02 type a whole number, EN02 compares faces.
MIX = [("SI01", "approved"), ("PB01", "no-case"), ("SI01", "under-review"), ("CV01", "change-of-card"), ("PB03", "guide"),
       ("SI01", "never-insured"), ("SI01", "e-id"), ("EN02", "approved"), ("SI01", "approved-with-contributions"),
       ("SI01", "child")]
WITHOUT_CASES = "440399199003070014"  # a person who asks for cases and is not among those who applied
# Screens that stand for a while on purpose stand shortly.
SHORT_TIMES = {"goodbye_ms": 200, "rating_ms": 200, "form_settle_ms": 100, "outcome_settle_ms": 100}


class Citizen:
    """Does what a walk says, takes the paper and the card, and goes."""

    def __init__(self, folder, probe):
        self.folder, self.probe = folder, probe

    def tell(self, line):
        ask_desk(self.folder / "desk.sock", line)

    def card_file(self, card):
        """A walk may name a person by the number alone: a card is made for it."""
        if not card[:17].isdigit():
            return card
        path = self.folder / f"{card}.json"
        path.write_text(json.dumps({
            "name": "王测试", "sex": "1" if int(card[16]) % 2 else "2", "nation": "01",
            "birth": f"{card[6:10]}-{card[10:12]}-{card[12:14]}", "address": "广东省深圳市龙岗区测试路3号",
            "id_number": card, "issuer": "深圳市公安局龙岗分局", "valid_from": "2020-01-01", "valid_to": "长期"}), encoding="utf-8")
        return path

    def say_who(self, walk, screen_touched, said_at):
        """Lays the card once, or shows the telephone until it was seen; returns when."""
        by_code = ("lay_card", "way.e_id") in walk.touches
        now = time.monotonic()
        if by_code and screen_touched == "lay_card" and now > said_at + SHOW_AGAIN_S:
            self.tell(f"eid show {walk.card}")
            return now
        if not by_code and said_at == 0:
            self.tell(f"reader lay {self.card_file(walk.card)}")
            return now
        return said_at

    def visit(self, walk):
        touches = walk.touches + [("outcome", "done"), ("take_paper", "taken")]
        met, touched, said_at, end = [], "", 0, time.monotonic() + SESSION_PATIENCE_S
        while not (len(met) > 1 and met[-1] == "attract"):
            if time.monotonic() > end:
                raise SystemExit(f"bench: a session stayed at {met[-1]} before {touches[:1]}")
            _, situation = self.probe.ask("wait_situation", touches[0][0] if touches else "attract")
            if not met or met[-1] != situation:
                met.append(situation)
            if situation == "lay_card":
                said_at = self.say_who(walk, touched, said_at)
            at = next((at for at, (screen, _) in enumerate(touches) if screen == situation), None)
            if at is not None and self.probe.ask("tap", touches[at][1])[0]:
                touched = situation
                del touches[:at + 1]  # what came before was for a screen that this visit did not need
            time.sleep(LOOK_S)
        if missing := [screen for screen in walk.screens if screen not in met and screen not in TOO_QUICK]:
            raise SystemExit(f"bench: a session never met {missing}, but {met}")
        if said_at and ("lay_card", "way.e_id") not in walk.touches:
            self.tell("reader lift")


class Counters:
    """What the terminal and its drivers use, read from outside."""

    def __init__(self, folder, pid, probe):
        self.folder, self.pid, self.probe, self.before, self.least_mb = folder, pid, probe, None, {}
        self.programs = processes.by_program(processes.family(pid)).keys()

    def journal_bytes(self):
        return sum(path.stat().st_size for path in self.folder.glob("journal.sqlite*"))

    def frame_ms(self):
        """Time of the main thread on a processor, a frame that was presented since the last look."""
        now = processes.thread_run_time_s(self.pid, self.pid), self.probe.frames()
        before, self.before = self.before or (0, 0), now
        return 1000 * (now[0] - before[0]) / max(1, now[1] - before[1])

    def look(self):
        """After every session."""
        for name, pids in processes.by_program(processes.family(self.pid)).items():
            held_mb = processes.anonymous_mb(pids)
            self.least_mb[name] = min(held_mb, self.least_mb.get(name, held_mb))

    def sample(self):
        family = processes.family(self.pid)
        copies = [name for name in processes.by_program(processes.everybody() - family) if name in self.programs]
        found = {"journal KiB": self.journal_bytes() / 1024, "frame ms": self.frame_ms(), "copies": len(copies)}
        for name, pids in processes.by_program(family).items():
            if name not in self.least_mb:
                continue  # started since the look
            short = "terminal" if name == TERMINAL else name.removeprefix("kiosk24-driver-")
            found[f"{short} PSS MiB"] = processes.pss_mb(pids)
            found[f"{short} anonymous MiB"] = self.least_mb[name]
            found[f"{short} descriptors"] = processes.descriptors(pids)
            found[f"{short} threads"] = processes.threads(pids)
        self.least_mb = {}
        return found


class Soak:
    def __init__(self, options, folder):
        self.folder, self.display = pathlib.Path(folder), Display(pathlib.Path(folder))
        self.surroundings = Surroundings(options.programs, self.folder)
        command = self.surroundings.command(TERMINAL)
        for key, value in SHORT_TIMES.items():
            command += ["--set", f"timers.{key}={value}"]
        self.terminal = self.surroundings.start("terminal", *command, "--probe", str(self.folder / "probe.sock"))
        self.surroundings.wait_for_drivers(self.terminal.pid, self.folder / "terminal.log")
        self.surroundings.wait_for_hub()
        self.probe = Probe(self.folder / "probe.sock")
        self.citizen = Citizen(self.folder, self.probe)
        self.counters = Counters(self.folder, self.terminal.pid, self.probe)
        self.citizen.tell("face A")

    def end(self):
        self.display.end()
        self.surroundings.end()

    def last_words(self):
        return (self.folder / "terminal.log").read_text(encoding="utf-8")[-3000:]

    def run(self, until, samples, run, most_sessions):
        """Sessions until the time has passed; every sample is a line of the file `samples`. Returns how many."""
        walks = itertools.cycle(Walk(*names) for names in MIX)
        began, cases = time.monotonic(), 0
        for session in itertools.count(1):
            if time.monotonic() > until or session > most_sessions:
                return session - 1, time.monotonic() - began
            walk = next(walks)
            if walk.name == "no-case":
                walk.card = WITHOUT_CASES
            self.citizen.visit(walk)
            cases += walk.files_a_case
            self.counters.look()
            if session % SAMPLE_EVERY == 0:
                line = {"run": run, "session": session, "cases": cases, "took_s": time.monotonic() - began}
                samples.write(json.dumps(line | self.counters.sample()) + "\n")
                samples.flush()


def read_samples(path):
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def report(samples):
    """Prints the table; returns the rows that grow, and those that need more sessions."""
    counted = [sample for sample in samples if sample["session"] > WARM_UP]
    names = sorted({name for sample in counted for name in sample} - NOT_ROWS)
    grown, open_rows = [], []
    print(f"| from session {WARM_UP + 1} of each run | first | last | change in {GROWTH_OVER} sessions, % | 95 % of it within | |"
          "\n|---|---:|---:|---:|---:|---|")
    rows = [(name, [dict(sample, value=sample[name]) for sample in counted if name in sample]) for name in names]
    rows.append(("journal, bytes a case", bytes_per_case(counted)))
    for name, points in rows:
        if "PSS" in name:
            points = [point for point in points if point["copies"] == 0]
        if len(points) < FEWEST_POINTS:
            print(f"| {name} | | | | | not judged: {len(points)} samples |")
            continue
        slope = Slope([(point["run"], point["session"], point["value"]) for point in points])
        percent, give = slope.percent_in(GROWTH_OVER)
        verdict = ""
        if percent - give >= MOST_GROWTH:
            verdict = "**grows**"
            grown.append(name)
        elif percent + give >= MOST_GROWTH:
            verdict = "more sessions needed"
            open_rows.append(name)
        print(f"| {name} | {points[0]['value']:.2f} | {points[-1]['value']:.2f} | {percent:+.2f} "
              f"| {percent - give:+.2f} to {percent + give:+.2f} | {verdict} |")
    return grown, open_rows


def bytes_per_case(counted):
    """The journal keeps every case until its retention ends: what must stay the same is what one more case takes.

    It grows by whole pages and its log is emptied from time to time, so each value is over many cases.
    """
    apart, found = 10, []
    for before, after in zip(counted, counted[apart:]):
        if before["run"] == after["run"] and after["cases"] > before["cases"]:
            each = 1024 * (after["journal KiB"] - before["journal KiB"]) / (after["cases"] - before["cases"])
            found.append({"run": after["run"], "session": after["session"], "value": each})
    return found


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", required=True, help="folder of the terminal's programs")
    parser.add_argument("--hours", type=float, default=1, help="how long this run goes on")
    parser.add_argument("--sessions", type=int, default=10**9, help="this run ends after so many, if the time does not end it")
    parser.add_argument("--samples", default=ROOT / "build/bench/soak.jsonl", type=pathlib.Path)
    parser.add_argument("--fresh", action="store_true", help="forget the samples of earlier runs")
    parser.add_argument("--report", action="store_true", help="only the table of the samples there are")
    return parser.parse_args()


def soak(options):
    run = max((sample["run"] for sample in read_samples(options.samples)), default=0) + 1
    with tempfile.TemporaryDirectory(prefix="kiosk24-soak.", ignore_cleanup_errors=True) as folder, \
            open(options.samples, "a", encoding="utf-8") as samples:
        place = Soak(options, folder)
        try:
            until = time.monotonic() + 3600 * options.hours
            done, took_s = place.run(until, samples, run, options.sessions)
            print(f"run {run}: {done} sessions in {took_s / 60:.1f} minutes, {took_s / max(1, done):.2f} s each.")
        except KeyboardInterrupt:
            print(f"run {run} was ended; its samples are kept.")
        except SystemExit:
            print(place.last_words(), file=sys.stderr)
            raise
        finally:
            place.end()


def main():
    options = arguments()
    options.samples.parent.mkdir(parents=True, exist_ok=True)
    if options.fresh:
        options.samples.unlink(missing_ok=True)
    if not options.report:
        soak(options)
    samples = read_samples(options.samples)
    runs = {sample["run"]: sample for sample in samples}  # the last of each
    sessions, hours = (sum(last[key] for last in runs.values()) for key in ("session", "took_s"))
    hours /= 3600
    print(f"{sessions} sessions in {60 * hours:.1f} minutes of {len(runs)} runs: {sessions / max(hours, 1e-9):.0f} an hour "
          f"(wanted {FEWEST_PER_HOUR}). {time.strftime('%Y-%m-%d %H:%M')}, {processes.cores()} processors.\n")
    if not any(sample["session"] > WARM_UP + FEWEST_POINTS * SAMPLE_EVERY for sample in samples):
        print("Too few sessions for a slope.")
        return 3
    grown, open_rows = report(samples)
    if sessions < FEWEST_PER_HOUR * hours:
        grown.append("sessions an hour")
    print(f"\nMissed: {', '.join(grown) or 'nothing'}. To be shown by more sessions: {', '.join(open_rows) or 'nothing'}.")
    return 1 if grown else 3 if open_rows else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
