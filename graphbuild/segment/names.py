"""Lines of names: what a line of a list of people looks like, and its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.segment.text import Text

_TITLE = (
    r"(?:Unitary |County |Borough |District |City |Town |Ward )?(?:Cllr|Councillor|CLLR|COUNCILLOR|Mr|Mrs|Ms|MR|MRS"
    r"|Miss|(?:Parish |Town )?Clerk|Dr|Rev|Revd|Sir|Dame|Bailie|Provost|Ald|Alderman|Comh|Cmhlr|Cyng|Cynghorydd|PC|PCSO"
    r"|Canon|Archdeacon|Professor|Prof"
    r"|(?:(?:Police|Garda|Detective|Det|Chief|Ch)\.? ){0,2}"
    r"(?:Constable|Sergeant|Sgt|Inspector|Insp|Superintendent|Supt))s?\b"
)
_TITLED = re.compile(_TITLE)
_SMALL = (
    r"(?:and|from|of|to|for|in(?=\s[A-Z])|the|de|van|von|der|den|del|la|le|ap|clerk|chair\w*|vice-?\s?chair\w*|treasurer|secretary|temporary"
    r"|acting|interim|deputy|ex officio|(?:via|by|on) (?:zoom|teams|video|telephone)"
    r"|remote(?:ly)?|virtual(?:ly)?|online|in person)\b"
)
_NAMES_ONLY = re.compile(
    rf"(?:[^\W\d_a-z][\w.'’/-]*(?![\w.'’/-])|{_SMALL}|\d{{3,5}}(?=\s[A-Z])|[&,;–\s.*-]|[(\[][^()\[\]]{{1,60}}[)\]])+"
)
"""A line of names and titles."""
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|stated|welcomed|said|that|noted|reported|asked|proposed|seconded|declared|will"
    r"|gave|agreed|resolved)\b"
)
_BRACKETS = re.compile(r"\([^()]{1,120}\)")
_REASON = re.compile(
    r"(?:\s[–—-]\s(?=[a-z])|,?\s(?:who|whose|due to|owing to|because|as (?:he|she|they)|on account of)\b)[^,;.]*"
)
"""Why someone is away, without brackets."""
_LONGEST_LINE = 90
_LONGEST_LIST = 1200
_COLUMNS = 3
"""Spaces in a row from which what follows is taken to be another column."""
_ROLE = re.compile(
    r"(?:(?:hon\w*\.?|vice|deputy|acting|minute)[\s-]+)?"
    r"(?:secretary|treasurer|chair\w*|clerk|conven[eo]r|members?|mayor|provost)\b",
    re.IGNORECASE,
)
"""What a line without a name may hold in a list with a name a line."""
_HOLDER = re.compile(r"(?:(?:Lord|Deputy|Depute|Vice) )?(?:Mayor|Provost) [^\W\d_a-z][\w'’-]+")
"""Who is named with an office for a title."""
_REST = re.compile(
    r"(?:(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|no|several|some)\s+"
    r"(?:other\s+)?(?:members? of (?:the )?(?:public|press)|public|residents?|parishioners?|electors?|visitors?|guests?"
    r"|observers?|others)\b)",
    re.IGNORECASE,
)
"""A number of people without names."""

_NUMBER = re.compile(
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|nil)\W*", re.IGNORECASE
)
_NAME = re.compile(
    rf"(?:^|[,;&]|\band\b)\s*(?:{_TITLE}\.?\s+[^\W\d_a-z]|(?:[^\W\d_a-z]\.?\s?){{1,3}}(?<=[\s.])[^\W\d_a-z][\w'’]"
    r"|[^\W\d_a-z][\w'’-]+\s[^\W\d_a-z][\w'’-]+\s*\((?:[A-Z]{2,4}|[Cc]hair\w*)\))"
)
"""What in a list without a label shows a name: a title, initials before it, or a code or the chair in brackets."""


def is_title_first(text: str) -> bool:
    """Whether a line begins with a title of a person ("Cllr")."""
    return bool(_TITLED.match(text))


def opens_entry(text: str) -> bool:
    """Whether a line begins with a title that is no office of someone on the list before ("Clerk J Hale")."""
    return is_title_first(text) and (not _ROLE.match(text) or bool(_HOLDER.match(text)))


def is_rest(text: str) -> bool:
    """Whether a line begins with a number of people without names ("3 members of the public")."""
    return bool(_REST.match(text))


def mentions_rest(text: str) -> bool:
    """Whether a list names, beside others, a number of people without names."""
    return bool(_REST.search(text))


def is_rest_only(text: str) -> bool:
    """Whether a line tells a number of people and no name."""
    return bool(_NUMBER.fullmatch(text)) or (is_rest(text) and not re.search(r"[^\W\d_a-z][\w'’-]+\s[^\W\d_a-z]", text))


def is_name_line(text: str) -> bool:
    """Whether a line holds a name, and at most what its bearer is; or the office of the one in the next line."""
    if _ROLE.fullmatch(text) or is_rest(text):
        return True
    loud = text.isupper() and not is_title_first(text)
    return len(text) <= _LONGEST_LINE and not loud and bool(_NAMES_ONLY.fullmatch(text)) and " " in text


def is_names(text: str) -> bool:
    """Whether a paragraph or sentence names people and says nothing but their posts and, in brackets, reasons."""
    if len(text) > _LONGEST_LIST:
        return False
    bare = _REST.sub("", _REASON.sub("", _BRACKETS.sub("", text))) or text
    return not _VERB.search(bare) and (is_rest(text) or bool(_NAMES_ONLY.fullmatch(bare)))


def count_names(text: str) -> int:
    """How many names of a paragraph are certainly such, without a label that says so."""
    return len(_NAME.findall(text[:_LONGEST_LIST]))


def columns(line: Text) -> list[Text]:
    """The parts of a line that wide blanks set apart."""
    cuts = [i for i in range(1, len(line)) if line.offsets[i] - line.offsets[i - 1] >= _COLUMNS]
    return [part for b, e in zip([0, *cuts], [*cuts, len(line)], strict=True) if (part := line[b:e].strip())]


def first_names(row: Sequence[Text]) -> Iterator[Text]:
    """The names of a row: its first column, and the others that are written like it with title or initials."""
    for number, cell in enumerate(row):
        if (_ROLE.match(cell.value) and not _HOLDER.match(cell.value)) or is_rest(cell.value):
            continue
        if number == 0 or is_title_first(cell.value) or _NAME.match(cell.value):
            yield cell
