#!/usr/bin/env python3
"""Holds hub/api/platform.openapi.yaml, the catalogue's files and the real sandbox against each other.

1. Every operation has an example of its request body and of every reply with a body; every example fits its schema.
2. Every file of config/catalogue fits config/schema.
3. Every request's example, sent to the real sandbox, is understood, and every reply is one that the contract names
   for that operation and fits its schema, closed: a member that is not in the contract fails.
"""
import argparse
import base64
import http.client
import json
import pathlib
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import zlib

import jsonschema

import contract
from contract import Check, expect

def check_catalogue_files(root):
    schema = json.loads((root / "config/schema/catalogue.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    files = sorted((root / "config/catalogue").glob("*.json"))
    expect(len(files) >= 2, "config/catalogue is empty")
    for file in files:
        part = "groups" if file.name == "groups.json" else "matter"
        validator = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": schema["$defs"]})
        for error in validator.iter_errors(json.loads(file.read_text())):
            expect(False, f"{file.name}: {'/'.join(map(str, error.absolute_path))}: {error.message}")


def drawn_png(side=64):
    """A picture with something in it, for a comparison of pictures."""
    rows = b"".join(b"\0" + bytes((x * x + 3 * y * x) // 16 % 256 for x in range(side) for _ in range(3))
                    for y in range(side))
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Sandbox:
    def __init__(self, program, root):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="kiosk24-contract-"))
        self.picture = drawn_png()
        (self.directory / "faces").mkdir()
        self.log = open(self.directory / "log", "w", encoding="utf-8")
        self.process = subprocess.Popen(
            [program, "serve", "--dir", str(self.directory), "--catalogue", str(root / "config/catalogue"),
             "--control", str(self.directory / "control"), "--faces", str(self.directory / "faces")],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        self.port = int(line.rsplit(":", 1)[1])
        self.tls = ssl.create_default_context(cafile=str(self.directory / "tls_ca.pem"))
        self.tls.load_cert_chain(str(self.directory / "terminal.pem"), str(self.directory / "terminal.key"))

    def control(self, line):
        with socket.socket(socket.AF_UNIX) as control:
            control.connect(str(self.directory / "control"))
            control.sendall(line.encode() + b"\n")
            return control.makefile(encoding="utf-8").readline().rstrip("\n")

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPSConnection("localhost", self.port, context=self.tls, timeout=30)
        headers = dict(headers or {})
        payload = None
        if body is not None:
            payload = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        connection.request(method, path, payload, headers)
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return reply.status, reply.headers.get("Content-Type", ""), content

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        expect(self.process.wait(30) == 0, "the sandbox did not end well")
        self.log.close()
        shutil.rmtree(self.directory)


def check_replies(check):
    health = check.call("health", 200)
    expect(health["terminal"] == "LG-0001", "health: another terminal")
    check.call("catalogue", 200)

    reference = check.call("identity", 200, check.example("identity", "resident"))["reference"]
    check.call("identity", 200, check.example("identity", "permit"))
    bad = check.example("identity", "resident")
    bad["number"] = bad["number"][:-1] + "1"
    check.call("identity", 422, bad)
    check.call("identity", 400, {"kind": "resident"})
    check.call("identity", 415, bad, {"Content-Type": "text/plain"})

    card = check.example("identity", "resident")
    shown = {"code": check.peer.control("eid " + json.dumps(card))}
    holder = check.call("eId", 200, shown)
    expect(holder["reference"] == reference, "eId: another person than the card's")
    check.call("eId", 422, shown)
    check.call("eId", 422, check.example("eId", "shown"))
    check.call("eId", 400, {"code": ""})
    check.call("face", 422, check.example("face", "taken"))
    check.call("face", 422, {**check.example("face", "taken"), "person_reference": reference})
    (check.peer.directory / "faces" / (card["number"] + ".png")).write_bytes(check.peer.picture)
    picture = base64.b64encode(check.peer.picture).decode()
    match = check.call("face", 200, {"person_reference": reference, "still": picture})
    expect(match["decision"] == "same", "face: a picture is not like itself")

    prefill = check.example("prefill", "certificate")
    check.call("prefill", 422, prefill)
    prefill["person_reference"] = reference
    check.call("prefill", 200, prefill)
    for which in ("all", "one_kind"):
        query = check.example("licences", which)
        query["holder_reference"] = reference
        check.call("licences", 200, query)

    application = check.example("submit", "certificate")
    application["person_reference"] = reference
    key = {"Idempotency-Key": "contract-1"}
    check.call("ask", 404, key="contract-1")
    decision = check.call("submit", 201, application, key)
    expect(check.call("submit", 200, application, key) == decision, "submit: another answer for the same key")
    check.call("submit", 409, {**application, "matter_case": "detail"}, key)
    check.call("submit", 422, {**application, "form": []}, {"Idempotency-Key": "contract-2"})
    check.call("submit", 400, application)
    expect(check.call("ask", 200, key="contract-1") == decision, "ask: another answer")
    expect(check.call("settle", 200, key="contract-1") == decision, "settle: another answer")
    expect(check.call("settle", 200, key="contract-3") == {"absent": True}, "settle: not absent")
    check.call("submit", 410, application, {"Idempotency-Key": "contract-3"})
    check.call("ask", 410, key="contract-3")
    check.call("document", 200, id=decision["document"]["id"])
    check.call("document", 404, id="nothing")

    for number, verdict in (("440399199003070815", "refused"), ("440399199003070911", "human")):
        card = {**check.example("identity", "resident"), "number": number, "birth": "1990-03-07"}
        person = check.call("identity", 200, card)["reference"]
        form = [value for value in application["form"] if value["field"] != "number"]
        form.append({"field": "number", "value": number, "source": "card", "source_name": ""})
        other = {**application, "person_reference": person, "form": form}
        got = check.call("submit", 201, other, {"Idempotency-Key": "contract-" + verdict})
        expect(got["decision"] == verdict, f"submit: {got['decision']} instead of {verdict}")
        cases = check.call("case_query", 200, {"person_reference": person})
        expect(len(cases["cases"]) == 1, "case_query: not one case")
    check.call("case_query", 200, check.example("case_query", "by_number"))
    check.call("case_query", 200, check.example("case_query", "by_tail"))
    told = check.call("case_query", 200, {"case_number": decision["case_number"], "code": "002X"})["cases"]
    expect(len(told) == 1 and not {"reason", "pick_up_code", "document"} & set(told[0]),
           "case_query: by number nothing is told of a person")
    for _ in range(3):
        check.call("case_query", 200, check.example("case_query", "by_number"))
    check.call("case_query", 403, check.example("case_query", "by_number"))
    check.call("case_query", 422, check.example("case_query", "by_person"))
    for summary in check.call("guides", 200)["guides"]:
        guide = check.call("guide", 200, id=summary["id"])
        expect(set(guide["papers"]) == {"zh-Hans", "en"}, "guide: not in both languages")
    check.call("guide", 404, id="nothing")
    check.call("document", 200, id=guide["papers"]["en"]["id"])
    check.call("document", 404, id="guide.nothing.en")

    allowance = check.example("prefill", "allowance")
    card = {**check.example("identity", "resident"), "number": "440399194103120266", "birth": "1941-03-12"}
    allowance["person_reference"] = check.call("identity", 200, card)["reference"]
    known = {value["field"] for value in check.call("prefill", 200, allowance)["values"]}
    expect(known == {"household", "household_since", "age"}, f"prefill of CV01: {sorted(known)}")

    draft = check.example("draft_put", "left")
    check.call("draft_put", 422, draft, key="draft-1")
    draft["person_reference"] = reference
    check.call("draft_put", 204, draft, key="draft-1")
    found = check.call("draft_query", 200, {"person_reference": reference})["draft"]
    expect(found["key"] == "draft-1" and found["typed"] == draft["typed"], "draft_query: another draft")
    check.call("draft_delete", 204, key="draft-1")
    check.call("draft_put", 204, draft, key="draft-1")
    expect(check.call("draft_query", 200, {"person_reference": reference}) == {}, "draft_put: a deleted one came back")

    alone = {**application, "applicant": check.example("identity", "resident")}
    check.call("submit", 400, alone, {"Idempotency-Key": "contract-alone"})
    del alone["person_reference"]
    check.call("submit", 201, alone, {"Idempotency-Key": "contract-alone"})

    rating = check.example("rating", "good")
    rating["case_number"] = decision["case_number"]
    check.call("rating", 204, rating, {"Idempotency-Key": "rate-1"})
    check.call("rating", 204, rating, {"Idempotency-Key": "rate-1"})
    check.call("rating", 409, rating, {"Idempotency-Key": "rate-2"})
    check.call("rating", 404, {**rating, "case_number": "1" * 43}, {"Idempotency-Key": "rate-3"})
    call_back = check.example("call_back", "telephone")
    check.call("call_back", 204, call_back, {"Idempotency-Key": "call-1"})
    check.call("call_back", 409, check.example("call_back", "hall"), {"Idempotency-Key": "call-1"})
    expect(not check.never_asked(), f"never asked: {check.never_asked()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--root", required=True, type=pathlib.Path)
    options = parser.parse_args()
    document = contract.read(options.root / "hub/api/platform.openapi.yaml")
    contract.check_examples(document)
    check_catalogue_files(options.root)
    sandbox = Sandbox(options.program, options.root)
    try:
        check_replies(Check(document, sandbox))
    except (KeyError, TypeError) as missing:
        expect(False, f"a reply without what the next request needs: {missing!r}")
    finally:
        sandbox.end()
    return contract.verdict()


if __name__ == "__main__":
    sys.exit(main())
