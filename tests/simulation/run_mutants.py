#!/usr/bin/env python3
"""Runs each mutant of mutants.toml and fails unless the simulator finds it broken in the rule that it should.

run_mutants.py PROGRAM            each in the world that mutants.md says, and once without any mutant
run_mutants.py PROGRAM --search   up to 100,000 visits each, and mutants.md is written anew
"""
import os
import pathlib
import re
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).parent
TABLE = HERE / "mutants.md"
VISITS = 50  # in a world
HEAD = f"""# Mutants

Each is one line of the shipped sources made wrong (`mutants.toml`); "visits" is how many the simulator needed at most, in worlds
of {VISITS} visits from seed 1. Written by `tests/simulation/run_mutants.py PROGRAM --search`.

| mutant | fault | rule found broken | world | visits |
|---|---|---|---|---|
"""


def run(program, number, mutant, options):
    command = [program, "--mutant", str(number), "--expect", mutant["expect"], "--as-it-is", "--trace", "/dev/null"]
    return subprocess.run(command + options, capture_output=True, text=True)


def search(program, mutants):
    rows = []
    for number, mutant in enumerate(mutants, start=1):
        done = run(program, number, mutant, ["--sessions", "100000", "--jobs", str(os.cpu_count())])
        found = re.search(r"found in world (\d+)", done.stdout)
        if not found:
            sys.exit(f"mutant {number} ({mutant['what']}): not found\n{done.stderr}")
        world = int(found[1])
        rows.append(f"| {number} | {mutant['what']} | {mutant['expect']} | {world} | {(world + 1) * VISITS} |\n")
        print(rows[-1], end="", flush=True)
    TABLE.write_text(HEAD + "".join(rows))


def known(program, mutants):
    worlds = {int(row[0]): int(row[1]) for row in re.findall(r"^\| (\d+) \|.*\| (\d+) \| \d+ \|$", TABLE.read_text(), re.M)}
    for number, mutant in enumerate(mutants, start=1):
        world = worlds[number]
        done = run(program, number, mutant, ["--world", str(world), "--sessions", str((world + 1) * VISITS), "--jobs", "1"])
        print(number, mutant["what"], "found" if done.returncode == 0 else "NOT FOUND", flush=True)
        if done.returncode != 0:
            sys.exit(done.stderr + "\nIf the flow has changed on purpose: run_mutants.py PROGRAM --search")


def main():
    mutants = tomllib.loads((HERE / "mutants.toml").read_text())["mutant"]
    (search if "--search" in sys.argv else known)(sys.argv[1], mutants)


main()
