"""Where a conversation can come to: each of its steps and endings, with the shortest response that leads there."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from quizlib.questions.base import BaseQuestion
from quizlib.questions.response import Response


def comes_to(question: BaseQuestion, response: Response, language: str) -> Hashable:
    """Return what tells the step or the ending that a response leads to from all others: its words in a language."""
    if not question.goes_on(response):
        return question.explain(question.mark(response), language).ending
    prompt = question.prompt(language, response)
    return prompt.turns[-1].says, tuple(choice.text for choice in prompt.choices)


def steps_and_endings(question: BaseQuestion, language: str) -> Mapping[Hashable, Response]:
    """Return all steps and endings of a conversation, the nearest first, each with the response that leads there."""
    found: dict[Hashable, Response] = {comes_to(question, (), language): ()}
    waiting: list[Response] = [()]
    for response in waiting:
        for choice in question.choices(response):
            further = (*response, choice.id)
            place = comes_to(question, further, language)
            if place not in found:
                found[place] = further
                if question.goes_on(further):
                    waiting.append(further)
    return found
