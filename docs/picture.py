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
    from chromium import start

    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        raise SystemExit("the picture needs Debian's packages chromium and chromium-driver")
    with tempfile.TemporaryDirectory() as folder:
        build([PACKAGE / "demo" / "corpus"], Path(folder, "output"))
        page = view.write(open_graph(Path(folder, "output")), "topic", "SEND", Path(folder, "page.html"))
        browser = start(chromium, driver, Path(folder, "profile"))
        try:
            browser.open(page).settle()
            names = browser.run("return view.nodes.map((node) => view.things[node.id].name)")
            browser.click_node(browser.node(next(name for name in names if name.startswith(CLICKED))))
            browser.settle()
            PICTURE.parent.mkdir(parents=True, exist_ok=True)
            browser.driver.save_screenshot(str(PICTURE))
        finally:
            browser.quit()


if __name__ == "__main__":
    main()
