"""A server that misbehaves as servers and models do, and what a judge behind it made of beads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock
from typing import Any

from checker.model import Bead, WordMeasure

TARGET = "The bank refused the loan on Monday.\n\nThe river rose by two metres in the night.\n\nNobody was hurt there."
SOURCE = (
    "Die Bank lehnte den Kredit am Dienstag ab.\n\nDer Fluss stieg in der Nacht um zwei Meter an.\n\n"
    "Niemand wurde dort am Ufer verletzt."
)
LANGUAGES = ("en", "de")
KEY = "sk-a-key-that-nobody-sees"


@dataclass
class Answer:
    """What the server does with one request. hang: it answers nothing until the test is over."""

    content: Any = '{"errors": []}'
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    cut: int = 0
    hang: bool = False
    drip: bool = False
    finish: str = "stop"
    usage: Any = None

    def bytes(self) -> bytes:
        if self.body is not None:
            return self.body
        choice = {"message": {"role": "assistant", "content": self.content}, "finish_reason": self.finish}
        usage = {"prompt_tokens": 100, "completion_tokens": 10} if self.usage is None else self.usage
        return json.dumps({"choices": [choice], "usage": usage}).encode()


Behaviour = Callable[[dict[str, Any], int], Answer]


class Server(ThreadingHTTPServer):
    """Answers as `behave` says of a request and its number, from 0."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.over = Event()
        self.lock = Lock()
        self.behave: Behaviour = lambda question, number: Answer()
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.url = f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""

    @property
    def questions(self) -> list[dict[str, Any]]:
        return [json.loads(question["messages"][1]["content"]) for _, _, question in self.requests]


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            number = len(self.server.requests)
            self.server.requests.append((self.path, dict(self.headers), question))
        answer = self.server.behave(question, number)
        if answer.hang:
            self.server.over.wait(10)
            return
        body = answer.bytes()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + answer.cut))
        self.end_headers()
        if answer.drip:
            for byte in body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                if self.server.over.wait(0.05):
                    return
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@dataclass
class Judged:
    """Beads as a judge left them, and the seconds that it would have waited."""

    beads: tuple[Bead, ...]
    waited: list[float]

    @property
    def scores(self) -> list[float | None]:
        return [bead.measures.get("judge") for bead in self.beads]

    @property
    def refused(self) -> list[str | None]:
        return [bead.refused.get("judge") for bead in self.beads]

    def spans(self, bead: int) -> tuple[WordMeasure, ...]:
        return self.beads[bead].word_measures["judge-spans"]


def error(span: str, severity: str = "major", category: str = "accuracy/mistranslation", **more: Any) -> dict[str, Any]:
    return {"in": "translation", "span": span, "category": category, "severity": severity, **more}


def errors(*listed: Any) -> str:
    return json.dumps({"errors": list(listed)})


def about(word: str, then: str, otherwise: str = '{"errors": []}') -> Behaviour:
    """Answers one thing where the translation holds a word, and another where not."""

    def behave(question: dict[str, Any], number: int) -> Answer:
        return Answer(then if word in json.loads(question["messages"][1]["content"])["translation"] else otherwise)

    return behave
