"""``python -m graphbuild``, and what the installed command runs: Ctrl-C is quiet while the rest still loads, too."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command in the process's arguments and exits, as ``cli.main`` does."""
    try:
        from graphbuild.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
