#!/usr/bin/env python3
"""Holds hub/api/hub.openapi.yaml and the real hub against each other.

1. Every operation has an example of its request body and of every reply with a body; every example fits its schema.
2. Every request's example, sent to the real kiosk24-hub over TLS, is understood, and every reply is one that the contract
   names for that operation and fits its schema, closed: a member that is not in the contract fails.
"""
import argparse
import http.client
import json
import pathlib
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile

import contract
from contract import Check, expect

TERMINAL = "LG-0001"


class Hub:
    def __init__(self, program):
        self.program = program
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="kiosk24-hub-contract-"))
        self.tell("init")
        self.log = open(self.directory / "log", "w", encoding="utf-8")
        self.process = subprocess.Popen(
            [program, "serve", "--dir", str(self.directory), "--console-port", "0"],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.console_port = int(self.process.stdout.readline().rstrip("/\n").rsplit(":", 1)[1])
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])
        self.tls = ssl.create_default_context(cafile=str(self.directory / "hub_ca.pem"))

    def tell(self, verb, *words):
        command = [self.program, verb, "--dir", str(self.directory), *words]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def signing_request(self):
        key, request = self.directory / "terminal.key", self.directory / "terminal.csr"
        subprocess.run(["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", str(key), "-subj", f"/CN={TERMINAL}", "-out", str(request)],
                       check=True, stderr=subprocess.DEVNULL)
        return request.read_text()

    def use_certificate(self, pem):
        (self.directory / "terminal.pem").write_text(pem)
        self.tls.load_cert_chain(str(self.directory / "terminal.pem"), str(self.directory / "terminal.key"))

    def ask(self, method, path, body, headers):
        if path == "/v1/terminals":
            connection = http.client.HTTPConnection("127.0.0.1", self.console_port, timeout=30)
        else:
            connection = http.client.HTTPSConnection("localhost", self.port, context=self.tls, timeout=30)
        payload = None if body is None else json.dumps(body).encode()
        connection.request(method, path, payload, {"Content-Type": "application/json"} | (headers or {}))
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return reply.status, reply.headers.get("Content-Type", ""), content

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        expect(self.process.wait(30) == 0, "the hub did not end well")
        self.log.close()
        shutil.rmtree(self.directory)


def check_enrolment(check):
    hub = check.peer
    check.call("beat", 401, check.example("beat", "in_service"))
    request = check.example("enrol", "new_terminal")
    check.call("enrol", 403, {**request, "request_pem": hub.signing_request()})
    request = {**request, "request_pem": hub.signing_request(), "code": hub.tell("enrol-code", "--terminal", TERMINAL)}
    check.call("enrol", 403, {**request, "terminal_id": "LG-0002"})
    check.call("enrol", 400, {**request, "request_pem": "no request"})
    enrolled = check.call("enrol", 201, request)
    expect(check.call("enrol", 201, request)["certificate_pem"] == enrolled["certificate_pem"],
           "enrol: the same request gives another certificate")
    hub.use_certificate(enrolled["certificate_pem"])
    check.call("terminals", 200)


def check_beats(check):
    hub = check.peer
    beat = check.example("beat", "in_service")
    expect(check.call("beat", 200, beat)["commands"] == [], "beat: an order that nobody gave")
    check.call("beat", 200, beat)
    check.call("beat", 409, {**beat, "sequence": beat["sequence"] - 1})
    check.call("beat", 403, {**beat, "terminal_id": "LG-0002"})
    check.call("beat", 400, {**beat, "service": "asleep"})
    check.call("beat", 415, beat, {"Content-Type": "text/plain"})

    ordered = hub.tell("command", "--terminal", TERMINAL, "out-of-service", "--notice-zh", "设备检修")
    commands = check.call("beat", 200, {**beat, "sequence": beat["sequence"] + 1})["commands"]
    expect([command["id"] for command in commands] == [ordered], "beat: not the command that was given")
    done = check.example("report_outcomes", "done")
    done["outcomes"][0]["command_id"] = ordered
    check.call("report_outcomes", 204, done)
    check.call("report_outcomes", 204, check.example("report_outcomes", "refused"))
    check.call("report_outcomes", 400, {"outcomes": []})
    closed = check.example("beat", "out_of_service")
    closed["sequence"] = beat["sequence"] + 2
    expect(check.call("beat", 200, closed)["commands"] == [], "beat: an order whose outcome was told")
    fleet = check.call("terminals", 200)["terminals"]
    expect([terminal["service"] for terminal in fleet] == ["out_of_service"], "terminals: another state")
    expect(fleet[0]["last_command"]["standing"] == "done", "terminals: the command is not done")
    expect(not check.never_asked(), f"never asked: {check.never_asked()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--root", required=True, type=pathlib.Path)
    options = parser.parse_args()
    document = contract.read(options.root / "hub/api/hub.openapi.yaml")
    contract.check_examples(contract.closed_document(document))
    hub = Hub(options.program)
    try:
        check = Check(document, hub)
        check_enrolment(check)
        check_beats(check)
    except (KeyError, TypeError) as missing:
        expect(False, f"a reply without what the next request needs: {missing!r}")
    finally:
        hub.end()
    return contract.verdict()


if __name__ == "__main__":
    sys.exit(main())
