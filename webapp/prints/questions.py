"""The questions of a workshop on paper: each on a page of its own with the answer on its back, and cards to hold up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_uppercase
from typing import Any

from markupsafe import Markup

from quizlib import Explanation, Prompt, PromptMessage, Question
from webapp.prints.printing import Printing, Sheet

FEWEST, MOST = 3, 4  # letters on the cards


def asked_in(printing: Printing) -> Iterator[tuple[str, Question]]:
    """Yield each question that is printed, with what it is called: its quiz and its number there."""
    example = printing.gettext("An example")
    for one in printing.quizzes:
        asked = 0
        title = one.quiz.title[printing.language]
        for question in one.quiz.questions:
            if question.asks == "none":
                yield f"{title} · {example}", question
            elif question.marked:
                asked += 1
                number = printing.gettext("Question %(n)s", n=asked)
                yield f"{title} · {number}", question


def messages(printing: Printing) -> list[Sheet]:
    """Return two sides for each question: what is asked, and on its back the answer."""
    return [side for title, question in asked_in(printing) for side in _sides(printing, title, question)]


def letters(printing: Printing) -> list[Sheet]:
    """Return the two sides of the cards with letters: as many letters as the questions need."""
    choices = [len(question.choices()) for _, question in asked_in(printing) if question.asks == "one"]
    shown = ascii_uppercase[: min(max(choices, default=FEWEST), MOST)]
    words = printing.gettext("All cards up at once, in front of your chest, and your eyes on the message.")
    return [{"kind": "letters", "letters": list(shown), "words": words}] * 2


def _sides(printing: Printing, title: str, question: Question) -> tuple[Sheet, Sheet]:
    spoken, _ = printing.language, printing.gettext
    prompt = question.prompt(spoken)
    explanation = question.explain(question.mark(question.key or ()), spoken)
    judges, talk = printing.macros("base/judges.html"), printing.macros("together/talk.html")
    labels = _labels(prompt, explanation)
    choices = _choices(printing, prompt)
    pick = _("Which of the places with a letter show what it is? Some of them mean nothing.")
    front = {
        "kind": "asked",
        "title": title,
        "stem": prompt.stem,
        "message": _message(printing, prompt.message, labels if _marks(prompt) else {}),
        "turns": [_turn(printing, turn.says, "") for turn in prompt.turns],
        "pick": pick if _marks(prompt) else "",
        "choices": choices,
        "categories": [[ascii_uppercase[n], one.text or ""] for n, one in enumerate(prompt.categories)],
    }
    back = {
        "kind": "answered",
        "title": " · ".join((title, _("The answer"))),
        "ask": {"title": _("Ask:"), "text": _plain(talk.words(question)) if question.asks != "none" else ""},
        "headline": _headline(printing, explanation),
        "truth": _plain(judges.this_is(explanation.side)) if explanation.side else "",
        "answers": _answers(prompt, explanation, choices),
        "check": {"title": _("How to check"), "text": explanation.check or ""},
        "message": _message(printing, explanation.message, labels) if labels else None,
        "turns": [_turn(printing, turn.says, turn.chose) for turn in explanation.turns],
        "signs": [[labels[sign.id], sign.quote, sign.why, _plain(judges.shows(sign))] for sign in explanation.signs],
        "why": list(
            filter(None, (explanation.ending, *_feedback(prompt, explanation, choices), explanation.rationale))
        ),
    }
    return front, back


def _labels(prompt: Prompt, explanation: Explanation) -> dict[str, str]:
    """Return the mark of each sign of a message: its letter, if people choose among them, else its number."""
    if _marks(prompt):
        return {choice.id: letter for letter, choice in zip(ascii_uppercase, prompt.choices, strict=False)}
    return {sign.id: str(sign.number) for sign in explanation.signs}


def _marks(prompt: Prompt) -> bool:
    """Return whether the choices are places in the message."""
    return prompt.message is not None and any(piece.choice for part in prompt.message.parts for piece in part.segments)


def _choices(printing: Printing, prompt: Prompt) -> list[list[str]]:
    """Return the choices each with its mark: a letter, or a number if the letters are places for them."""
    judges = printing.macros("base/judges.html")
    signs = "123456789" if prompt.asks == "sort" else ascii_uppercase
    return [
        [signs[n], choice.text or _plain(judges.answer(prompt, choice.id))]
        for n, choice in enumerate(() if _marks(prompt) else prompt.choices)
    ]


def _headline(printing: Printing, explanation: Explanation) -> str:
    """Return what the answer is called."""
    _ = printing.gettext
    if _marks(explanation.asked):
        return _("What each place shows")
    return {
        "none": _("What it was"),
        "one": _("The answer"),
        "many": _("These are right"),
        "order": _("This order helps most"),
        "sort": _("They belong like this"),
        "path": _("A good way through it"),
    }[explanation.asked.asks]


def _answers(prompt: Prompt, explanation: Explanation, choices: list[list[str]]) -> list[list[str]]:
    """Return the right choices, each with its letter."""
    words = dict(zip((choice.id for choice in prompt.choices), choices, strict=False))
    if prompt.asks == "sort":
        places = {one.id: (ascii_uppercase[n], one.text) for n, one in enumerate(prompt.categories)}
        pairs = [
            (words[thing], places[place]) for thing, _, place in (one.rpartition(":") for one in explanation.key or ())
        ]
        return [[f"{number} → {letter}", f"{thing}: {place}"] for (number, thing), (letter, place) in pairs]
    return [words[name] for name in explanation.key or () if name in words] if prompt.asks != "path" else []


def _feedback(prompt: Prompt, explanation: Explanation, choices: list[list[str]]) -> list[str]:
    """Return the author's words about the right choices; for what is sorted, with the number of the thing."""
    if _marks(prompt):  # the signs say it
        return []
    if prompt.asks != "sort":
        return list(explanation.feedback.values())
    numbers = {choice.id: number for choice, (number, _) in zip(prompt.choices, choices, strict=True)}
    return [f"{numbers[thing]}. {words}" for thing, words in explanation.feedback.items()]


def _turn(printing: Printing, says: str, chose: str) -> Sheet:
    _ = printing.gettext
    return {"other": _("The other person:"), "says": says, "you": _("You:"), "chose": chose}


def _message(printing: Printing, message: PromptMessage | None, labels: Mapping[str, str]) -> Sheet | None:
    """Return a message as plain data; a part is a list of its pieces, each with the mark of its sign."""
    if message is None:
        return None
    _, library = printing.gettext, printing.visit.services.library
    own = library.channel(message.channel)
    like = own.like if own else message.channel
    pieces: dict[str, list[Any]] = {
        part.name: [[piece.text, labels.get(piece.choice or "", "")] for piece in part.segments]
        for part in message.parts
    }
    links = [
        [words, pieces[name.replace("link", "target")]] for name, words in pieces.items() if name.startswith("link-")
    ]
    return {
        "channel": like,
        "kind": _plain(printing.macros("base/message.html").kind(message.channel)),
        "made-up": _("made-up example"),
        "time": message.time or "",
        "says": {"call": _("The voice says:"), "door": _("You hear:")}.get(like, ""),
        "earlier": [[one.text, one.mine] for one in message.earlier],
        "newest": _("The newest"),
        "links": links,
        "leads": _("The link leads to"),
        **{name: pieces.get(name, []) for name in ("sender", "address", "subject", "body")},
    }


def _plain(words: Markup) -> str:
    """Return what a macro of a page says as plain text."""
    return words.unescape().strip()
