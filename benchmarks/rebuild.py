"""How long it takes to build again when one document of many has changed, against building them all from nothing.

    python benchmarks/rebuild.py [--number 200] [--at-most 0.2] [--pdf]

Makes minutes (``benchmarks/minutes.py``), as text or as PDFs, which are slower to read, builds them, changes one, and
builds again over that; a third build, from nothing, has to give the same bytes. Each is a process of its own, start and
loading included. Prints seconds by the clock and of processor time, and the ratio of the latter, since what else a
machine does slows what is by the clock; exits 1 where it is above ``--at-most``, more than one document was extracted,
or the bytes differ.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import minutes
from costs import graphbuild, run

GRAPHS = ("graph.ttl", "graph.trig")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--at-most", type=float, default=0.2)
    parser.add_argument("--pdf", action="store_true", help="of PDFs; needs reportlab")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = minutes.write(folder / "documents", arguments.number)
        if arguments.pdf:
            paths = [as_pdf(path) for path in paths]
        full = timed(folder, "output", "all")
        change(paths[len(paths) // 2])
        again = timed(folder, "output", "one changed")
        timed(folder, "clean", "from nothing")
        same = all((folder / "output" / g).read_bytes() == (folder / "clean" / g).read_bytes() for g in GRAPHS)
        report = json.loads((folder / "output" / "report.json").read_text("utf-8"))
    extracted, ratio = arguments.number - report["unchanged"], again / full
    print(f"extracted anew    {extracted:8}")
    print(f"same bytes        {'yes' if same else 'no':>8}")
    print(f"ratio             {ratio:8.3f} (at most {arguments.at_most:g})")
    return int(ratio > arguments.at_most or extracted != 1 or not same)


def change(path: Path) -> None:
    """Puts a decision in other words."""
    text = path.with_suffix(".source") if path.suffix == ".pdf" else path
    text.write_text(text.read_text("utf-8").replace("be endorsed", "be welcomed and endorsed"), "utf-8")
    if path.suffix == ".pdf":
        draw(text.read_text("utf-8"), path)


def as_pdf(path: Path) -> Path:
    """The text in ``path`` as a PDF instead; the text stays beside it, as a file that no build reads."""
    source = path.rename(path.with_suffix(".source"))
    draw(source.read_text("utf-8"), path.with_suffix(".pdf"))
    return path.with_suffix(".pdf")


def draw(text: str, path: Path) -> None:
    """A PDF of ``text``, broken into lines and pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    lines = [part for line in text.split("\n") for part in simpleSplit(line, "Helvetica", 11, 450) or [""]]
    for first in range(0, len(lines), 50):
        canvas.setFont("Helvetica", 11)
        for place, line in enumerate(lines[first : first + 50]):
            canvas.drawString(72, 770 - 14 * place, line)
        canvas.showPage()
    canvas.save()


def timed(folder: Path, out: str, what: str) -> float:
    """Seconds of processor time of a build of the documents in ``folder``."""
    cost = run(graphbuild("build", folder / "documents", "--out", folder / out)).whole
    stages = json.loads((folder / out / "report.json").read_text("utf-8"))["seconds"]
    told = ", ".join(f"{stage} {taken:.1f}" for stage, taken in stages.items())
    print(f"{what:17} {cost.seconds:8.1f} s, {cost.processor:.1f} of a processor ({told})")
    return cost.processor


if __name__ == "__main__":
    sys.exit(main())
