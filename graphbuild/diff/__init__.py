"""What a rebuild changed, in people's words: facts gained, lost and changed, by document.

A fact is an entity, a fact node or a claim; shortcut triples say nothing besides. It is the same fact whatever IRI a
rebuild gives it: when somebody gets a better name, that is one change, not one of everything said of them.
"""

from __future__ import annotations

from graphbuild.diff.changes import Change, Diff, diff

__all__ = ["Change", "Diff", "diff"]
