"""What comes of one document, whichever engine reads it: its findings, or a sentence on why there are none."""

from __future__ import annotations

import os
from dataclasses import dataclass

from graphbuild.errors import GraphbuildError, Unreadable, fault_of_ours, shown
from graphbuild.extract import extract
from graphbuild.model import Findings
from graphbuild.read import Read
from graphbuild.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a document: its findings, or a sentence on why there are none."""

    findings: Findings | None = None
    refused: str | None = None
    lasting: bool = True
    """Whether it would be the same again; a fault of ours may not be."""


def attempt(settings: Settings, document: Read) -> Outcome:
    """What comes of one document; a fault of ours in one does not lose the others.

    Raises GraphbuildError for what would be wrong with every document: the model, the topics, a layout.
    """
    path, source = document
    try:
        findings = extract(source, settings)
        return Outcome(findings=findings, lasting=findings.is_whole)
    except Unreadable as error:
        return Outcome(refused=str(error))
    except GraphbuildError:
        raise
    except Exception as error:
        if os.environ.get("GRAPHBUILD_DEBUG"):
            raise
        return Outcome(refused=fault_of_ours(error, f"{shown(path)} from being understood"), lasting=False)
