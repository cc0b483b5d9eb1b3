"""What every rule needs: the files of a tree, C++ without comments, and a list of violations with their places."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", "build", "__pycache__", ".cache"}
OWN_FIXTURES = "tests/rules/fixtures/"


class Violations:
    """Collects "file:line: what is wrong" and ends the program: 0 if there is none, else 1."""

    def __init__(self):
        self.lines = []
        self.warnings = []

    def add(self, path, line, what):
        self.lines.append(f"{path}:{line}: {what}" if line else f"{path}: {what}")

    def warn(self, path, what):
        self.warnings.append(f"{path}: warning: {what}")

    def end(self, passed):
        for line in self.warnings:
            print(line)
        for line in sorted(set(self.lines)):
            print(line)
        if self.lines:
            print(f"{len(set(self.lines))} violation(s)")
            sys.exit(1)
        print(f"ok: {passed}")
        sys.exit(0)


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--root", type=Path, default=REPOSITORY, help="the tree to check")
    return parser


def files_of(root):
    """Every file that is or could be committed, as sorted paths with "/" relative to the root."""
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "-c", f"safe.directory={root}", "-C", str(root), "ls-files", "-z", "--cached", "--others",
             "--exclude-standard"], capture_output=True, check=False)
        if listed.returncode == 0:
            paths = listed.stdout.decode("utf-8").split("\0")
            return sorted(path for path in paths if path and not path.startswith(OWN_FIXTURES)
                          and "__pycache__" not in path and (root / path).is_file())
    found = []
    for path in root.rglob("*"):
        relative = path.relative_to(root)
        if path.is_file() and not LEFT_OUT.intersection(relative.parts):
            found.append(relative.as_posix())
    return sorted(path for path in found if not path.startswith(OWN_FIXTURES))


def sources_of(root, *folders, endings=(".h", ".cc", ".cpp", ".def")):
    return [path for path in files_of(root)
            if path.endswith(endings) and any(path.startswith(folder + "/") for folder in folders)]


def text_of(root, path):
    return (root / path).read_bytes().decode("utf-8", errors="replace")


TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


def without_comments(text):
    """C++ with its comments as blanks; strings and line numbers stay."""

    def blank(match):
        token = match.group(0)
        return re.sub(r"[^\n]", " ", token) if token.startswith(("//", "/*")) else token

    return TOKEN.sub(blank, text)


def line_at(text, position):
    return text.count("\n", 0, position) + 1
