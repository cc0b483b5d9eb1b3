#!/usr/bin/env python3
"""Writes the sources with seeded faults: make_mutants.py SOURCE_FOLDER OUT_FOLDER. Fails where a `find` does not
stand exactly once: the source has changed, and its mutant has to follow."""
import pathlib
import sys
import tomllib


def choice(number, mutant):
    condition = f"kiosk24::simulation::mutant == {number}"
    if mutant.get("kind") == "expression":
        return f"({condition} ? ({mutant['put']}) : ({mutant['find']}))"
    return f"    if ({condition}) {{\n{mutant['put']}\n    }} else {{\n{mutant['find']}\n    }}"


def main():
    source, out = map(pathlib.Path, sys.argv[1:3])
    mutants = tomllib.loads((source / "tests/simulation/mutants.toml").read_text())["mutant"]
    texts = {}
    for number, mutant in enumerate(mutants, start=1):
        text = texts.setdefault(mutant["file"], (source / mutant["file"]).read_text())
        if text.count(mutant["find"]) != 1:
            sys.exit(f"mutant {number}: '{mutant['find']}' stands {text.count(mutant['find'])} times in {mutant['file']}")
        texts[mutant["file"]] = text.replace(mutant["find"], choice(number, mutant))
    for name, text in texts.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('#include "tests/simulation/mutant.h"\n' + text)


main()
