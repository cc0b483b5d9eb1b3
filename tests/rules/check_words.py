#!/usr/bin/env python3
"""Holds assets/words/*.toml against each other and against the code that says them.

Every language has the same keys and placeholders; every key that the code says exists; every key is said somewhere; a
fill() gives a value for every placeholder; every fault of the dictionary has both of its sentences.
"""

import re
import tomllib

import source_tree

CALL = re.compile(r"\b(say|texts_?)(\.fill|\.has|\.get)?\s*\(")
LITERAL = re.compile(r'"((?:\\.|[^"\\])*)"')
KEY = re.compile(r"[a-z_]+(\.[A-Za-z0-9_]+)+")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
VALUE_NAME = re.compile(r'\{\s*"(\w+)"\s*,')
FAULT = re.compile(r'^\s*FAULT\(\s*\w+\s*,\s*"([^"]+)"', re.MULTILINE)


class Languages:
    def __init__(self, root, violations):
        self.tables = {}
        for path in source_tree.files_of(root):
            if not path.startswith("assets/words/") or not path.endswith(".toml"):
                continue
            try:
                tree = tomllib.loads(source_tree.text_of(root, path))
            except tomllib.TOMLDecodeError as problem:
                violations.add(path, 0, f"is no TOML: {problem}")
                continue
            self.tables[path] = {}
            self.flatten(path, tree, "", violations)
        if len(self.tables) < 2:
            violations.add("assets/words", 0, "words in fewer than two languages")
        self.keys = set().union(*self.tables.values()) if self.tables else set()

    def flatten(self, path, table, prefix, violations):
        for key, value in table.items():
            full = f"{prefix}.{key}" if prefix else key
            if isinstance(value, dict):
                self.flatten(path, value, full, violations)
            elif not isinstance(value, str) or not value.strip():
                violations.add(path, 0, f"{full}: is no words")
            else:
                self.tables[path][full] = value

    def placeholders(self, key):
        return set().union(*(PLACEHOLDER.findall(table.get(key, "")) for table in self.tables.values()))

    def compare(self, violations):
        for path, table in self.tables.items():
            for key in sorted(self.keys - table.keys()):
                violations.add(path, 0, f"{key}: missing in this language, there in another")
        for key in sorted(self.keys):
            found = {path: sorted(set(PLACEHOLDER.findall(table[key])))
                     for path, table in self.tables.items() if key in table}
            if len({tuple(names) for names in found.values()}) > 1:
                said = "; ".join(f"{path.rsplit('/', 1)[-1]} {names}" for path, names in sorted(found.items()))
                violations.add("assets/words", 0, f"{key}: different placeholders: {said}")


class Code:
    """The sources, without comments, and the lists that dynamic keys are made of."""

    def __init__(self, root):
        paths = source_tree.sources_of(root, "kiosk", "screens")
        self.texts = {path: source_tree.without_comments(source_tree.text_of(root, path)) for path in paths}

    def literals(self, folder, pattern):
        """All literals inside what `pattern` matches in the sources of a folder, with the first place of each."""
        found = {}
        for path, text in self.texts.items():
            if not path.startswith(folder):
                continue
            for match in re.finditer(pattern, text, re.DOTALL):
                for literal in LITERAL.findall(match.group(1)):
                    if literal:
                        found.setdefault(literal, (path, source_tree.line_at(text, match.start())))
        return found

    def enumeration(self, name):
        return self.literals("kiosk/model/", rf"Named<{name}>\s+k\w+\[\]\s*=\s*\{{(.*?)\}};")

    def faults(self):
        path = "kiosk/model/faults.def"
        return {code: (path, 0) for code in FAULT.findall(self.texts.get(path, ""))}


def families(code):
    """Keys that are put together: the literal that a say() begins with -> the words that can follow it."""
    titles = code.literals("screens/", r'\b(?:service_)?chrome_of\(\s*\w+\s*,\s*\w+\s*,\s*("[^"]*")')
    return {
        "": titles,
        "fault.": code.faults(),
        "trouble.": code.literals("kiosk/flow/", r"\.words\s*=([^;{}]*?)(?:,\s*\.|\}|;)")
        | code.literals("kiosk/flow/", r"\bwords_of_document\(const Turn& \w+\) \{(.*?)\n\}"),
        "card_problem.": code.literals("kiosk/flow/", r"\bask_for_card_again\((.*?)\);"),
        "problem.": code.literals("kiosk/flow/", r"\.problem\s*=(.*?);")
        | code.literals("kiosk/text/field_entry", r"std::string_view problem_of_\w+\((.*?)\n\}"),
        "outcome.": code.enumeration("Verdict"),
        "earlier_case.": code.literals("screens/earlier_case/", r'return\s*\{\s*("[^"]*")\s*,'),
        "form.source_": code.enumeration("Source")
        | code.literals("screens/shared/form_rows", r'\bis_by_code\s*\?\s*("[^"]*")'),
        "form.hint_": code.enumeration("FieldKind"),
        "form.placeholder_": code.enumeration("FieldKind"),
        "rating.level_": {str(stars): ("screens/goodbye/view.cc", 0) for stars in range(1, 6)},
        "way.": code.enumeration("IdentifyMethod"),
        "face_hint.": code.enumeration("FaceHint"),
        "face_problem.": code.literals("kiosk/flow/face", r"\bstop_with\((.*?)\);"),
        "service_pin_problem.": code.literals("kiosk/flow/operator", r"pin_problem\s*=\s*(.*?);")
        | {"locked": ("screens/operator/service_pin/view.cc", 0)},
        "service_reason.": code.literals("kiosk/model/service_mode", r"kServiceReasons\{(.*?)\}"),
        "book.": code.enumeration("LedgerKind"),
        "test_state.": code.enumeration("TestState"),
        "card_kind.": code.enumeration("CardKind"),
        "device_class.": code.enumeration("DeviceClass"),
        "device_state.": code.enumeration("DeviceState"),
        "supply_state.": code.enumeration("SupplyState"),
        "sex.": {str(number): ("kiosk/model/identity.h", 0) for number in range(10)},
    }


# Said only where they are there: `if (say.has(key))`.
OPTIONAL = (re.compile(r"sex\.\d"), re.compile(r"\w+\.subtitle"))
# Written for people who read the files, the operations centre and service mode: not said by a screen of the citizen's.
BY_DICTIONARY = re.compile(r"fault\.[\w.]+\.maintainer")


def arguments_at(text, position):
    """The arguments of the call whose "(" ends at `position`, as texts."""
    depth, start, found, i = 0, position, [], position
    while i < len(text):
        if text[i] == '"':
            i = LITERAL.match(text, i).end()
            continue
        if text[i] in "({[":
            depth += 1
        elif text[i] in ")}]":
            if depth == 0:
                found.append(text[start:i])
                return found
            depth -= 1
        elif text[i] == "," and depth == 0:
            found.append(text[start:i])
            start = i + 1
        i += 1
    return found


def variable_value(text, name):
    """What `name` was given where it was declared: `std::string key = "a." + x`, `for (... name : {"a", "b"})`."""
    found = re.findall(rf"\b{name}\s*(?:=|:)\s*([^;]*?)(?:;|\}}\s*\))", text, re.DOTALL)
    return found[-1] if found else ""


class Use:
    """Which keys the code says, where, and with which values."""

    def __init__(self, code, words, violations):
        self.code, self.words, self.violations = code, words, violations
        self.families = families(code)
        self.used = set()

    def say(self, key, place, names, is_optional=False):
        self.used.add(key)
        if key not in self.words.keys:
            if not is_optional and not any(pattern.fullmatch(key) for pattern in OPTIONAL):
                self.violations.add(*place, f'"{key}" is said, and no language has words for it')
            return
        missing = self.words.placeholders(key) - names
        if missing:
            self.violations.add(*place, f'"{key}" is said without a value for {sorted(missing)}')

    def made_of(self, expression, text):
        """("literal" + x + "literal") as its literals with None between; a variable is followed one step."""
        parts = [part.strip() for part in expression.split("+")]
        if len(parts) >= 1 and re.fullmatch(r"\w+", parts[0]):
            value = variable_value(text, parts[0])
            if value.strip():
                parts = [part.strip() for part in value.split("+")] + parts[1:]
        pieces = []
        for part in parts:
            literal = re.fullmatch(r'(?:std::string\()?"((?:\\.|[^"\\])*)"\)?', part)
            piece = literal.group(1) if literal else None
            if pieces and isinstance(pieces[-1], str) and piece is not None:
                pieces[-1] += piece
            else:
                pieces.append(piece)
        return pieces

    def dynamic(self, expression, text, place, names, is_optional):
        pieces = self.made_of(expression, text)
        prefix = pieces[0] if pieces and pieces[0] is not None else ""
        suffix = pieces[-1] if len(pieces) > 1 and pieces[-1] is not None else ""
        if prefix not in self.families or (prefix == "" and not suffix):
            self.violations.add(*place, f"{expression.strip()}: a key put together that check_words does not know")
            return
        for middle, origin in self.families[prefix].items():
            self.say(prefix + middle + suffix, origin if origin[1] else place, names, is_optional)

    def call(self, path, text, match):
        arguments = arguments_at(text, match.end())
        kind = match.group(2) or ""
        if match.group(1) == "say" and not path.startswith("screens/"):
            return  # somebody else's function of that name
        if match.group(1).startswith("texts"):
            if kind == "":
                return
            arguments = arguments[1:]  # the language goes first
        if not arguments:
            return
        place = (path, source_tree.line_at(text, match.start()))
        names = set(VALUE_NAME.findall(arguments[1])) if kind == ".fill" and len(arguments) > 1 else set()
        if kind == ".has":
            return
        first = arguments[0]
        if "+" in first and LITERAL.search(first) or re.search(r"^\s*\w+\s*\+", first):
            self.dynamic(first, text, place, names, False)
            return
        spoken = re.sub(r'[!=]=\s*"[^"]*"', "", first)  # `x == "y" ? ...` compares, it does not say
        literals = LITERAL.findall(spoken)
        if not literals and re.fullmatch(r"\s*\w+\s*", first):
            literals = [key for key in LITERAL.findall(variable_value(text, first.strip())) if KEY.fullmatch(key)]
        for key in literals:
            self.say(key, place, names)

    def named_by(self, key):
        """Where a value that leads to this key comes from, though no screen says it."""
        for prefix, middles in self.families.items():
            middle = key[len(prefix):]
            if prefix and key.startswith(prefix) and middle in middles:
                path, line = middles[middle]
                return f", though {path}:{line} names it"
        return ""

    def run(self):
        for path, text in self.code.texts.items():
            if path.startswith("screens/shared/say."):
                continue
            for match in CALL.finditer(text):
                self.call(path, text, match)
            # A function that gives a key ("matter.offline"), a list of keys: a literal that is a key is a use of it.
            for match in re.finditer(r'\breturn\b([^;]*);', text) if path.startswith("screens/") else ():
                for key in LITERAL.findall(match.group(1)):
                    if key in self.words.keys:
                        self.used.add(key)


def main():
    options = source_tree.arguments(__doc__.splitlines()[0]).parse_args()
    root = options.root.resolve()
    violations = source_tree.Violations()
    words = Languages(root, violations)
    words.compare(violations)
    code = Code(root)
    for fault in code.faults():
        for who in ("citizen", "maintainer"):
            for path, table in words.tables.items():
                if f"fault.{fault}.{who}" not in table:
                    violations.add(path, 0, f"fault.{fault}.{who}: every fault has words in every language")
    use = Use(code, words, violations)
    use.run()
    faults = code.faults()
    for key in sorted(words.keys - use.used):
        if BY_DICTIONARY.fullmatch(key) and key[len("fault."):-len(".maintainer")] in faults:
            continue
        violations.add("assets/words", 0, f"{key}: nothing says it{use.named_by(key)}")
    violations.end(f"{len(words.keys)} keys in {len(words.tables)} languages, all of them said")


if __name__ == "__main__":
    main()
