"""How a text puts what it says: as a fact, or as denied, conditional or only proposed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild.codes import Modality
from graphbuild.extract.arguments import Place
from graphbuild.extract.unit import Sentence

_NEGATED = re.compile(
    r"\b(?:not|never|no longer|without|neither|nor|refus(?:e|es|ed|al|ing)|declin(?:ed|es|ing)|fail(?:ed|s|ure|ing) to|"
    r"unable to|unwilling to|ceas(?:ed|es|ing)|stopp(?:ed|ing)|unsuccessful(?:ly)?|rather than|instead of|"
    r"withdr[ae]wn?|reject(?:ed|s|ing)|turned down)\b|n['’]t\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:whether|if|unless|could|might|(?-i:may)|should|explor(?:e|es|ed|ing)|"
    r"consider(?:s|ed|ing)? (?:whether|if|\w+ing)|subject to(?! (?:an?|the) )|in the event|"
    r"(?<!made )possib(?:le|ly|ility)|potential(?:ly)?|would have|were to|feasib\w+)\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\b(?:would|will|shall|to be|be|propos(?:e|es|ed|al|als|ing)|plan(?:s|ned)? to|planned|planning to|intends?|"
    r"intended|intention|anticipated|expect(?:s|ed)|hop(?:e|es|ed|ing)|want(?:s|ed|ing)?|wish(?:es|ed|ing)?|"
    r"seek(?:s|ing)? to|sought to|aim(?:s|ed|ing)? to|bid(?:s|ding)? (?:to|for)|appl(?:y|ied|ying) (?:to|for)|"
    r"recommend(?:s|ed|ation)|due to|in talks|agree(?:d|s)? to|offered to|keen to)\b",
    re.IGNORECASE,
)
_ASSERTED = re.compile(
    r"\bsuccessful(?:ly)?\b[^.;]{0,30}\b(?:bid|appl)\w*|"
    r"\b(?:only|first|last|judged|found|seen|known|said|shown)\b[^.;,]{0,60}?\bto be\b",
    re.IGNORECASE,
)
"""A bid that was won proposes nothing, nor does "the only one to be"."""
_BEFORE = 40
"""Characters before the first of two names that still say how their relation is put."""
_ASKED = re.compile(
    r"\b(?:ask|invit|request|urg|encourag|press|call)(?:e?d|s|es|ing)?(?: (?:up)?on| for)?(?: the)?\s$", re.I
)
_TO = re.compile(r"(?:['’]s)?,?\sto\s")
"""One who is asked to do something has not done it."""


def modality_of(sentence: str) -> Modality | None:
    """How a sentence that does not simply assert puts its matter; None where it asserts."""
    if _NEGATED.search(sentence):
        return Modality.NEGATED
    if _CONDITIONAL.search(sentence) or sentence.rstrip().endswith("?"):
        return Modality.CONDITIONAL
    return Modality.PROPOSED if _PROPOSED.search(_ASSERTED.sub("", sentence)) else None


def modality_between(text: str, sentence: Sentence, ends: Sequence[Place]) -> Modality | None:
    """The modality of the stretch that states a relation: what stands between its two ends and right before them."""
    first, last = sorted(ends)
    before = text[max(sentence.begin, first.begin - _BEFORE) : first.begin]
    between = text[first.end : last.begin]
    asked = _ASKED.search(before) and _TO.match(between)
    question = "?" if sentence.text.endswith("?") else ""
    return modality_of(f"{before} {between}{question}") or (Modality.PROPOSED if asked else None)
