"""The names of the measures, in one place."""

from __future__ import annotations

from typing import Final


class Measure:
    """The names of measures, as rows, records and sums use them; `docs/measures.md` has the meaning of each."""

    BELIEVED: Final = "believed"
    REJECTED: Final = "rejected"
    SCAMS_DOUBTED: Final = "scams-doubted"
    GENUINE_DOUBTED: Final = "genuine-doubted"
    SAFE: Final = "safe"
    CAUTIOUS: Final = "cautious"
    OUTRIGHT: Final = "outright"
    SCORE: Final = "score"
    FINISHED: Final = "finished"

    @staticmethod
    def of_method(measure: str, method: str) -> str:
        """Return the name of a measure of one kind of fraud, such as "believed:parcel"."""
        return f"{measure}:{method}"

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
