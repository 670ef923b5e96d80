"""Takes the README's pictures: pages of the demo in Chromium, with something clicked.

python docs/picture.py
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from graphbuild import build, open_graph, view
from graphbuild.resources import PACKAGE

REPOSITORY = Path(__file__).resolve().parent.parent
PICTURES = REPOSITORY / "docs" / "images"
ITEM = "/id/meeting/barchester/growing-up-well-select-commission/2020-07-14/item/23"
CLICKED, REQUEST = "44 SPECIAL EDUCATIONAL NEEDS AND DISABILITIES", "Decision 44(2)"
sys.path += [str(REPOSITORY / "tests"), str(REPOSITORY / "tests" / "serve")]


def main() -> None:
    """Builds the demo, opens its pages, clicks, and writes the pictures."""
    from chromium import Browser, launch
    from serving import start, stop

    binary = shutil.which("chromium")
    if not binary:
        raise SystemExit("the pictures need Debian's package chromium: apt-get install chromium fonts-liberation")
    with tempfile.TemporaryDirectory() as folder:
        build([PACKAGE / "demo" / "corpus"], Path(folder, "output"))
        pages = view.write_all(open_graph(Path(folder, "output")), Path(folder, "views")).parent
        with launch(binary) as chromium:
            browser = Browser(chromium).open(pages / "topic-send.html").settle()
            names = browser.run("view.nodes.map((node) => view.things[node.id].name)")
            browser.click_node(browser.node(next(name for name in names if name.startswith(CLICKED))))
            browser.settle()
            browser.page.screenshot(path=PICTURES / "topic.png")
            browser.open(pages / "trace-send.html").settle()
            browser.locator(f'.timeline [aria-label^="{REQUEST}"]').click()
            browser.settle()
            browser.page.screenshot(path=PICTURES / "trace.png")
            browser.open(pages / "index.html")
            browser.page.screenshot(path=PICTURES / "index.png")
            server = start(Path(folder, "output"), workers=2)
            browser.visit(f"{server.root}{ITEM}", 1280, 1000)
            browser.locator(".facts summary").nth(3).click()
            browser.page.screenshot(path=PICTURES / "explorer.png")
            stop(server)


if __name__ == "__main__":
    main()
