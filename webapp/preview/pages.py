"""The pages of the preview itself: all quizzes with what is wrong, and one thing in all languages side by side."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, request

from quizlib import Quiz
from webapp.authors.seen.looks import LOOKS, MOUNT
from webapp.authors.seen.states import states_of
from webapp.preview.previewed import Previewed
from webapp.web.replying.render import redirect_to, render
from webapp.web.replying.replies import afresh, nothing_new
from webapp.web.visit import Visit

OTHERS = ("", "help", "month", "doubt")
"""Pages that authors write and that belong to no quiz: the front page, help, the month, and for those in doubt."""


class Pages:
    """The pages, of what a preview shows now. `speak` hears in which language somebody reads them."""

    def __init__(self, shown: Callable[[], Previewed], speak: Callable[[str], None]) -> None:
        self._shown = shown
        self._speak = speak

    def begin(self, visit: Visit) -> Response:
        """Send the browser to the page in its language."""
        return redirect_to(visit, visit.path(""))

    def every_quiz(self, visit: Visit) -> Response:
        """List all quizzes, and everything that is wrong."""
        self._speak(visit.language.id)
        shown = self._shown()
        mine = {name: shown.of_quiz(name) for name in shown.content.library.quizzes}
        unbuilt = {shown.path_of(name).stem for name in shown.content.left_out.quizzes} - mine.keys()
        return render(
            visit,
            "preview/quizzes.html",
            shown=shown,
            problems=shown.problems,
            of_quiz=mine,
            unbuilt=sorted(unbuilt),
            others=OTHERS,
            look=LOOKS[0],
        )

    def see(self, visit: Visit, look: str, what: str = "") -> Response:
        """Show one thing in a look: in each language, side by side, and the states that it has."""
        if look not in LOOKS:
            abort(404)
        self._speak(visit.language.id)
        shown, query = self._shown(), request.query_string.decode()
        quiz, n = _which(shown, what)
        address = what + (f"?{query}" if query else "")
        return render(
            visit,
            "preview/see.html",
            shown=shown,
            problems=shown.of_quiz(quiz.id) if quiz else shown.problems,
            base="see",
            look=look,
            looks=LOOKS,
            what=address,
            frames=[(language, f"{MOUNT}{look}/{language.id}/{address}") for language in visit.services.languages],
            quiz=quiz,
            n=n,
            question=quiz.questions[n - 1] if quiz and n else None,
            states=states_of(quiz, n) if quiz and n else None,
            new_version=shown.new_version(quiz.id) if quiz else None,
        )

    def news(self, visit: Visit, seen: int) -> Response:  # noqa: ARG002 - as every view
        """Have the page drawn afresh once there is something else to see."""
        return nothing_new() if self._shown().number == seen else afresh()


def _which(shown: Previewed, what: str) -> tuple[Quiz | None, int]:
    """Return the quiz that an address is about, and the number of the question, 0 for none."""
    kind, name, number, *_ = (*what.split("/"), "", "", "")
    quiz = shown.content.library.quizzes.get(name) if kind in ("quiz", "room", "hands") else None
    n = int(number) if quiz and number.isdecimal() else 0
    return quiz, n if quiz and 0 < n <= len(quiz.questions) else 0
