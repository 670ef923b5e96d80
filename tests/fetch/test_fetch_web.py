"""Requests without a network: what is waited for, followed and counted."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator

import httpx
import pytest
from fetching import FakeClock

from graphbuild.fetch.answers import NoAnswer, NotGiven
from graphbuild.fetch.web import Web

ROOT = "http://democracy.barchester.example/"


def web(clock: FakeClock, answers: Callable[[httpx.Request], httpx.Response]) -> Web:
    def given(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404) if request.url.path == "/robots.txt" else answers(request)

    return Web(ROOT, "graphbuild/1", clock, transport=httpx.MockTransport(given))


def test_a_site_that_sends_on_to_https_is_asked_there_from_then_on(clock: FakeClock) -> None:
    asked = []

    def answers(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        if request.url.scheme == "http":
            return httpx.Response(301, headers={"Location": str(request.url).replace("http:", "https:")})
        return httpx.Response(200, content=b"x")

    opened = web(clock, answers)
    assert opened.get(f"{ROOT}one").address == "https://democracy.barchester.example/one"
    opened.get(f"{ROOT}two")
    assert [address.partition("//")[0] + address[-3:] for address in asked] == ["http:one", "https:one", "https:two"]


def test_a_body_that_drips_for_ever_is_given_up(clock: FakeClock) -> None:
    class Dripping(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            while True:
                clock.seconds += 60
                yield b"."

    opened = web(clock, lambda _: httpx.Response(200, stream=Dripping()))
    with pytest.raises(NoAnswer, match="took longer than 15 minutes"):
        opened.get(f"{ROOT}slow", tries=2)
    assert clock.seconds < 3600


def test_a_limit_holds_whatever_length_is_declared(clock: FakeClock) -> None:
    opened = web(clock, lambda _: httpx.Response(200, headers={"Content-Length": "3"}, content=b"x" * 200))
    with pytest.raises(NotGiven, match=r"is larger than 0\.0001 MB; allow more with --largest"):
        opened.get(f"{ROOT}x", 100)
    assert len(opened.get(f"{ROOT}x", 200).body) == 200


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (httpx.ConnectError, r"/x cannot be reached \(it broke\); check the address and your connection"),
        (httpx.ReadTimeout, r"gave no answer \(it broke\); try again later"),
        (httpx.RemoteProtocolError, r"gave no answer \(it broke\); try again later"),
        (httpx.DecodingError, r"gave no answer \(it broke\); try again later"),
    ],
)
def test_connections_that_fail_are_tried_again_with_longer_waits(
    clock: FakeClock, error: type[httpx.RequestError], says: str
) -> None:
    def failing(_: httpx.Request) -> httpx.Response:
        raise error("it broke")

    with pytest.raises(NoAnswer, match=says):
        web(clock, failing).get(f"{ROOT}x")
    assert [wait for wait in clock.slept if wait > 1.1] == [2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("cause", "says"),
    [
        (ssl.SSLCertVerificationError(1, "expired"), "a certificate that cannot be trusted"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "no host has that name; check the address"),
    ],
)
def test_what_no_waiting_mends_is_said_at_once(clock: FakeClock, cause: OSError, says: str) -> None:
    def failing(_: httpx.Request) -> httpx.Response:
        cause.verify_message = "certificate has expired"  # type: ignore[attr-defined]
        raise httpx.ConnectError("it broke") from cause

    with pytest.raises(NoAnswer, match=says) as error:
        Web(ROOT, "graphbuild/1", clock, transport=httpx.MockTransport(failing)).get(f"{ROOT}x")
    assert "robots.txt nothing may" not in str(error.value)
    assert clock.slept == []


@pytest.mark.parametrize("rule", ["Crawl-delay: 100000", "Request-rate: 1/1h"])
def test_a_pause_that_nobody_waits_for(clock: FakeClock, rule: str) -> None:
    answers = httpx.MockTransport(lambda _: httpx.Response(200, text=f"User-agent: *\n{rule}\n"))
    with pytest.raises(NotGiven, match=r"robots\.txt asks for [\d,]+ seconds between requests, too long to wait"):
        Web(ROOT, "graphbuild/1", clock, transport=answers).get(f"{ROOT}x")
    assert clock.slept == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 501])
def test_what_is_refused_is_not_asked_for_again(clock: FakeClock, status: int) -> None:
    asked = []

    def refusing(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(status)

    with pytest.raises(NotGiven, match=f"status {status}") as error:
        web(clock, refusing).get(f"{ROOT}x")
    assert error.value.status == status
    assert len(asked) == 1


@pytest.mark.parametrize("after", ["soon", "-5", "Thu, 99 Jan 2026", "1e9", "Mon, 05 Jan 2026 08:00:00 GMT"])
def test_odd_times_to_wait(clock: FakeClock, after: str) -> None:
    statuses = iter([httpx.Response(503, headers={"Retry-After": after}), httpx.Response(200, content=b"x")])
    assert web(clock, lambda _: next(statuses)).get(f"{ROOT}x").body == b"x"
    assert all(wait <= 300 for wait in clock.slept)
