"""What a push leaves in a real store is what the build holds, whatever goes wrong on the way."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from madeup import CORPUS
from madeup.settings import PROVENANCE, SETTINGS
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat
from pyoxigraph import Store as Quads
from store_server import Asked, Statement, Store, proxy, store

from graphbuild.errors import GraphbuildError
from graphbuild.graph.emit import quads
from graphbuild.graph.graphstore import PASSWORD, TOKEN, USER, GraphStore, credentials, is_open
from graphbuild.graph.push import Pushed, push
from graphbuild.graph.store import Graph, open_graph
from graphbuild.graph.write import write

LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
BASIC = {USER: "clerk", PASSWORD: "pa:ss wörd"}


@pytest.fixture
def running() -> Iterator[Store]:
    with store() as one:
        yield one


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up corpus as a build with a base of its own writes it."""
    folder = tmp_path_factory.mktemp("built")
    write(quads(CORPUS, SETTINGS.model_copy(update={"base": "https://barchester.example/id/"}), PROVENANCE), folder)
    return folder


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return open_graph(built)


@pytest.fixture(scope="module")
def other(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same build with one document's graph gone and another's changed, as a file."""
    changed = Quads()
    changed.load(path=str(built / "graph.trig"), format=RdfFormat.TRIG)
    sources = sorted((g for g in changed.named_graphs() if "/source/" in g.value), key=str)
    changed.remove_graph(sources[0])
    changed.add(Quad(sources[1], LABEL, NamedNode("https://example.org/another"), sources[1]))
    path = tmp_path_factory.mktemp("other") / "other.trig"
    changed.dump(str(path), format=RdfFormat.TRIG)
    return path


def held(graph: Graph) -> set[Statement]:
    """Everything in a local graph's named graphs."""
    rows = graph.query("SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }")
    return {tuple(str(row[name]) for name in "gspo") for row in rows}  # type: ignore[union-attr, misc, call-overload]


def names(graph: Graph) -> list[str]:
    return sorted({statement[0][1:-1] for statement in held(graph)})


def ours(running: Store) -> set[Statement]:
    """What a store holds besides the manifest."""
    return {statement for statement in running.quads() if not statement[0].endswith("/pushed>")}


def sent(graph: Graph, address: str, everything: bool = False, union: bool | None = None, **environment: str) -> Pushed:
    with GraphStore(address, credentials(environment), pause=0.01) as there:
        return push(graph, there, everything, union)


def test_the_store_holds_what_the_build_holds(graph: Graph, running: Store, built: Path) -> None:
    pushed = sent(graph, running.graphs)
    assert list(pushed.sent) == names(graph)
    assert ours(running) == held(graph)
    whole = Quads.read_only(str(built / "store"))
    assert len(ours(running)) == sum(1 for quad in whole if quad.graph_name != DefaultGraph()) > 400


def test_nothing_is_sent_twice_and_all_where_that_is_asked_for(graph: Graph, running: Store) -> None:
    sent(graph, running.graphs)
    with proxy(running) as before:
        again = sent(graph, before.address)
        assert (again.sent, len(again.unchanged)) == ((), len(names(graph)))
        assert [one.method for one in before.heard] == ["GET"]
        running.put(names(graph)[1], "<http://e/a> <http://e/b> <http://e/c> .")
        assert sent(graph, before.address).sent == ()
        assert ours(running) != held(graph)
        assert list(sent(graph, before.address, everything=True).sent) == names(graph)
    assert ours(running) == held(graph)


def test_only_what_changed_is_sent_and_what_is_gone_is_deleted(graph: Graph, other: Path, running: Store) -> None:
    running.put("https://barchester.example/id/source/of-others", "<http://e/a> <http://e/b> <http://e/c> .")
    sent(graph, running.graphs)
    now = open_graph(other)
    with proxy(running) as before:
        pushed = sent(now, before.address)
        [gone] = set(names(graph)) - set(names(now))
        assert (len(pushed.sent), pushed.deleted) == (1, (gone,))
        assert before.sent("PUT") == list(pushed.sent)
        assert before.sent("DELETE") == [gone]
    left = {s for s in ours(running) if s[0] != "<https://barchester.example/id/source/of-others>"}
    assert left == held(now)
    assert len(ours(running)) == len(left) + 1, "the graph that others put there is theirs"


def test_what_may_be_another_builds_is_not_deleted(running: Store, tmp_path: Path) -> None:
    one, other = tmp_path / "one.trig", tmp_path / "other.trig"
    for path, name in ((one, "a"), (other, "b")):
        base = "<https://example.org/id/"
        data = f'{base}dataset> <http://rdfs.org/ns/void#uriSpace> "https://example.org/id/" .'
        path.write_text(
            f"{base}linking> {{ {data} }} {base}source/{name}> {{ <http://e/a> <http://e/b> <http://e/c> }}"
        )
    sent(open_graph(one), running.graphs)
    pushed = sent(open_graph(other), running.graphs)
    assert (pushed.deleted, pushed.left) == ((), ("https://example.org/id/source/a",))
    assert "1 of other builds with the same base left" in pushed.summary()
    assert {"<https://example.org/id/source/a>", "<https://example.org/id/source/b>"} <= {s[0] for s in ours(running)}
    assert sent(open_graph(one), running.graphs).left == ("https://example.org/id/source/b",)


def test_what_fails_for_a_while_is_tried_again(graph: Graph, running: Store) -> None:
    faults: list[object] = [503, "drop", None, 429, 502, "lose", None, 504, None, "lose", "drop", None, 503]
    with proxy(running, lambda _: faults.pop(0) if faults else None) as before:  # type: ignore[arg-type, return-value]
        pushed = sent(graph, before.address)
    assert not faults
    assert list(pushed.sent) == names(graph)
    assert ours(running) == held(graph)


def test_the_store_says_how_long_to_wait(graph: Graph, running: Store) -> None:
    faults = [(503, {"Retry-After": "1"})]
    begun = time.monotonic()
    with proxy(running, lambda _: faults.pop() if faults else None) as before:
        sent(graph, before.address)
    assert time.monotonic() - begun > 1
    assert ours(running) == held(graph)


def test_a_store_that_stays_busy(graph: Graph, running: Store) -> None:
    with (
        proxy(running, lambda one: 503 if one.method == "PUT" else None) as before,
        pytest.raises(GraphbuildError, match=r"503 .*run the same command again"),
    ):
        sent(graph, before.address)
    assert len(before.heard) == 1 + 8


def test_a_store_that_dies_in_the_middle_gets_the_rest_later(graph: Graph, tmp_path: Path) -> None:
    with store(tmp_path / "location") as running:
        count = 0

        def harm(one: Asked) -> None:
            nonlocal count
            count += one.method == "PUT"
            if count == 4 and running.process and running.process.poll() is None:
                running.kill()

        with proxy(running, harm) as before, pytest.raises(GraphbuildError, match="cannot be reached"):
            sent(graph, before.address)
        assert before.sent()[:3] == names(graph)[:3]
        running.start()
        with proxy(running) as before:
            pushed = sent(graph, before.address)
            assert list(pushed.unchanged) == names(graph)[:2]
            assert before.sent() == list(pushed.sent) == names(graph)[2:]
        assert ours(running) == held(graph)


def test_a_push_that_is_killed_is_gone_on_with(graph: Graph, built: Path, running: Store) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def harm(one: Asked) -> None:
        if one.method == "PUT" and one.graph == names(graph)[2]:
            reached.set()
            go_on.wait(30)

    with proxy(running, harm) as before:
        process = command("push", before.address, "--graph", str(built))
        assert reached.wait(30)
        process.send_signal(signal.SIGKILL)
        process.wait(20)
        go_on.set()
    with proxy(running) as before:
        assert list(sent(graph, before.address).unchanged) == names(graph)[:2]
    assert ours(running) == held(graph)


def test_a_death_between_a_graph_and_its_mark_leaves_no_wrong_mark(graph: Graph, other: Path, running: Store) -> None:
    sent(graph, running.graphs)
    with (
        proxy(running, lambda one: 500 if one.method == "POST" else None) as before,
        pytest.raises(GraphbuildError, match="500"),
    ):
        sent(open_graph(other), before.address)
    assert ours(running) != held(graph)
    assert len(sent(graph, running.graphs).sent) >= 1, "the older build again: what the store has is not it"
    assert ours(running) == held(graph)


def test_a_graph_that_is_refused_leaves_the_others(graph: Graph, running: Store, built: Path) -> None:
    bad = names(graph)[1]
    with proxy(running, lambda one: 413 if (one.method, one.graph) == ("PUT", bad) else None) as before:
        process = command("push", before.address, "--graph", str(built))
        out, err = process.communicate(timeout=60)
        assert process.returncode == 1
        assert f"refused to PUT <{bad}> (413" in err
        assert out == f"{len(names(graph)) - 1} graphs sent, 0 unchanged, 0 deleted, 1 refused: {before.address}\n"
    assert ours(running) == {statement for statement in held(graph) if statement[0] != f"<{bad}>"}
    assert sent(graph, running.graphs).sent == (bad,)


def guard(*wanted: str) -> object:
    """A proxy's harm: who does not show one of these is not let in."""
    return lambda one: None if one.headers.get("authorization") in wanted else (401, {"WWW-Authenticate": "Basic"})


@pytest.mark.parametrize(
    ("environment", "header"),
    [(BASIC, "Basic Y2xlcms6cGE6c3Mgd8O2cmQ="), ({TOKEN: "to.k-en"}, "Bearer to.k-en")],
)
def test_who_we_are(graph: Graph, running: Store, environment: dict[str, str], header: str) -> None:
    with proxy(running, guard(header)) as before:  # type: ignore[arg-type]
        with pytest.raises(GraphbuildError, match=rf"401 .*{USER}"):
            sent(graph, before.address)
        with pytest.raises(GraphbuildError, match="401") as refused:
            sent(graph, before.address, **{**environment, next(reversed(environment)): "Wrong-1"})
        assert "Wrong-1" not in str(refused.value)
        assert sent(graph, before.address, **environment).sent
    assert ours(running) == held(graph)


def test_who_wants_digest_never_sees_the_password(graph: Graph, running: Store) -> None:
    challenge = {"WWW-Authenticate": 'Digest realm="store", nonce="n0nce", qop="auth", algorithm="MD5"'}

    def digest(*parts: str) -> str:
        return hashlib.md5(":".join(parts).encode()).hexdigest()

    def harm(one: Asked) -> tuple[int, dict[str, str]] | None:
        shown = dict(re.findall(r'(\w+)="?([^",]+)', one.headers.get("authorization", "")))
        whole = digest("clerk", "store", "Secret-1"), digest(one.method, shown.get("uri", ""))
        once = [shown.get(name, "") for name in ("nonce", "nc", "cnonce", "qop")]
        return None if shown.get("response") == digest(whole[0], *once, whole[1]) else (401, challenge)

    with proxy(running, harm) as before:
        sent(graph, before.address, **{USER: "clerk", PASSWORD: "Secret-1"})
        assert not any(one.headers.get("authorization", "").startswith("Basic") for one in before.heard)
        with pytest.raises(GraphbuildError, match="401"):
            sent(graph, before.address, **{USER: "clerk", PASSWORD: "Secret-2"})
    assert ours(running) == held(graph)


@pytest.mark.parametrize(
    "environment",
    [
        {USER: "clerk"},
        {PASSWORD: "Secret-1"},
        {TOKEN: "Secret-1", **BASIC},
        {TOKEN: "Secret-1\r\nX: y"},
        {TOKEN: "Secret-1 ü"},
    ],
)
def test_half_a_name_or_a_token_that_is_none(environment: dict[str, str]) -> None:
    with pytest.raises(GraphbuildError, match="set") as refused:
        credentials(environment)
    assert "Secret-1" not in str(refused.value)


def test_credentials_of_other_programs_are_not_used(
    graph: Graph, running: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password Secret-1\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with proxy(running) as before:
        sent(graph, before.address)
        assert not any("authorization" in one.headers for one in before.heard)


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_nothing_goes_where_a_redirect_leads(graph: Graph, running: Store, code: int) -> None:
    with proxy(running) as elsewhere:

        def harm(_: Asked) -> tuple[int, dict[str, str]]:
            return code, {"Location": f"{elsewhere.address}/there?graph=x"}

        with proxy(running, harm) as before, pytest.raises(GraphbuildError, match=f"{elsewhere.address}/there;"):
            sent(graph, before.address, **BASIC)
        assert elsewhere.heard == []


def test_the_command_prints_no_secret(running: Store, built: Path) -> None:
    for status in (200, 401, 500):
        with proxy(running, lambda _, status=status: None if status == 200 else status) as before:  # type: ignore[misc]
            process = command("push", before.address, "--graph", str(built), **{USER: "clerk", PASSWORD: "Secret-1"})
            out, err = process.communicate(timeout=60)
        assert process.returncode == (0 if status == 200 else 2)
        assert "Secret-1" not in out + err
        assert "Traceback" not in err


@pytest.mark.parametrize(
    "address", ["", "store", "ftp://e/", "http://", "http://[", "http://e:port/", "http://clerk:Secret-1@127.0.0.1/"]
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(GraphbuildError) as refused:
        GraphStore(address)
    assert "Secret-1" not in str(refused.value)


def test_nobody_is_there(graph: Graph) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}/store"
    with pytest.raises(GraphbuildError, match=r"cannot be reached \(Connection refused\)"):
        sent(graph, address)


def test_what_is_no_graph_store(graph: Graph, running: Store) -> None:
    with pytest.raises(GraphbuildError, match="is it a Graph Store service"):
        sent(graph, f"http://127.0.0.1:{running.port}/")
    with pytest.raises(GraphbuildError, match="refused"):
        sent(graph, running.endpoint)
    assert running.quads() == set()


def test_an_address_with_parameters_of_its_own(graph: Graph, running: Store) -> None:
    sent(graph, f"{running.graphs}?tenant=one")
    assert ours(running) == held(graph)
    with (
        proxy(running, lambda _: 500) as before,
        pytest.raises(GraphbuildError, match="500") as refused,
    ):
        sent(graph, f"{before.address}?key=Secret-1")
    assert "Secret-1" not in str(refused.value)


def test_a_graph_without_named_graphs_or_without_a_base(built: Path, tmp_path: Path, running: Store) -> None:
    with pytest.raises(GraphbuildError, match=r"no named graphs .* graph\.trig"):
        sent(open_graph(built / "graph.ttl"), running.graphs)
    (tmp_path / "other.trig").write_text("<http://e/g> { <http://e/a> <http://e/b> <http://e/c> }")
    with pytest.raises(GraphbuildError, match="uriSpace"):
        sent(open_graph(tmp_path / "other.trig"), running.graphs)
    assert running.quads() == set()


def test_a_manifest_that_names_the_graphs_of_others_deletes_none(graph: Graph, running: Store) -> None:
    running.put("http://e/theirs", "<http://e/a> <http://e/b> <http://e/c> .")
    manifest = "https://barchester.example/id/pushed"
    derived = "<http://www.w3.org/ns/prov#wasDerivedFrom>"
    running.put(manifest, f'<{manifest}#sending> {derived} <http://e/theirs> .\n<http://e/x> {derived} "text" .')
    sent(graph, running.graphs)
    assert ours(running) - held(graph) == {("<http://e/theirs>", "<http://e/a>", "<http://e/b>", "<http://e/c>")}


def default_graph(running: Store) -> bytes:
    with GraphStore(running.graphs) as there:
        return there.get(None)


def test_the_default_graph_is_the_union_where_that_is_asked_for(graph: Graph, other: Path, running: Store) -> None:
    sent(graph, running.graphs)
    assert default_graph(running) == b""
    assert sent(graph, running.graphs, union=True).sent == ("https://barchester.example/id/pushed#union",)
    assert sent(graph, running.graphs).sent == ()
    assert set(default_graph(running).splitlines()) == {" ".join(s[1:]).encode() + b" ." for s in held(graph)}
    now = open_graph(other)
    assert len(sent(now, running.graphs).sent) == 2, "it is kept up with the others from then on"
    assert set(default_graph(running).splitlines()) == {" ".join(s[1:]).encode() + b" ." for s in held(now)}
    assert len(sent(now, running.graphs, union=False).deleted) == 1
    assert default_graph(running) == b""
    assert ours(running) == held(now)


def test_a_default_graph_of_others_is_not_replaced(graph: Graph, running: Store) -> None:
    theirs = b"<http://e/a> <http://e/b> <http://e/c> .\n"
    with GraphStore(running.graphs) as there:
        there.put(None, theirs)
    with pytest.raises(GraphbuildError, match=r"default graph .* was not pushed"):
        sent(graph, running.graphs, union=True)
    assert default_graph(running) == theirs
    assert running.quads() == set()


def test_what_is_in_a_store_can_be_pushed_on_to_another(graph: Graph, running: Store) -> None:
    sent(graph, running.graphs)
    with store() as second:
        sent(open_graph(running.endpoint), second.graphs)
        assert ours(second) == held(graph)


def test_who_reads_along() -> None:
    assert is_open("http://store.example.org/x")
    assert not is_open("https://store.example.org/x")
    assert not is_open("http://127.0.0.1:7878/store")


def command(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """``graphbuild`` with those arguments, in a process of its own."""
    run = [sys.executable, "-m", "graphbuild", *arguments]
    env = {**os.environ, **environment}
    return subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
