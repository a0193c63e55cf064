"""The words of a figure: the same on a page, in a spreadsheet, in a CSV file and in a PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from webapp.report.rules.figure import Figure
from webapp.report.wording.words import Amount, Percent, Phrase, Words, _, ngettext

FEW, MOST = _("few or none"), _("all or nearly all")
TEN = 10
HUNDRED = 100
MEANS = 2

VALUES: Mapping[str, Callable[[float], Words]] = {
    "share": Percent,
    "difference": lambda value: _("%(value)s percentage points", value=Amount(value * HUNDRED, signed=True)),
    "people": Amount,
    "count": Amount,
    "messages": lambda value: Amount(value, MEANS),
    "steps": lambda value: Amount(value, MEANS),
    "number": lambda value: Amount(value, 0 if value == round(value) else MEANS),
}
CHANGE = ":change"


def figure_text(figure: Figure) -> Words:
    """Return the value of a figure in words, or the reason why it has none."""
    if figure.value is None:
        return figure.withheld or ""
    if figure.kind == "share" and figure.interval is None:
        return tenths(figure.value)
    if figure.measure.endswith(CHANGE):
        return Amount(figure.value, MEANS, signed=True)
    if figure.kind == "outside":
        value = figure.value * HUNDRED
        return _("%(value)s percent", value=Amount(value, 0 if abs(value - round(value)) < 1 / HUNDRED else 1))
    return VALUES[figure.kind](figure.value)


def tenths(value: float) -> Phrase:
    """Return a share as a number of tenths, such as "about 3 in 10"."""
    tenth = round(value * TEN)
    if tenth in {0, TEN}:
        return MOST if tenth else FEW
    return _("about %(n)s in 10", n=Amount(tenth))


def interval_text(figure: Figure) -> Words | None:
    """Return the interval of a figure in words, or None if it has none."""
    if figure.value is None or figure.lower is None or figure.upper is None:
        return None
    if figure.kind == "share":
        return _("%(lower)s to %(upper)s", lower=Percent(figure.lower), upper=Percent(figure.upper))
    signed = figure.kind == "difference" or figure.measure.endswith(CHANGE)
    factor, decimals = (HUNDRED, 0) if figure.kind == "difference" else (1, MEANS)
    lower, upper = (Amount(end * factor, decimals, signed) for end in (figure.lower, figure.upper))
    return _("%(lower)s to %(upper)s", lower=lower, upper=upper)


def basis_text(figure: Figure) -> Words | None:
    """Return the numbers behind a figure in words: answers, attempts or pairs, and groups; None if it has none."""
    if figure.n is None or figure.kind in {"people", "count", "outside"}:
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


PAIRED = (":before", ":after", ":change", ":down", ":same", ":up", "gain")
"""The ends of the names of measures that compare the same people before and after."""
BY_PERSON = frozenset(
    {
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
