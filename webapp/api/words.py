"""Words: what the site itself says, and no author, taken from the templates of its pages in one language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from jinja2 import Environment

from quizlib import Explanation, Language, Prompt, PromptChoice
from webapp.site_content import shipped
from webapp.web.languages import catalogue


@dataclass(frozen=True)
class Words:
    """The words of the site in a language; `templates` are those of its pages."""

    language: Language
    templates: Environment

    def prompt(self, prompt: Prompt, *, hint: bool = False) -> Prompt:
        """Return a prompt in which every choice has words; without its hint, unless that is wanted."""
        own = self._answers.get(prompt.judge, {}) if prompt.judge else self._steps.get(prompt.scale, {})
        choices = tuple(PromptChoice(one.id, one.text or own.get(one.id)) for one in prompt.choices)
        return replace(prompt, choices=choices, hint=prompt.hint if hint else None)

    def explanation(self, explanation: Explanation) -> Explanation:
        """Return an explanation in which the side of the message has words."""
        side, judges = explanation.side, self._macros("base/judges.html")
        words = None if side is None else str(judges.this_is(side)).strip()
        return replace(
            explanation,
            asked=self.prompt(explanation.asked, hint=True),
            side=side and replace(side, words=words),
        )

    def of_problem(self, kind: str, status: int) -> tuple[str, str]:
        """Return what a kind of problem is called, and what to do."""
        wrong = self._macros("base/wrong.html")
        title, detail = wrong.of_kind.get(kind) or wrong.sayings.get(status, wrong.otherwise)
        return str(title), str(detail)

    @cached_property
    def _answers(self) -> Any:  # noqa: ANN401 - what a template has set
        return self._macros("base/judges.html").answers

    @cached_property
    def _steps(self) -> Any:  # noqa: ANN401 - as above
        return self._macros("questions/rating.html").steps

    def _macros(self, template: str) -> Any:  # noqa: ANN401 - as above
        words = catalogue(self.language.id, shipped.translations())[0]
        return self.templates.get_template(template).make_module({"_": words.ugettext, "lang": self.language})
