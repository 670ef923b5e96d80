"""The command line: arguments in, the API called, results printed. What a command needs is imported when it runs."""

# In the order in which --help lists the commands.
from graphbuild.cli import building, asking, judging, giving  # isort: skip
from graphbuild.cli.app import app, main

__all__ = ["app", "asking", "building", "giving", "judging", "main"]
