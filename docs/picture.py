"""Takes the README's picture: the demo's page about SEND in Chromium, with one agenda item clicked.

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
PICTURE = REPOSITORY / "docs" / "images" / "topic.png"
CLICKED = "44 SPECIAL EDUCATIONAL NEEDS AND DISABILITIES"
sys.path.insert(0, str(REPOSITORY / "tests" / "view"))


def main() -> None:
    """Builds the demo, opens its page, clicks, and writes the picture."""
    from chromium import Browser, launch

    binary = shutil.which("chromium")
    if not binary:
        raise SystemExit("the picture needs Debian's package chromium: apt-get install chromium fonts-liberation")
    with tempfile.TemporaryDirectory() as folder:
        build([PACKAGE / "demo" / "corpus"], Path(folder, "output"))
        page = view.write(open_graph(Path(folder, "output")), "topic", "SEND", Path(folder, "page.html"))
        with launch(binary) as chromium:
            browser = Browser(chromium).open(page).settle()
            names = browser.run("view.nodes.map((node) => view.things[node.id].name)")
            browser.click_node(browser.node(next(name for name in names if name.startswith(CLICKED))))
            browser.settle()
            browser.page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
