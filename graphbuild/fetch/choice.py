"""Which committee a user means."""

from __future__ import annotations

from collections.abc import Sequence

from graphbuild.errors import GraphbuildError, shown
from graphbuild.fetch.papers import Committee
from graphbuild.lookup import suggestion
from graphbuild.vocabulary import slug


def choose(committees: Sequence[Committee], typed: str, all_known: bool = True) -> Committee:
    """The committee with the number or name ``typed``, in any letter case and punctuation.

    Of several with one name the one that still meets; if not ``all_known``, any number may be one. Raises
    GraphbuildError, with the nearest names, where none is meant or more than one can be.
    """
    wanted = typed.strip()
    if wanted.isdecimal():
        found = [one for one in committees if one.number == int(wanted)]
        if not found and not all_known:
            return Committee(int(wanted), f"Committee {int(wanted)}")
    else:
        found = [one for one in committees if slug(one.name) == slug(wanted)]
        found = [one for one in found if one.current] or found
    if len(found) == 1:
        return found[0]
    if found:
        numbers = " or ".join(str(one.number) for one in found)
        raise GraphbuildError(f"{len(found)} committees are called {shown(found[0].name)}; give the number: {numbers}")
    near = suggestion(wanted, [one.name for one in committees])
    raise GraphbuildError(
        f"there is no committee {shown(wanted)!r}{near}"
        if near
        else f"there is no committee {shown(wanted)!r}; leave --committee out to see those that there are"
    )
