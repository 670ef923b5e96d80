"""Loads the spaCy pipeline once a process, and says clearly what is missing."""

from __future__ import annotations

import json
import os
import sys
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graphbuild.errors import GraphbuildError

_THREADS = "OMP_NUM_THREADS"
"""Where numpy's BLAS looks, once, for how many threads it is to work in."""
_NEEDED = {"tagger": "tag", "parser": "dependency parse", "ner": "named entities"}


@lru_cache(maxsize=2)
def load(model: str) -> Any:
    """The spaCy pipeline of that package name or folder.

    Raises GraphbuildError where it is not installed, does not fit the installed spaCy, or lacks a component.
    """
    try:
        nlp = _loaded(model)
    except OSError:
        raise _not_installed(model) from None
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


def _loaded(model: str) -> Any:
    """The pipeline, its matrices multiplied by numpy's BLAS where that works in one thread, else by BLIS.

    With matrices as small as those of paragraphs the first takes two thirds of the time of the second.
    """
    alone = _one_thread()
    # Imported here, since it takes a second that commands that only read a graph need not wait for.
    import spacy
    from thinc.api import NumpyOps, get_current_ops, use_ops

    if not alone or type(get_current_ops()) is not NumpyOps:  # a graphics card or Apple's processor has its own
        return spacy.load(model)
    with use_ops(NumpyOps.name, use_blis=False):
        return spacy.load(model)


@cache
def _one_thread() -> bool:
    """Has numpy's BLAS work in one thread, and says whether it does: each core has a process of its own.

    It does not where the user has set another number, or where numpy, which asks only once, was imported before.
    """
    if "numpy" in sys.modules or _THREADS in os.environ:
        return os.environ.get(_THREADS) == "1"
    os.environ[_THREADS] = "1"
    import numpy

    assert numpy
    del os.environ[_THREADS]  # it is no business of other libraries, nor of the programs that a caller starts
    return True


def folder(model: str) -> Path:
    """Where the pipeline of that package name or folder has its files; looked up as spaCy does, but not loaded.

    Raises GraphbuildError where it is not installed.
    """
    try:
        distribution(model)
        package = find_spec(model)
    except (PackageNotFoundError, ImportError, ValueError):
        package = None
    path = Path(package.origin).parent if package and package.origin else Path(model)
    if not path.is_dir():
        raise _not_installed(model)
    return path


def describe(model: str) -> tuple[str, str]:
    """Name and version of a pipeline, by its ``meta.json``: a build that has nothing to extract need not load it.

    Raises GraphbuildError as ``load`` does.
    """
    try:
        meta = json.loads((folder(model) / "meta.json").read_bytes())
        return f"{meta['lang']}_{meta['name']}", str(meta["version"])
    except (OSError, ValueError, KeyError, TypeError):
        loaded = load(model).meta
        return f"{loaded.get('lang', '')}_{loaded.get('name', '')}", str(loaded.get("version", ""))


def _not_installed(model: str) -> GraphbuildError:
    return GraphbuildError(
        f"the spaCy model {model!r} is not installed; install it (pip install {model}), name another with --model, "
        "or install graphbuild again to get the default one"
    )
