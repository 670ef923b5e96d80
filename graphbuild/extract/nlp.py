"""Loads the spaCy pipeline once a process, and says clearly what is missing."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from typing import Any

from graphbuild.errors import GraphbuildError

_NEEDED = {"tagger": "tag", "parser": "dependency parse", "ner": "named entities"}


@lru_cache(maxsize=2)
def load(model: str) -> Any:
    """The spaCy pipeline of that package name or folder.

    Raises GraphbuildError where it is not installed, does not fit the installed spaCy, or lacks a component.
    """
    # Imported here, since it takes a second that commands that only read a graph need not wait for.
    import spacy

    try:
        nlp = spacy.load(model)
    except OSError:
        raise GraphbuildError(
            f"the spaCy model {model!r} is not installed; install it (pip install {model}), name another with --model, "
            "or install graphbuild again to get the default one"
        ) from None
    except Exception as error:
        raise GraphbuildError(
            f"the spaCy model {model!r} does not load with spaCy {version('spacy')} ({type(error).__name__}); "
            "install the version of the model that fits, or name another with --model"
        ) from error
    missing = [what for pipe, what in _NEEDED.items() if pipe not in nlp.pipe_names]
    if missing:
        raise GraphbuildError(
            f"the spaCy model {model!r} has no {', '.join(missing)}; name a model with tagger, parser and ner by "
            f"--model"
        )
    return nlp


def describe(model: str) -> tuple[str, str]:
    """Name and version of the loaded model."""
    meta = load(model).meta
    return f"{meta.get('lang', '')}_{meta.get('name', '')}", str(meta.get("version", ""))
