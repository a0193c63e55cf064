"""The words of a figure: the same on a page, in a spreadsheet, in a CSV file and in a PDF; shares are out of 100."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from webapp.report.rules.figure import Figure, Kind
from webapp.report.wording.words import Amount, Phrase, Words, _, ngettext

FEW, MOST = _("few or none"), _("all or nearly all")
TEN = 10
HUNDRED = 100
MEANS = 2

CHANGE = ":change"
AS_MANY = _("as many")


def figure_text(figure: Figure) -> Words:
    """Return the value of a figure in words, or the reason why it has none."""
    if figure.value is None:
        return figure.withheld or ""
    if figure.measure.endswith(CHANGE) and figure.kind != "difference":
        return Amount(figure.value, MEANS, signed=True)
    return VALUES[figure.kind](figure, figure.value)


def _share(figure: Figure, value: float) -> Words:
    return tenths(value) if figure.interval is None else _("%(n)s of 100", n=Amount(value * HUNDRED, figure.decimals))


def _difference(figure: Figure, value: float) -> Words:
    return _("%(fewer)s of 100", fewer=_fewer(value, figure.decimals)) if value else AS_MANY


def _attendances(figure: Figure, value: float) -> Words:
    return _("at least %(n)s", n=Amount(value)) if (figure.n or 0) < (figure.blocks or 0) else Amount(value)


def _cost(figure: Figure, value: float) -> Words:
    kroner = _("%(n)s kr.", n=Amount(value))
    return _("at most %(cost)s", cost=kroner) if (figure.n or 0) < (figure.blocks or 0) else kroner


def _outside(_figure: Figure, value: float) -> Words:
    percent = value * HUNDRED
    return _("%(value)s percent", value=Amount(percent, 0 if abs(percent - round(percent)) < 1 / HUNDRED else 1))


VALUES: Mapping[Kind, Callable[[Figure, float], Words]] = {
    "share": _share,
    "difference": _difference,
    "people": lambda _figure, value: Amount(value),
    "attendances": _attendances,
    "count": lambda _figure, value: Amount(value),
    "messages": lambda _figure, value: Amount(value, MEANS),
    "steps": lambda _figure, value: Amount(value, MEANS),
    "number": lambda _figure, value: Amount(value, 0 if value == round(value) else MEANS),
    "rate": lambda _figure, value: _("%(n)s per 1,000", n=Amount(value)),
    "cost": _cost,
    "outside": _outside,
}


def tenths(value: float) -> Phrase:
    """Return a share as a number of tenths, such as "about 3 in 10"."""
    tenth = round(value * TEN)
    if tenth in {0, TEN}:
        return MOST if tenth else FEW
    return _("about %(n)s in 10", n=Amount(tenth))


def exact(figure: Figure) -> bool:
    """Return whether a figure has a value, and its words name it: "few or none" and "nearly all" do not."""
    return figure.shown and figure_text(figure) not in (FEW, MOST)


def interval_text(figure: Figure) -> Words | None:
    """Return the interval of a figure in words, or None if it has none."""
    if figure.value is None or figure.lower is None or figure.upper is None:
        return None
    if figure.kind == "difference":
        return _apart(figure.lower, figure.upper, figure.decimals)
    signed = figure.measure.endswith(CHANGE)
    factor, decimals = (HUNDRED, figure.decimals) if figure.kind == "share" else (1, MEANS)
    lower, upper = (Amount(end * factor, decimals, signed) for end in (figure.lower, figure.upper))
    if signed and figure.lower <= 0 <= figure.upper:
        return _("between %(lower)s and %(upper)s: it may be chance", lower=lower, upper=upper)
    return _("%(lower)s to %(upper)s", lower=lower, upper=upper)


def _apart(lower: float, upper: float, decimals: int) -> Words:
    """Return the interval of a difference; over nought it says that chance may be all of it."""
    if lower <= 0 <= upper:
        least, most = (_fewer(end, decimals) if end else Amount(0) for end in (lower, upper))
        return _("between %(lower)s and %(upper)s: it may be chance", lower=least, upper=most)
    near, far = sorted((lower, upper), key=abs)
    return _("%(lower)s to %(upper)s", lower=Amount(abs(near) * HUNDRED, decimals), upper=_fewer(far, decimals))


def _fewer(value: float, decimals: int) -> Words:
    n = Amount(abs(value) * HUNDRED, decimals)
    return _("%(n)s more", n=n) if value > 0 else _("%(n)s fewer", n=n)


def basis_text(figure: Figure) -> Words | None:
    """Return the numbers behind a figure in words: answers, attempts or pairs, and groups; None if it has none."""
    if figure.n is None or figure.kind in {"people", "attendances", "count", "rate", "cost", "outside"}:
        return None
    n = _answers(figure)
    if figure.blocks is None:
        return n
    return _("%(n)s in %(groups)s", n=n, groups=ngettext("%(count)s group", "%(count)s groups", figure.blocks))


def _answers(figure: Figure) -> Words:
    n = figure.n or 0
    if figure.measure.endswith(PAIRED):
        return ngettext("%(count)s person both times", "%(count)s people both times", n)
    if figure.measure in BY_PERSON or figure.measure.partition(":")[0] in BY_PERSON:
        return ngettext("%(count)s attempt", "%(count)s attempts", n)
    return ngettext("%(count)s answer", "%(count)s answers", n)


PAIRED = (":before", ":after", ":change", ":down", ":same", ":up")
"""The ends of the names of measures that compare the same people before and after."""
BY_PERSON = frozenset(
    {
        "completed",
        "left",
        "finished",
        "stopped",
        "facility",
        "overlooked",
        "chosen",
        "discrimination",
        "cic",
        "standard_error",
        "d_prime",
        "c",
    }
)
"""The measures whose n counts people. The n of all others counts answers, and a person may give several."""
