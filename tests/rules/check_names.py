#!/usr/bin/env python3
"""Names, READMEs, sizes, and nothing that only exists on one machine.

A folder with sources has a README.md of at most 40 lines, or one above it names it: literally (`rules`, `rules/rules.cc`)
or by its kind (`<situation>/`, `kiosk/<room>/`).
"""

import re

import source_tree

NOTHING_WORDS = {"common", "util", "utils", "helper", "helpers", "misc", "manager", "handler", "data", "info"}
SOURCES = (".h", ".cc", ".cpp", ".def", ".py")
MEASURED = SOURCES + (".cmake", ".sh")
MOST_LINES, MANY_LINES, README_LINES = 600, 400, 40

TYPE = re.compile(r"^[ \t]*(?:class|struct|union|enum(?:[ \t]+class|[ \t]+struct)?)[ \t]+(\w+)[^;{(=]*[{:]", re.MULTILINE)
PYTHON_TYPE = re.compile(r"^[ \t]*class[ \t]+(\w+)", re.MULTILINE)
PASCAL_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+")
MACHINE_PATH = re.compile(r"(?:(?<![\w./\-}>)])|(?<=file://))/(?:work|root|home)/")
WORKPLACE = re.compile(r"\.\./shared\b")
NAMED_FOLDER = re.compile(r"`([\w.<>/\- ]+?)(?:/[^`/]*)?`")


def last_word(name):
    return re.split(r"[_\-.]", name)[-1].lower()


def check_names(path, violations):
    parts = path.split("/")
    for folder in parts[:-1]:
        if last_word(folder) in NOTHING_WORDS:
            violations.add(path, 0, f"the folder's name '{folder}' says nothing")
    stem = parts[-1].split(".")[0] if not parts[-1].startswith(".") else parts[-1][1:]
    if last_word(stem) in NOTHING_WORDS:
        violations.add(path, 0, f"the file's name '{stem}' says nothing")


def check_types(path, text, violations):
    if path.endswith((".h", ".cc", ".cpp")):
        code, pattern = source_tree.without_comments(text), TYPE
    elif path.endswith(".py"):
        code, pattern = text, PYTHON_TYPE
    else:
        return
    for match in pattern.finditer(code):
        words = PASCAL_WORD.findall(match.group(1))
        if words and words[-1].lower() in NOTHING_WORDS:
            violations.add(path, source_tree.line_at(code, match.start(1)),
                           f"the class's name '{match.group(1)}' says nothing")


def check_size(path, text, violations):
    lines = text.count("\n")
    if path.rsplit("/", 1)[-1] == "README.md" and "/" in path and lines > README_LINES:
        violations.add(path, 0, f"{lines} lines; a folder's README has at most {README_LINES}")
    if not path.endswith(MEASURED):
        return
    if lines > MOST_LINES:
        violations.add(path, 0, f"{lines} lines; a file has at most {MOST_LINES}")
    elif lines > MANY_LINES:
        violations.warn(path, f"{lines} lines; over {MANY_LINES} it should be two files")


def check_places(path, text, violations):
    for pattern, what in ((MACHINE_PATH, "a path of one machine"), (WORKPLACE, "a folder outside the repository")):
        for match in pattern.finditer(text):
            violations.add(path, source_tree.line_at(text, match.start()), what)


def folders_named_in(readme):
    for match in NAMED_FOLDER.finditer(readme):
        words = re.split(r"<[^>]+>", match.group(1))
        yield re.compile("[^/]+".join(map(re.escape, words)))


def check_readmes(root, files, violations):
    readmes = {path[: -len("/README.md")]: source_tree.text_of(root, path)
               for path in files if path.endswith("/README.md")}
    for folder in sorted({path.rsplit("/", 1)[0] for path in files if path.endswith(SOURCES) and "/" in path}):
        if folder in readmes:
            continue
        above = [folder[:i] for i, letter in enumerate(folder) if letter == "/"]
        if not any(pattern.fullmatch(folder[len(parent) + 1:])
                   for parent in above if parent in readmes for pattern in folders_named_in(readmes[parent])):
            violations.add(folder, 0, "has sources and no README.md, and none above it names the folder")


def main():
    options = source_tree.arguments(__doc__.splitlines()[0]).parse_args()
    root = options.root.resolve()
    violations = source_tree.Violations()
    files = source_tree.files_of(root)
    for path in files:
        text = source_tree.text_of(root, path)
        check_names(path, violations)
        check_types(path, text, violations)
        check_size(path, text, violations)
        check_places(path, text, violations)
    check_readmes(root, files, violations)
    violations.end(f"{len(files)} files")


if __name__ == "__main__":
    main()
