"""The ways in which a sentence puts a relation, as regular expressions over its text with slots for names.

A rule gives words (verbs, nouns of action, roles) and phrases of its own; the frames here put those words into the
active, the passive, relative and participial clauses, nominalisations and appositions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from graphbuild.extract import rulebook
from graphbuild.extract.rulebook import RelationRule
from graphbuild.extract.unit import LETTERS
from graphbuild.extract.verbs import alternatives, forms, ing, past_participles, plural
from graphbuild.model import EntityKind

_PREPOSITIONS = ("to", "for", "with", "from", "about", "at", "by", "in", "on", "between", "against", "under")
_STOP = (
    r"(?:of|to|for|with|from|about|at|by|in|on|and|or|but|that|which|who|whose|was|were|is|are|be|been|has|had|have|"
    r"between|under|into|through|than|as|if|when|not|no)\b"
)
_DET = r"(?:the|a|an|its|their|his|her|our|this|these|both|all|two|three)"

MACROS: dict[str, str] = {
    "{the}": r"(?:(?:both )?(?:the|its|their) )?[‘“\"']?",
    "{mod}": rf"(?:{_DET} )?(?:⟪\d+[A-Z]⟫['’]s? )?(?:(?!{_STOP}|{_DET}\b)[a-z][\w'’-]*,? ){{0,4}}[‘“\"']?",
    "{org}": r"(?:the )?⟪\d+O⟫(?:(?:, (?:the )?⟪\d+O⟫)*,? and (?:the )?⟪\d+O⟫)?",
    "{aside}": r"[’”\"']?(?: \([^()⟪]{1,60}\))?(?:, [^,.;]{2,90},(?! and ))?",
    "{who}": r"(?:,? (?:which|that|who)|,? and|,)?",
    "{aux}": (
        r" (?:(?:has|have|had|will|would|could|might|may|can|should|must|do|does|did|is|are|was|were|be|been|being|to|"
        r"not|never|no|longer|now|then|also|both|all|currently|jointly|just|once|still|already|previously|[a-z]+ly|"
        r"continued?|continues|began|started|agreed|helped|helps|planned|plans|proposed|proposes|intended|intends|"
        r"hoped|hopes|wanted|wants|wished|wishes|offered|expected|due|able|refused|declined|failed|ceased|stopped|"
        r"unable|unwilling|aimed|aims|sought|seeks|stepped in|asked|invited|requested|commissioned|contracted|selected|"
        r"chosen|appointed|paid|used) ){0,5}"
    ),
    "{be}": (
        r"(?! to be) (?:(?:has|have|had|will|would|could|might|may|can|should|must|not|never|no|longer|to|now|then|also|"
        r"currently|still|already|previously|[a-z]+ly|continued|continues|due|expected|intended|planned|proposed) ){0,4}"
        r"(?:is|are|was|were|be|been|being)(?: (?:not|never|no longer|now|then|also|currently|still|already|[a-z]+ly|to be))*"
    ),
    "{time}": r"(?:,? (?:in|during|on|since|for|last|over|between|this|until|from)(?! the ⟪)[^⟪.;]{2,45}?,?)?",
    "{done}": (
        r"(?:,? (?:which |that )?(?:(?:is|are|was|were|be|being|had been|has been|have been|would be|will be|to be) )?"
        r"(?:[a-z]+ly |jointly |since )?(?:carried out|undertaken|conducted|completed|led|made|prepared|produced|"
        r"performed|facilitated|commissioned|awarded|given|received|provided|secured|obtained|allocated|delivered))?"
    ),
    "{doing}": (
        r"(?:carr(?:y|ies|ied|ying) out|undert(?:ake|akes|ook|aken|aking)|conduct(?:s|ed|ing)?|complet(?:e|es|ed|ing)|"
        r"perform(?:s|ed|ing)?|le[ad]d?(?:s|ing)?|facilitat(?:e|es|ed|ing)|ma(?:de|ke|kes|king)|publish(?:es|ed|ing)?|"
        r"produc(?:e|es|ed|ing)|responsible for|deliver(?:s|ed|ing)?|finish(?:es|ed|ing)?)"
    ),
    "{others}": r"(?:(?:the )?(?!to\b|that\b|which\b|who\b)[\w'’-]+(?: [\w'’-]+){0,2}, )?",
    "{gap}": r"[^⟪.;:]{0,60}?",
    "{given}": (
        r"(?:announc|provid|award|allocat|giv|gav|commit|contribut|grant|donat|paid|pay|invest|ma[dk]|set aside|"
        r"match|offer|transferr)(?:ed|ted|en|e|s|es|ing|ting)?"
    ),
    "{money}": r"(?:£[\d,.]+ ?(?:m|k|bn|million|thousand)?\b|[Ff]und(?:s|ing)?\b|[Gg]rants?\b|[Mm]oney\b|investment\b|cost\b)",
}
"""What the patterns of the rules may hold besides ``{agent}`` and ``{target}``."""

_VERB_FRAMES = (
    "{alone}{agent}{aside},?{aux}{verb} {mod}{target}",
    "{agent}{aside},? (?:which|that|who){aux}{verb} {mod}{target}",
    "{agent},? {ing} {mod}{target}",
    "{target}{aside}(?:,? (?:which|that|who))?(?:{be})?(?:,? (?:a|an|the|its|one|only)[^⟪.;]{2,60}?)?,?"
    "(?: (?:newly|also|now|jointly|then|previously|currently|partly|fully|initially|[a-z]+ly))? {done_verb}"
    "(?: and \\w+)?{time} (?:jointly )?by (?:both )?{the}{agent}",
    "{target},? (?:which|that) {the}{agent}{aux}{verb}",
    "{target} {the}{agent}{aux}{verb}(?=[,.;]| (?:in|at|for|with|since|to|across|was|is|had|has|were|are|from|would)\\b)",
)
_NOUN_FRAMES = (
    "{agent}['’]?s? {mod}{noun} (?:of|for|into|on|to) {mod}{target}",
    "\\b{noun} (?:of|for|into|on|to) {mod}{target}{aside}{time}{done}{time} (?:by|from) {the}{agent}",
    "\\b{noun} (?:by|from) {the}{agent}{time} (?:of|for|into|on|to|towards) {mod}{target}",
    "{agent}{aside}{who}{aux}{doing} {mod}{noun} (?:of|for|into|on|to) {mod}{target}",
    "{target}{aside}{who}{be}(?: the)? subject (?:of|to) {gap}{noun}{time}{done}{time} (?:by|from) {the}{agent}",
    "{target}{aside}{who}{aux}(?:received|undergone|underwent|receive|undergo|had) {mod}{noun}{time}{done}{time} "
    "(?:by|from) {the}{agent}",
    "{target}['’]s? {mod}{noun}{time}{done}{time} (?:by|from) {the}{agent}",
)
_ROLE_FRAMES = (
    "{agent}{aside}{who}{be} {mod}{role} (?:of|to|for|in) {the}{target}",
    "{agent}(?:,(?: as)?| as| \\() (?:(?:the|a|an|its|one|another|current|former|main) ){0,2}(?:[a-z-]+ )?{role} "
    "(?:of|to|for|in) {the}{target}",
    "\\b{role} (?:of|to|for|in) {the}{target},? (?:{be_} )?(?:the )?{agent}",
    "{target}['’]s? {mod}{role},? (?:{be_} )?(?:the )?{agent}",
    "{agent}{be} {target}['’]s? {mod}{role}\\b",
    "{agent}, {target}['’]s? {mod}{role}\\b",
)
_ALONE = "".join(rf"(?<!\b{p} )(?<!\b{p} the )" for p in _PREPOSITIONS)
"""What stands after a preposition is not the subject of the verb that follows."""
_NO_OWNER = r"(?!['’]s?\b)"
"""What is done to a thing of the target's is not done to the target."""
_NO_SUBJECT = r"(?! (?:(?:had|has|have|was|were|is|are|would|will|could|should|also) |[a-z]+ed (?:the|that|to)\b))"
"""The last of a list of names is in it only where it is not the subject of a clause of its own."""


@cache
def patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    """The expressions of each relation rule by its id; their groups ``agent`` and ``target`` match slots."""
    return {rule.id: tuple(_compiled(rule)) for rule in rulebook.relations()}


def _compiled(rule: RelationRule) -> Iterator[re.Pattern[str]]:
    for frame in (*rule.phrases, *_framed(rule)):
        filled = fill(frame)
        for group, kinds in (("agent", rule.agents), ("target", rule.targets)):
            place = "{" + group + "}"
            slot = _slot(group, kinds, frame.endswith(place))
            filled = filled.replace(place, slot + _NO_OWNER if frame.endswith("{target}") and group == "target" else slot)
        yield re.compile(filled)


def _framed(rule: RelationRule) -> Iterator[str]:
    """The frames with the rule's words in them."""
    if rule.verbs:
        words = {"{verb}": forms(rule.verbs), "{done_verb}": past_participles(rule.verbs), "{ing}": ing(rule.verbs)}
        yield from (_replaced(frame, words) for frame in _VERB_FRAMES)
    for name, frames, given in (("{noun}", _NOUN_FRAMES, rule.nouns), ("{role}", _ROLE_FRAMES, rule.roles)):
        if given:
            words = alternatives(form for word in given for form in (word, plural(word)))
            yield from (_replaced(frame, {name: words}) for frame in frames)


def fill(pattern: str) -> str:
    """The pattern with the macros in it written out."""
    return _replaced(pattern.replace("{be_}", MACROS["{be}"].replace("(?! to be) ", "", 1)), {"{alone}": _ALONE} | MACROS)


def _replaced(pattern: str, words: dict[str, str]) -> str:
    for name, word in words.items():
        pattern = pattern.replace(name, word)
    return pattern


def _slot(group: str, kinds: Iterable[str], at_end: bool) -> str:
    """A slot of one of the kinds, or a list of such, at the end of which something may stand that is no name."""
    one = rf"⟪\d+[{''.join(LETTERS[EntityKind(kind)] for kind in kinds)}]⟫"
    more = rf"[’”\"']?(?:, (?:the )?{one}(?! ?(?:\()))*"
    the = r" (?:the )?[‘“\"']?"
    joined = r"(?:, [^,⟪.;]{2,40})?,? (?:in [Pp]artnership with|together with|along with|alongside|as well as|jointly with)"
    last = rf"(?:,? and{the}{one}{_NO_SUBJECT if at_end else ''}|{joined}{the}{one}(?:,(?= (?:has|had|have|w|is|are)))?)"
    return rf"(?P<{group}>{one}(?:{more}{last}|(?:, (?:the )?{one})+(?=,? and (?!the ⟪)[a-z]))?)"
