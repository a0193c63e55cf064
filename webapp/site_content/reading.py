"""Reads a content folder: the library, and what the site needs beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from quizlib import LeftOut, Library, Problem, Verdict, authoring, read_library, shipped, without_errors
from quizlib.authoring import (
    Cache,
    Context,
    build,
    misnamed,
    not_read,
    read_file,
    read_settings,
    yaml_files,
)
from webapp.site_content.campaign import Campaign, read_campaign
from webapp.site_content.claims import HELP, Claim, read_claims
from webapp.site_content.help import Help
from webapp.site_content.months import Month
from webapp.site_content.outside import Outside, read_outside
from webapp.site_content.places import CAMPAIGN, Places

MONTHLY = "monthly"
OF_MONTHS = ".months"  # what the file ends in that keeps them
QUIZZES, PROGRAMMES = "quizzes", "programmes"
NAMES = (
    "library.yaml",
    "help.yaml",
    "places.yaml",
    "outside.yaml",
    "campaign.yaml",
    "claims.yaml",
    QUIZZES,
    PROGRAMMES,
    "check-ups",
    MONTHLY,
)


@dataclass(frozen=True)
class SiteContent:
    """Everything that authors wrote for the site; the messages of the month are in order.

    Quizzes, programmes, months, outside figures, a campaign and claims that have errors are not in it. `left_out` says
    which quizzes and programmes these are, and `forgone` has the errors of all of them: the site can be served without
    what they name.
    """

    library: Library
    help: Help | None
    months: tuple[Month, ...]
    places: Places
    outside: tuple[Outside, ...] = ()
    claims: tuple[Claim, ...] = ()
    campaign: Campaign | None = None
    left_out: LeftOut = field(default_factory=lambda: LeftOut({}, {}))
    forgone: tuple[Problem, ...] = ()


def read_content(
    folder: Path, today: date | None = None, cache: Path | None = None, *, drafts: bool = False
) -> tuple[SiteContent, tuple[Problem, ...]]:
    """Read a content folder and all its problems. A folder without help.yaml gets the help that is shipped.

    The library is kept in `cache`, the messages of the month in a file beside it, and languages that are `drafts` are
    read, as by `read_library`.
    """
    kept = Cache(cache and cache.with_suffix(OF_MONTHS), folder, (QUIZZES, PROGRAMMES, MONTHLY))
    every, problems = read_library(folder, today=today, cache=cache, drafts=drafts)
    library, left_out = without_errors(every, problems)
    home = folder if (folder / "help.yaml").exists() else shipped()
    settings, _, context = read_settings(home, library.languages or None)
    document = read_file(home / "help.yaml")
    listed = {number.id: number for number in settings.numbers}
    known = None if home != folder else [*every.quizzes, *left_out.quizzes]  # the help that is shipped may name others
    helping = build(document, Help, {**context, "listed": listed, "quizzes": known})
    others = QUIZZES if (folder / QUIZZES).is_dir() else ""
    found = [*misnamed(folder, NAMES, others), *document.problems]
    _, shared, context = read_settings(folder, library.languages or None)
    places = Places()
    if (folder / "places.yaml").exists():
        document = read_file(folder / "places.yaml")
        places = build(document, Places, context) or places
        found += document.problems
    place_ids = [CAMPAIGN, *(place.id for root in places.places for place in root.all())]
    kept.knows((library.languages, drafts), (Verdict,))
    months, of_months = _read_months(folder / MONTHLY, context, library, kept)
    outside, of_outside = read_outside(folder, context, place_ids)
    names = [HELP, *every.quizzes, *left_out.quizzes, *(path.stem for path in yaml_files(folder / MONTHLY))]
    campaign, of_campaign = read_campaign(folder, context)
    claims, of_claims = read_claims(folder, context, names)
    in_groups = [problem for problem in problems if problem.file == shared.file and problem not in shared.problems]
    forgone = [*_all(left_out), *in_groups, *of_months, *of_outside, *of_campaign, *of_claims]
    errors = tuple(one for one in forgone if one.level == "error")
    content = SiteContent(library, helping, months, places, outside, claims, campaign, left_out, errors)
    return content, tuple(dict.fromkeys((*problems, *found, *of_months, *of_outside, *of_campaign, *of_claims)))


def told(problems: Iterable[Problem], folder: Path) -> list[str]:
    """Return a line for every file with errors: its first error, and how many more there are."""
    first: dict[str, Problem] = {}
    times: dict[str, int] = {}
    for problem in problems:
        first.setdefault(problem.file, problem)
        times[problem.file] = times.get(problem.file, 0) + 1
    more = {file: f" (and {count - 1} more)" if count > 1 else "" for file, count in times.items()}
    return [f"{replace(one, file=_within(folder, one.file))}{more[file]}" for file, one in first.items()]


def _within(folder: Path, file: str) -> str:
    path = Path(file)
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else path.name


def _all(left_out: LeftOut) -> list[Problem]:
    return [one for why in (*left_out.quizzes.values(), *left_out.programmes.values()) for one in why]


def _read_months(
    folder: Path, context: Context, library: Library, kept: Cache
) -> tuple[tuple[Month, ...], tuple[Problem, ...]]:
    """Return the messages of the month that have no errors, and the problems of all."""
    months, understood, problems = [], [], [*not_read(folder)]
    for path in yaml_files(folder):
        document = kept.read(path)
        month = build(document, Month, context, {"id": path.stem})
        if month is not None and not document.checked:
            document.problems += [
                document.report(("question", *one.location), one.message, one.hint, one.level)
                for one in authoring.message_findings(month.question, library)
            ]
        kept.settle(document)
        if month is not None and not any(problem.level == "error" for problem in document.problems):
            months.append(month)
            understood.append(document)
        problems += document.problems
    every = tuple(problems) if kept.problems is None else kept.problems
    kept.keep(understood, every)
    return tuple(months), every
