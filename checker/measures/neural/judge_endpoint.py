"""Questions to a language model behind an OpenAI-compatible endpoint: vLLM, llama.cpp, Ollama, and services.

POST .../chat/completions, one connection a question, through no proxy. Nothing is followed to another address, an
answer has a bounded size and a bounded time, and the key is written into the header and nowhere else.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from threading import Event, Lock, Timer
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from checker.errors import CheckerError, ConfigError

LARGEST = 1 << 20
"""Bytes of an answer that are read."""

LONGEST_WAIT = 120.0
"""Seconds beyond which nobody waits before asking again."""

HOPELESS = 8
"""Questions in a row that were not answered after all tries; no further one is asked."""

HOPELESS_AT_FIRST = 3
"""The same, of a server that has never answered: the run ends there."""

_PATH = "/chat/completions"
_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_SETTINGS = {
    401: "it does not accept the key",
    403: "it does not let this key or address in",
    404: "it does not know this address or this model",
}


class UnansweredError(Exception):
    """Why a question has no answer, as a sentence."""


class Reply(NamedTuple):
    """An answer. complete: whether it came to its end. tokens: of the question and of the answer, where told."""

    text: str
    complete: bool = True
    tokens: tuple[int, int] | None = None


class Address(NamedTuple):
    """Where questions go. path: with what stands behind a question mark."""

    scheme: str
    host: str
    port: int | None
    path: str

    def __str__(self) -> str:
        """For people: without what stands behind a question mark, which may be nobody else's business."""
        return f"{self.scheme}://{self.place}{self.path.partition('?')[0]}"

    @property
    def place(self) -> str:
        """Host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"


def address(url: str) -> Address:
    """The address of an endpoint: with /v1 where no path is given, and with /chat/completions where it is left out.

    Raises ConfigError for what is no address of a server, and for one that holds a password.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ConfigError("[measures.judge] endpoint is no address: give one like http://localhost:8000/v1.") from None
    if parts.username is not None or parts.password is not None:
        raise ConfigError("[measures.judge] endpoint holds a password: put it into a variable, named by key-variable.")
    if parts.scheme not in ("http", "https") or not host or not url.isprintable() or " " in url.strip():
        raise ConfigError(
            f"[measures.judge] endpoint cannot be {url!r}: it takes an address like http://localhost:8000/v1."
        )
    path = parts.path.rstrip("/") or "/v1"
    path = path if path.endswith(_PATH) else path + _PATH
    return Address(parts.scheme, host, port, f"{path}?{parts.query}" if parts.query else path)


_KEYS = "CHECKER_JUDGE_"


def key(variable: str) -> str:
    """The key that an environment variable holds; "" where none is named.

    Its name must begin with `CHECKER_JUDGE_`: a settings file that somebody else wrote may name a server, and must not
    get at the other secrets of the environment. Raises ConfigError where it is not set, or not so named.
    """
    if not variable:
        return ""
    if not variable.startswith(_KEYS):
        raise ConfigError(f"[measures.judge] key-variable must begin with {_KEYS}, and {variable!r} does not.")
    found = os.environ.get(variable, "").strip()
    if not found:
        raise ConfigError(f"The variable {variable}, which [measures.judge] key-variable names, is not set.")
    if not found.isascii() or not found.isprintable():
        raise ConfigError(f"The variable {variable} holds characters that no key has.")
    return found


@dataclass(slots=True)
class Endpoint:
    """A server that answers questions; safe to be asked from several threads.

    timeout: seconds for one try, from the connection to the last byte. retries: tries after the first.
    sleep: waits for some seconds between tries. stopped: set, it lets nobody wait or ask any longer.
    """

    address: Address
    key: str = field(default="", repr=False)
    timeout: float = 60.0
    retries: int = 3
    stopped: Event = field(default_factory=Event)
    sleep: Callable[[float], object] | None = None
    failed: int = 0
    answered: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def ask(self, question: Mapping[str, Any]) -> Reply:
        """The reply to a question, the members of the request.

        Raises UnansweredError where there is none for this question, CheckerError where there will be none for any.
        """
        if self.stopped.is_set():
            raise UnansweredError("The judging came to an end.")
        if self.failed >= HOPELESS:
            raise UnansweredError(
                f"The judge at {self.address} did not answer {HOPELESS} times in a row, and is asked no more."
            )
        payload = json.dumps(question).encode("ascii")
        reason = ""
        for tried in range(self.retries + 1):
            wait: float | None = min(2.0**tried, LONGEST_WAIT)
            try:
                status, headers, body = self._try(payload)
                if status == 200:
                    reply = _reply(body)
                    self._count(answered=True)
                    return reply
            except (OSError, HTTPException, ValueError) as error:
                reason = _trouble(error, self.timeout)
            else:
                reason = f"it answers with status {status}{self._said(body)}"
                if status not in _BUSY:
                    self._give_up(status, reason)
                wait = _wait(headers.get("Retry-After"), wait or 0.0)
            if wait is None or tried == self.retries or self.stopped.is_set():
                break
            (self.sleep or self.stopped.wait)(wait)
        self._count(answered=False)
        if not self.answered and self.failed >= HOPELESS_AT_FIRST:
            raise self._ended(f"cannot be asked: {reason}")
        raise UnansweredError(f"The judge at {self.address} did not answer: {reason}.")

    def _give_up(self, status: int, reason: str) -> None:
        """Raises for a status that another try would not change."""
        if status in _SETTINGS and not self.answered:
            raise self._ended(f"cannot be asked, {_SETTINGS[status]}: {reason}")
        if 300 <= status < 400:
            raise self._ended("sends on to another address, which is not followed")
        self._count(answered=True)  # it is there, and does not like this question
        raise UnansweredError(f"The judge at {self.address} refuses the question: {reason}.")

    def _ended(self, reason: str) -> CheckerError:
        """The error that ends the run: nobody who still waits asks again."""
        self.stopped.set()
        return CheckerError(f"The judge at {self.address} {reason}.")

    def _count(self, answered: bool) -> None:
        with self._lock:
            self.failed = 0 if answered else self.failed + 1
            self.answered += answered

    def _try(self, payload: bytes) -> tuple[int, HTTPMessage, bytes]:
        """One try: status, headers and body. Raises OSError (TimeoutError), HTTPException, or ValueError for size."""
        kind = HTTPSConnection if self.address.scheme == "https" else HTTPConnection
        connection = kind(self.address.host, self.address.port, timeout=self.timeout)
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        late = Event()
        timer = None
        try:
            connection.connect()
            timer = Timer(self.timeout, _hang_up, (connection.sock, late))
            timer.daemon = True
            timer.start()
            connection.request("POST", self.address.path, payload, headers)
            with connection.getresponse() as response:
                body = _body(response)
            if late.is_set():
                raise TimeoutError  # what was cut off may look complete
            return response.status, response.headers, body
        except (OSError, HTTPException, ValueError) as error:
            if late.is_set():
                raise TimeoutError from error
            raise
        finally:
            if timer is not None:
                timer.cancel()
            connection.close()

    def _said(self, body: bytes) -> str:
        """What the server says of an error, shortened, the key left out."""
        told: Any = body.decode("utf-8", "replace")
        try:
            told = json.loads(told)
            for name in ("error", "message", "detail"):
                told = told.get(name, told) if isinstance(told, dict) else told
        except (ValueError, RecursionError):
            pass
        if not isinstance(told, str) or not told.strip():
            return ""
        told = told.replace(self.key, "***") if self.key else told
        words = " ".join("".join(one if one.isprintable() else " " for one in told).split())
        return f" ({words[:200].rstrip('.')})"


def _hang_up(connected: socket.socket, late: Event) -> None:
    late.set()
    with suppress(OSError):  # where it was over already
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


def _body(response: HTTPResponse) -> bytes:
    body = response.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise ValueError(f"its answer is larger than {LARGEST >> 20} MiB")
    return body


def _reply(body: bytes) -> Reply:
    """What a response of status 200 holds. Raises ValueError where it is no chat completion."""
    try:
        told = json.loads(body)
        choice = told["choices"][0]
        text = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise ValueError("it answers with something that is no chat completion") from None
    if not isinstance(text, str):
        text = ""  # the model thought until its tokens were spent, or refused
    return Reply(text, choice.get("finish_reason") != "length", _tokens(told.get("usage")))


def _tokens(usage: Any) -> tuple[int, int] | None:
    counts = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")] if isinstance(usage, dict) else []
    told = [count for count in counts if type(count) is int and 0 <= count < 1 << 40]
    return (told[0], told[1]) if len(told) == 2 else None


def _wait(told: str | None, otherwise: float) -> float | None:
    """Seconds to wait, as the server asks; None where it asks for longer than anybody waits.

    A date would ask for a clock, and is not read.
    """
    if told is None or not told.strip().isascii() or not told.strip().isdecimal():
        return otherwise
    seconds = float(told.strip()[:9])
    return seconds if seconds <= LONGEST_WAIT else None


def _trouble(error: Exception, timeout: float) -> str:
    if isinstance(error, TimeoutError):
        return f"nothing came within {timeout:g} seconds"
    if isinstance(error, HTTPException):
        return f"its answer is broken ({type(error).__name__})"
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(said).split())[:200].rstrip(".")
