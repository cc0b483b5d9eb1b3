"""What both contract tests need: an OpenAPI document with its examples, and real replies held against it."""
import copy
import json
import re

import jsonschema
import yaml

failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)


def verdict():
    """What did not hold is printed; the program's exit status."""
    for failure in failures:
        print("FAILED:", failure)
    return 1 if failures else 0


def read(path):
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    expect(re.fullmatch(r"3\.1\.\d+", document["openapi"]), "not OpenAPI 3.1")
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    return document


def resolved(document, node):
    while "$ref" in node:
        target = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def closed(node):
    """A schema of which objects may have no other members than those it names."""
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {name: closed(item) for name, item in node.items()}
    if isinstance(node.get("properties"), dict) and "required" in node:
        made.setdefault("additionalProperties", False)
    return made


def open_conditions(schema):
    """Inside of if, then, not, allOf an object is only looked at in part."""
    for key in ("if", "then", "not", "allOf", "anyOf", "oneOf"):
        if key in schema and all("$ref" not in part for part in (
                schema[key] if isinstance(schema[key], list) else [schema[key]])):
            yield key


def errors_of(document, schema, value):
    whole = {"components": document["components"], "allOf": [schema]}
    validator = jsonschema.Draft202012Validator(whole)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(value)]


def closed_document(document):
    made = copy.deepcopy(document)
    for name, schema in made["components"]["schemas"].items():
        kept = {key: schema[key] for key in open_conditions(schema)}
        made["components"]["schemas"][name] = {**closed(schema), **kept}
    return made


def operations_of(document):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method.upper(), operation


def examples_in(document, media):
    for name, example in media.get("examples", {}).items():
        yield name, resolved(document, example)["value"]


def check_examples(document):
    for path, method, operation in operations_of(document):
        name = operation["operationId"]
        bodies = []
        if "requestBody" in operation:
            bodies.append(("request", operation["requestBody"]["content"]))
        for status, reply in operation["responses"].items():
            bodies.append((status, resolved(document, reply).get("content", {})))
        for what, contents in bodies:
            for media_type, media in contents.items():
                examples = list(examples_in(document, media))
                expect(examples, f"{name} {what}: no example")
                for example, value in examples:
                    for error in errors_of(document, media["schema"], value):
                        expect(False, f"{name} {what} example {example}: {error}")
        for parameter in operation.get("parameters", []):
            parameter = resolved(document, parameter)
            expect("example" in parameter, f"{name} parameter {parameter['name']}: no example")


class Check:
    """Sends requests and holds the replies against the contract."""

    def __init__(self, document, peer):
        self.document = closed_document(document)
        self.operations = {operation["operationId"]: (path, method, operation)
                           for path, method, operation in operations_of(self.document)}
        self.peer = peer
        self.seen = set()

    def example(self, name, which):
        content = self.operations[name][2]["requestBody"]["content"]["application/json"]
        return copy.deepcopy(dict(examples_in(self.document, content))[which])

    def call(self, name, status, body=None, headers=None, **in_path):
        path, method, operation = self.operations[name]
        for key, value in in_path.items():
            path = path.replace("{" + key + "}", value)
        got, content_type, content = self.peer.ask(method, path, body, headers)
        expect(got == status, f"{name}: {got} instead of {status}: {content[:200]!r}")
        self.seen.add((name, str(got)))
        reply = operation["responses"].get(str(got), operation["responses"]["default"])
        contents = resolved(self.document, reply).get("content", {})
        if not contents:
            expect(content == b"", f"{name} {got}: a body where the contract has none")
            return None
        expect(content_type in contents, f"{name} {got}: content type {content_type}")
        if content_type == "application/pdf":
            expect(content.startswith(b"%PDF-"), f"{name}: not a PDF")
            return content
        value = json.loads(content)
        for error in errors_of(self.document, contents[content_type]["schema"], value):
            expect(False, f"{name} {got}: {error}")
        return value

    def never_asked(self):
        return set(self.operations) - {name for name, _ in self.seen}
