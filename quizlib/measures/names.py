"""The names of the measures, in one place."""

from __future__ import annotations

from typing import Final, Literal

Sides = tuple[str, str]
"""The ids of the two sides of a judge: the harmless one, and the one to beware of."""
GENUINE_OR_SCAM: Sides = ("genuine", "scam")
Cut = Literal["cautious", "outright"]
"""Whether a doubt counts as being wary (`cautious`), or only the verdict that a message is harmful does."""
DOUBT = "unsure"
"""The verdict that a message should be checked first; it is on neither side."""


class Measure:
    """The names of measures, as rows, records and sums use them; `docs/measures.md` has the meaning of each."""

    BELIEVED: Final = "believed"
    REJECTED: Final = "rejected"
    SCAMS_DOUBTED: Final = "scams-doubted"
    GENUINE_DOUBTED: Final = "genuine-doubted"
    RIGHT_ACT: Final = "right_act"
    CAUTIOUS: Final = "cautious"
    OUTRIGHT: Final = "outright"
    SCORE: Final = "score"
    FINISHED: Final = "finished"
    COMPLETED: Final = "completed"
    LEFT: Final = "left"

    @staticmethod
    def mistaken(side: str) -> str:
        """Return the name of the measure of judging a message of this side to be on the other one."""
        return {"scam": Measure.BELIEVED, "genuine": Measure.REJECTED}.get(side, f"mistaken:{side}")

    @staticmethod
    def right(side: str) -> str:
        """Return the name of the measure of judging a message of this side right."""
        return {"scam": "seen-through", "genuine": "recognised"}.get(side, f"right:{side}")

    @staticmethod
    def doubted(side: str) -> str:
        """Return the name of the measure of doubt about the messages of this side."""
        return {"scam": Measure.SCAMS_DOUBTED, "genuine": Measure.GENUINE_DOUBTED}.get(side, f"doubted:{side}")

    @staticmethod
    def handled(side: str) -> str:
        """Return the name of the measure of judging a message of this side right, or checking it first."""
        return {"scam": "scams-handled", "genuine": "genuine-handled"}.get(side, f"handled:{side}")

    @staticmethod
    def left_open(side: str) -> str:
        """Return the name of the measure of leaving a message of this side open."""
        return {"scam": "scams-open", "genuine": "genuine-open"}.get(side, f"open:{side}")

    @staticmethod
    def cut(cut: Cut, sides: Sides) -> str:
        """Return the name of the row from which d′ of these two sides is computed at a cut."""
        return cut if sides == GENUINE_OR_SCAM else f"{cut}:{sides[1]}"

    @staticmethod
    def of_method(measure: str, method: str) -> str:
        """Return the name of a measure of one kind of fraud, such as "believed:parcel"."""
        return f"{measure}:{method}"

    @staticmethod
    def of_item(measure: str, item: str, version: str) -> str:
        """Return the name of a measure of one message of the item bank, such as "item:believed:parcel-s1@0123abcd"."""
        return f"item:{measure}:{item}@{version}"

    @staticmethod
    def unseen(occasion: int, measure: str) -> str:
        """Return the name of a measure of messages of a reserved kind, at one occasion, such as "unseen:1:believed"."""
        return f"unseen:{occasion}:{measure}"

    @staticmethod
    def at_occasion(occasion: int, measure: str, method: str = "") -> str:
        """Return the name of a measure of messages of the bank at one occasion: of all of them, or of one method.

        Such as "occasion:1:believed" and "occasion:1:believed:parcel".
        """
        return ":".join(filter(None, ("occasion", str(occasion), measure, method)))

    @staticmethod
    def mean(scale: str) -> str:
        """Return the name of the mean step on the scale of a rating."""
        return f"mean:{scale}"

    @staticmethod
    def facility(question: str) -> str:
        """Return the name of the facility of a question."""
        return f"facility:{question}"

    @staticmethod
    def share(question: str, category: str) -> str:
        """Return the name of the share of people whose answer falls into a category; "question/part" names a part."""
        return f"share:{question}:{category}"
