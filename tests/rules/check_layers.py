#!/usr/bin/env python3
"""Reads every #include under kiosk/, screens/, drivers/ and hub/ and holds it against layers.txt."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import source_tree

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>|(\w+))', re.MULTILINE)
FOLDERS = ("kiosk", "screens", "drivers", "hub")


class Table:
    """layers.txt: packages, what comes with a room's interface, and the rooms."""

    def __init__(self, path):
        self.packages = {}
        self.comes_with = {}
        self.rooms = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            kind, _, rest = line.partition(" ")
            if kind == "package":
                name, _, patterns = rest.partition("=")
                self.packages[name.strip()] = patterns.split()
            elif kind == "with":
                name, _, packages = rest.partition("=")
                self.comes_with[name.strip()] = packages.split()
            elif kind == "room":
                cells = [cell.strip() for cell in rest.split("|")] + ["", "", ""]
                name, may_include, third_party, nature = cells[:4]
                self.rooms[name] = {"may": [] if may_include == "-" else may_include.split(),
                                    "packages": [] if third_party == "-" else third_party.split(),
                                    "pure": nature == "pure"}
            else:
                raise SystemExit(f"{path}:{number}: a line begins with package, with or room")

    def row_of(self, path):
        """(the room a file belongs to, its row's name); the most words in common, a name before a "*"."""
        parts = path.split("/")[:-1]
        best = None
        for row in self.rooms:
            pattern = row.split("/")
            if len(pattern) > len(parts) or not all(map(fnmatchcase, parts, pattern)):
                continue
            rank = (len(pattern), pattern.count("*") == 0)
            if best is None or rank > best[0]:
                best = (rank, "/".join(parts[: len(pattern)]), row)
        return best[1:] if best else (None, None)

    def package_of(self, header):
        for name, patterns in self.packages.items():
            if any(fnmatchcase(header, pattern) for pattern in patterns):
                return name
        return None

    def check(self, name, violations):
        for row, rules in self.rooms.items():
            for package in rules["packages"]:
                if package not in self.packages:
                    violations.add(name, 0, f"room {row}: there is no package {package}")
        for package in self.packages:
            users = {"/".join(row.split("/")[:2]) for row, rules in self.rooms.items()
                     if row.startswith("kiosk/") and package in rules["packages"]}
            if len(users) > 1:
                violations.add(name, 0, f"package {package} stands in {len(users)} rooms of kiosk: "
                                        f"{', '.join(sorted(users))}")


def is_standard(header):
    return re.fullmatch(r"[a-z_]+", header) is not None


class Check:
    def __init__(self, root, table, violations):
        self.root, self.table, self.violations = root, table, violations
        self.edges = {}

    def third_party(self, place, room, row, header):
        rules = self.table.rooms[row]
        package = self.table.package_of(header)
        if package is None:
            if not is_standard(header):
                self.violations.add(*place, f"<{header}> belongs to no package of layers.txt")
            return
        if package in ("system", "io"):
            if rules["pure"]:
                self.violations.add(*place, f"{room} is pure: <{header}> is not for it")
            return
        allowed = set(rules["packages"])
        for other, packages in self.table.comes_with.items():
            if other in rules["may"] or other == row:
                allowed.update(packages)
        if package in ("memory",) or package in allowed:
            return
        self.violations.add(*place, f"{room} may not use {package} (<{header}>)")

    def ours(self, place, room, row, header):
        target, target_row = self.table.row_of(header)
        if target is None and header.startswith("tests/"):
            target = target_row = "/".join(header.split("/")[:2])
        if target is None or not (self.root / header).is_file():
            self.violations.add(*place, f'"{header}" is no file of ours, from the root of the repository')
            return
        if target == room:
            return
        self.edges.setdefault(room, {}).setdefault(target, place)
        if target_row not in self.table.rooms[row]["may"] and target not in self.table.rooms[row]["may"]:
            self.violations.add(*place, f'{room} may not include {target} ("{header}")')

    def file(self, path):
        room, row = self.table.row_of(path)
        if room is None:
            self.violations.add(path, 0, "its folder has no row in layers.txt")
            return
        text = source_tree.without_comments(source_tree.text_of(self.root, path))
        for match in INCLUDE.finditer(text):
            place = (path, source_tree.line_at(text, match.start()))
            quoted, angled, macro = match.groups()
            if quoted:
                self.ours(place, room, row, quoted)
            elif angled and angled.split("/")[0] in FOLDERS:
                self.violations.add(*place, f"<{angled}> is ours: write it in quotes")
            else:
                self.third_party(place, room, row, angled or macro)

    def cycles(self):
        """Depth first over the rooms; an edge back to a room on the way is a cycle."""
        done, way = set(), []

        def visit(room):
            if room in way:
                ring = way[way.index(room):] + [room]
                place = self.edges[way[-1]][room]
                self.violations.add(*place, f"a cycle of rooms: {' -> '.join(ring)}")
                return
            if room in done:
                return
            way.append(room)
            for target in sorted(self.edges.get(room, {})):
                visit(target)
            way.pop()
            done.add(room)

        for room in sorted(self.edges):
            visit(room)


def main():
    parser = source_tree.arguments(__doc__)
    parser.add_argument("--table", type=Path, default=Path(__file__).with_name("layers.txt"))
    options = parser.parse_args()
    violations = source_tree.Violations()
    table = Table(options.table)
    table.check(options.table.name, violations)
    check = Check(options.root.resolve(), table, violations)
    files = source_tree.sources_of(options.root.resolve(), *FOLDERS)
    for path in files:
        check.file(path)
    check.cycles()
    violations.end(f"{len(files)} files keep to layers.txt")


if __name__ == "__main__":
    main()
