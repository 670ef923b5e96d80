"""Mentions of people to people: by surname within an authority, given names and titles that do not contradict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from graphbuild.link.located import Located
from graphbuild.link.names import PersonName, fit, short_forms, stands_for
from graphbuild.link.signs import Signs
from graphbuild.link.steering import Side, Steering, clash, joined
from graphbuild.model import Mention
from graphbuild.vocabulary import slug

_MEMBERS = frozenset({"Councillor", "Alderman", "Mayor", "Provost", "Bailie"})
"""Titles that a councillor has, or comes to have."""
_CIVIL = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Professor"})


@dataclass(frozen=True, slots=True)
class Form:
    """What linking knows of a mention: all mentions of one form are of one person."""

    source: str
    name: PersonName
    title: str | None
    sex: str | None
    is_no_member: bool
    beside: frozenset[str]
    """The other names of the list that it stands in: those are of others."""
    sides: frozenset[Side] = frozenset()
    """The sides on which people put it of what they say is not the same."""

    @property
    def fullness(self) -> int:
        """0 with a given name, 1 with initials, 2 with a surname alone."""
        return 0 if self.name.is_full else 1 if self.name.given else 2

    def order(self) -> tuple[object, ...]:
        """The fullest first, and of these what tells most beside the name."""
        untold = self.sex is None, not self.is_no_member, self.title is None
        rest = self.sex or "", self.title or "", self.source, sorted(self.beside), sorted(self.sides)
        return self.fullness, -len(self.name.givens), untold, self.name.givens, self.name.given, self.name.family, rest


@dataclass(slots=True)
class Cluster:
    """One person while mentions are gathered; what its forms have together is kept, so that none is looked at twice."""

    forms: dict[Form, list[Located]] = field(default_factory=dict)
    names: Counter[PersonName] = field(default_factory=Counter)
    """Each name with how often it is mentioned."""
    titles: Counter[str] = field(default_factory=Counter)
    sexes: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    """The documents that mention the person."""
    sides: set[Side] = field(default_factory=set)
    has_no_member: bool = False
    fixed_name: PersonName | None = None
    """The name that people say is the better one."""
    _in_source: set[tuple[str, str]] = field(default_factory=set)
    _said: set[tuple[PersonName, str | None]] = field(default_factory=set)

    @property
    def mentions(self) -> list[Located]:
        """The mentions of all forms."""
        return [located for mentions in self.forms.values() for located in mentions]

    @property
    def is_member(self) -> bool:
        """Whether the person is called a councillor somewhere."""
        return not _MEMBERS.isdisjoint(self.titles)

    def add(self, form: Form, mentions: Sequence[Located]) -> None:
        """Adds the mentions of one form."""
        self.forms[form] = list(mentions)
        self.names[form.name] += len(mentions)
        if form.title:
            self.titles[form.title] += len(mentions)
        if form.sex:
            self.sexes.add(form.sex)
        self.sources.add(form.source)
        self.sides |= form.sides
        self.has_no_member |= form.is_no_member
        self._in_source |= {(form.source, mention.name) for _, mention in mentions}
        self._said.add((form.name, form.title))

    def absorb(self, other: Cluster) -> None:
        """Takes over the mentions of another cluster."""
        for form, mentions in other.forms.items():
            self.add(form, mentions)

    def part(self, mentions: Sequence[Located]) -> Cluster:
        """A person of their own for some of the mentions."""
        places = {(source, mention.key) for source, mention in mentions}
        new = Cluster()
        for form, known in self.forms.items():
            if held := [(source, mention) for source, mention in known if (source, mention.key) in places]:
                new.add(form, held)
        return new

    def has(self, form: Form) -> bool:
        """Whether some document has this very name and title for the person."""
        return (form.name, form.title) in self._said

    def contradicts(self, form: Form) -> bool:
        """Whether something beside the name shows the form to be of another: sex, office, a place in the same list.

        Or somebody says so.
        """
        if form.sides and clash(self.sides | form.sides):
            return True
        if form.sex and self.sexes and form.sex not in self.sexes:
            return True
        if (form.is_no_member and self.is_member) or (self.has_no_member and form.title in _MEMBERS):
            return True
        return any((form.source, other) in self._in_source for other in form.beside)

    def fits(self, form: Form) -> bool:
        """Whether the form may be of this person by its name, title and all that the documents tell."""
        if self.contradicts(form) or not self._title_fits(form):
            return False
        return all(fit(form.name, name) for name in self._comparable(form))

    def _comparable(self, form: Form) -> list[PersonName]:
        """The names to compare: of "Bill" and "William" only the one with the form's initial."""
        return [name for name in self.names if not form.name.initial or name.initial in ("", form.name.initial)]

    def _title_fits(self, form: Form) -> bool:
        if form.title is None or form.title in self.titles or form.fullness == 0:
            return True
        of_sex = form.sex is not None and form.sex in self.sexes
        is_here = form.source in self.sources
        if form.fullness == 1:
            titles = {form.title, *self.titles}
            return of_sex or is_here or not titles & _MEMBERS or not titles & _CIVIL
        # A surname alone is a councillor's only if that person is called one, an officer's only by a title that fits.
        if form.title in _MEMBERS:
            return self.is_member
        return (not self.titles and is_here) or (of_sex and (is_here or not self.is_member))

    def best_name(self) -> PersonName:
        """The fullest form: written-out given names, then the most frequent, the longest, the one with its accents."""
        if self.fixed_name:
            return self.fixed_name
        return min(
            self.names,
            key=lambda n: (not n.is_full, not n.given, -self.names[n], -len(n.given), n.is_bare, n.given, n.family),
        )

    def best_title(self) -> str | None:
        """The title most often given."""
        return min(self.titles, key=lambda t: (-self.titles[t], t)) if self.titles else None


def cluster(mentions: Iterable[Located], told: Signs | None = None, steering: Steering | None = None) -> list[Cluster]:
    """People from the mentions of one authority, in an order that does not depend on theirs.

    ``told`` is what the documents tell of them beside their names, ``steering`` what people say.
    """
    steering = steering or Steering()
    forms: dict[str, dict[Form, list[Located]]] = defaultdict(lambda: defaultdict(list))
    for source, mention in mentions:
        form = _form(source, mention, told or Signs(), steering)
        forms[slug(form.name.family)][form].append((source, mention))
    return [c for family in sorted(forms) for c in _of_one_surname(forms[family], steering)]


def _form(source: str, mention: Mention, told: Signs, steering: Steering) -> Form:
    place = (source, mention.key)
    return Form(
        source=source,
        name=told.name(source, mention),
        title=mention.title,
        sex=told.sex_of(source, mention),
        is_no_member=place in told.no_members and mention.title not in _MEMBERS,
        beside=told.listed_with.get(place, frozenset()),
        sides=steering.sides(place),
    )


def _of_one_surname(forms: Mapping[Form, Sequence[Located]], steering: Steering) -> list[Cluster]:
    """Full given names first, then initials, then surnames alone: each joins the one person that it fits.

    One that fits none or cannot be told among several is a person of its own. Whom people say to be one are joined
    before the shorter names are placed, so that those are no longer between two.
    """
    by_given: dict[str, list[Cluster]] = defaultdict(list)
    by_initial: dict[str, list[Cluster]] = defaultdict(list)
    ordered = sorted(forms, key=Form.order)
    for form in (f for f in ordered if f.fullness == 0):
        _place(form, forms[form], by_given[form.name.givens[0]])
    clusters = _without_short_forms([c for given in sorted(by_given) for c in by_given[given]])
    clusters = joined(clusters, steering, cautious=True)
    for found in clusters:
        for initial in {name.initial for name in found.names}:
            by_initial[initial].append(found)
    for form in (f for f in ordered if f.fullness == 1):
        if new := _place(form, forms[form], by_initial[form.name.initial]):
            clusters.append(new)
    clusters = joined(clusters, steering, cautious=True)
    for form in (f for f in ordered if f.fullness == 2):
        _place(form, forms[form], clusters)
    return clusters


def _place(form: Form, mentions: Sequence[Located], clusters: list[Cluster]) -> Cluster | None:
    """Adds mentions to the cluster that they fit, one of the form's own document first; else to a new one."""
    fitting = [c for c in clusters if c.fits(form)]
    if len(fitting) > 1:
        fitting = [c for c in fitting if form.source in c.sources] or fitting
    if len(fitting) > 1:
        fitting = [c for c in fitting if c.has(form)][:1]
    if fitting:
        fitting[0].add(form, mentions)
        return None
    new = Cluster()
    new.add(form, mentions)
    clusters.append(new)
    return new


def _without_short_forms(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Joins "Jo" with "Joanne" where neither could be anyone else's."""
    by_short: dict[str, set[int]] = defaultdict(set)
    for place, one in enumerate(clusters):
        for short in {short for name in one.names for short in short_forms(name)}:
            by_short[short].add(place)
    near: dict[int, set[int]] = defaultdict(set)
    for places in by_short.values():
        for place, other in permutations(places, 2):
            if _may_be_one(clusters[place], clusters[other]):
                near[place].add(other)
    joined: set[int] = set()
    for place, others in near.items():
        other = min(others)
        if len(others) == 1 and near[other] == {place} and place < other:
            for form, mentions in clusters[other].forms.items():
                clusters[place].add(form, mentions)
            joined.add(other)
    return [c for place, c in enumerate(clusters) if place not in joined]


def _may_be_one(one: Cluster, other: Cluster) -> bool:
    """Whether the names of one person may be short forms of the other's, and nothing else speaks against it."""
    if not all(stands_for(mine, theirs) for mine in one.names for theirs in other.names):
        return False
    return not any(one.contradicts(form) for form in other.forms)
