#!/usr/bin/env python3
"""Runs every rule on its fixtures: fixtures/<script>/<case>/ is a tree, and its expected.txt declares the violations, one a
line, each as a part of exactly one printed line ("warning ..." for a warning). An empty one: the rule passes.
"""

import ast
import functools
import subprocess
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIXTURES = HERE / "fixtures"
SCRIPTS = sorted(path.stem for path in HERE.glob("check_*.py"))


@functools.cache
def run(script, case):
    command = [sys.executable, "-B", str(HERE / f"{script}.py"), "--root", str(case)]
    if (case / "layers.txt").is_file():
        command += ["--table", str(case / "layers.txt")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def split(output):
    lines = output.splitlines()
    warnings = [line for line in lines if ": warning: " in line]
    return [line for line in lines if line not in warnings][:-1], warnings


def constant_parts(node):
    """The longest text that a message always has, of each message that `node` can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return [max((part.value for part in node.values if isinstance(part, ast.Constant)), key=len)]
    return []


class EveryFixture(unittest.TestCase):
    maxDiff = None

    def check(self, script, case):
        declared = [line for line in (case / "expected.txt").read_text(encoding="utf-8").splitlines() if line]
        done = run(script, case)
        self.assertEqual("", done.stderr)
        violations, warnings = split(done.stdout)
        expected_warnings = [line[len("warning "):] for line in declared if line.startswith("warning ")]
        expected = [line for line in declared if not line.startswith("warning ")]
        self.assertEqual(1 if expected else 0, done.returncode, done.stdout)
        for wanted, printed in ((expected, violations), (expected_warnings, warnings)):
            for part in wanted:
                self.assertEqual(1, sum(part in line for line in printed), f"{part!r} in:\n{done.stdout}")
            undeclared = [line for line in printed if not any(part in line for part in wanted)]
            self.assertEqual([], undeclared)


def add_tests():
    for script in SCRIPTS:
        for case in sorted((FIXTURES / script).iterdir()):
            setattr(EveryFixture, f"test_{script}__{case.name}",
                    lambda self, script=script, case=case: self.check(script, case))


class EveryRule(unittest.TestCase):
    def test_has_a_fixture_that_provokes_it(self):
        for script in SCRIPTS:
            printed = "".join(run(script, case).stdout for case in sorted((FIXTURES / script).iterdir()))
            tree = ast.parse((HERE / f"{script}.py").read_text(encoding="utf-8"))
            messages = [part for call in ast.walk(tree)
                        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in ("add", "warn")
                        and "violations" in ast.unparse(call.func) and call.args
                        for part in constant_parts(call.args[-1])]
            self.assertGreater(len(messages), 3, script)
            for message in messages:
                with self.subTest(script=script, message=message):
                    self.assertIn(message.strip(), printed)

    def test_has_a_fixture_that_keeps_it(self):
        for script in SCRIPTS:
            with self.subTest(script=script):
                kept = [case.name for case in (FIXTURES / script).iterdir()
                        if not (case / "expected.txt").read_text(encoding="utf-8").strip()]
                self.assertNotEqual([], kept)


add_tests()

if __name__ == "__main__":
    unittest.main()
