#!/usr/bin/env python3
"""Holds config/data_map.toml against the sources: every personal member is named there, with all that must be said of it."""

import re
import tomllib

import source_tree

MAP = "config/data_map.toml"
SETTINGS = "config/kiosk.toml"
SOURCES = ("kiosk", "drivers", "screens")
WORDS = ("what", "class", "collected", "purpose", "kept", "retention", "destroyed")
CLASSES = {"identity", "contact", "application", "document", "biometric", "pseudonym", "secret"}
KEPT = {"session", "case", "request", "terminal"}

PERSONAL = re.compile(r"\bPersonal\s*<|\bPersonalText\b")
ALIAS = re.compile(r"\busing\s+(\w+)\s*=([^;]*);")
OPENING = re.compile(r"\b(?:struct|class)\s+(\w+)(?:\s+final)?(?:\s*:[^{;]*)?\s*$")
FUNCTION = re.compile(r"\)\s*(?:(?:const|noexcept|override|final|&&?)\s*)*(?:->[^;{}]*)?$")
SETTING = re.compile(r"\b([a-z_]+)\.([a-z_]+)\b")


def names_in(declaration):
    """The members that one declaration declares: "std::map<A, B> x, y = 1" -> x, y."""
    plain = re.sub(r"=[^,]*|\{[^}]*\}", "", declaration)
    while True:
        shorter = re.sub(r"<[^<>]*>", "", plain)
        if shorter == plain:
            break
        plain = shorter
    first, *others = plain.split(",")
    words = re.findall(r"\w+", first)
    return ([words[-1]] if len(words) > 1 else []) + [name.strip() for name in others if name.strip().isidentifier()]


def after_braces(text, at):
    """Behind the brace that closes the one at `at`."""
    depth = 0
    for i in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[i], 0)
        if depth == 0:
            return i + 1
    return len(text)


def members_of(text):
    """(struct, declaration, position) of each data member of each struct in a source."""
    scopes, start, i = [], 0, 0
    while i < len(text):
        letter = text[i]
        if letter == "{":
            before = text[start:i]
            opening = OPENING.search(before)
            is_body = opening or re.search(r"\b(namespace|enum|extern)\b", before) or FUNCTION.search(before)
            if not is_body and scopes and scopes[-1]:  # an initialiser belongs to its member
                i = after_braces(text, i)
                if text[i:].lstrip()[:1] not in (";", ",", "{"):
                    start = i  # it was a body after all: a constructor's, behind its own initialisers
                continue
            scopes.append(opening.group(1) if opening else "")
            start = i + 1
        elif letter == "}":
            if scopes:
                scopes.pop()
            start = i + 1
        elif letter == ";":
            declaration = text[start:i].strip()
            start = i + 1
            declaration = re.sub(r"^(?:public|private|protected)\s*:", "", declaration).strip()
            is_member = scopes and scopes[-1] and "(" not in re.sub(r"=.*", "", declaration, flags=re.DOTALL)
            if is_member and not re.match(r"(?:using|friend|typedef|static|struct|class|enum|#)\b", declaration):
                yield scopes[-1], declaration, i
        i += 1


def sources(root):
    for path in source_tree.sources_of(root, *SOURCES, endings=(".h", ".cc")):
        text = source_tree.without_comments(source_tree.text_of(root, path))
        yield path, re.sub(r"^[ \t]*#[^\n]*", lambda line: " " * len(line.group(0)), text, flags=re.MULTILINE)


def personal_types(root):
    """PersonalText, Personal<...>, and every name that stands for a type with one in it."""
    names = set()
    for _, text in sources(root):
        names |= {name for name, meaning in ALIAS.findall(text) if PERSONAL.search(meaning) and "(" not in meaning}
    return re.compile("|".join([PERSONAL.pattern] + [rf"\b{name}\b" for name in sorted(names)]))


def check_field(name, field, settings, violations):
    for word in WORDS:
        if not isinstance(field.get(word), str) or not field[word].strip():
            violations.add(MAP, 0, f"[field.{name}] does not say {word}")
    if not isinstance(field.get("goes_to"), list):
        violations.add(MAP, 0, f"[field.{name}] does not say goes_to (a list; [] is nobody)")
    if field.get("class") not in CLASSES:
        violations.add(MAP, 0, f"[field.{name}] class is none of {sorted(CLASSES)}")
    if field.get("kept") not in KEPT:
        violations.add(MAP, 0, f"[field.{name}] kept is none of {sorted(KEPT)}")
    retention = str(field.get("retention", ""))
    if (field.get("kept") == "session") != (retention == "session"):
        violations.add(MAP, 0, f"[field.{name}] kept and retention contradict each other")
    for table, key in SETTING.findall(retention):
        if key not in settings.get(table, {}):
            violations.add(MAP, 0, f"[field.{name}] retention: there is no setting {table}.{key}")


def main():
    options = source_tree.arguments(__doc__).parse_args()
    root = options.root.resolve()
    violations = source_tree.Violations()
    fields = tomllib.loads(source_tree.text_of(root, MAP)).get("field", {})
    settings = tomllib.loads(source_tree.text_of(root, SETTINGS)) if (root / SETTINGS).is_file() else {}
    mapped = {}
    for name, field in fields.items():
        check_field(name, field, settings, violations)
        for member in field.get("members", []):
            if member in mapped:
                violations.add(MAP, 0, f"{member} stands in [field.{mapped[member]}] and in [field.{name}]")
            mapped[member] = name
        if not field.get("members"):
            violations.add(MAP, 0, f"[field.{name}] has no members")
    personal, existing, count = personal_types(root), set(), 0
    for path, text in sources(root):
        for owner, declaration, position in members_of(text):
            for name in names_in(declaration):
                existing.add(f"{owner}.{name}")
                if not personal.search(declaration):
                    continue
                count += 1
                if f"{owner}.{name}" not in mapped:
                    violations.add(path, source_tree.line_at(text, position),
                                   f"{owner}.{name} is personal and stands in no field of {MAP}")
    for member in sorted(mapped.keys() - existing):
        violations.add(MAP, 0, f"{member}: no source has such a member")
    violations.end(f"{count} personal members, all of them in {len(fields)} fields of {MAP}")


if __name__ == "__main__":
    main()
