"""Measures of a group of people: functions of counts, and the record that is kept of a group.

Each name is imported when it is first used.
"""

from typing import TYPE_CHECKING

from quizlib.public_names import first_use

if TYPE_CHECKING:
    from quizlib.measures.analysis.changes import Balance, Change, OrderSums, change, editions
    from quizlib.measures.analysis.items import ItemStatistics, item_analysis, random_guess
    from quizlib.measures.analysis.judgements import Judgement, SideCounts, judgement, people_judging_wrong
    from quizlib.measures.analysis.learning import normalised_gain, shows_learning
    from quizlib.measures.analysis.recorded import recorded_item_analysis, recorded_quiz_statistics
    from quizlib.measures.analysis.summed import Summed
    from quizlib.measures.analysis.sureness import Calibration, calibration
    from quizlib.measures.analysis.whole_quiz import QuizStatistics, quiz_statistics
    from quizlib.measures.block.lots import BLOCK_NOISE
    from quizlib.measures.block.picture import Picture, PicturePart, picture
    from quizlib.measures.block.recording import record
    from quizlib.measures.block.records import Record, by_size
    from quizlib.measures.block.rounding import STEP, rounded
    from quizlib.measures.group.answers import Column, Given, Item, Pair, Person
    from quizlib.measures.group.counts import Counts
    from quizlib.measures.group.sums import PairSums
    from quizlib.measures.names import DOUBT, GENUINE_OR_SCAM, Cut, Measure, Sides
    from quizlib.measures.orders import FormOrder, rotations
    from quizlib.measures.statistics.clusters import Clusters
    from quizlib.measures.statistics.comparison import (
        SameMessages,
        same_messages,
        standardised,
        standardised_difference,
    )
    from quizlib.measures.statistics.intervals import Estimate
    from quizlib.measures.statistics.proportions import Difference, Limits, newcombe_paired, wilson
    from quizlib.measures.statistics.ratios import ratio, stratified
    from quizlib.measures.statistics.signals import SignalDetection, d_prime, signal_detection
    from quizlib.measures.statistics.student import t_quantile

__all__ = [
    "BLOCK_NOISE",
    "DOUBT",
    "GENUINE_OR_SCAM",
    "STEP",
    "Balance",
    "Calibration",
    "Change",
    "Clusters",
    "Column",
    "Counts",
    "Cut",
    "Difference",
    "Estimate",
    "FormOrder",
    "Given",
    "Item",
    "ItemStatistics",
    "Judgement",
    "Limits",
    "Measure",
    "OrderSums",
    "Pair",
    "PairSums",
    "Person",
    "Picture",
    "PicturePart",
    "QuizStatistics",
    "Record",
    "SameMessages",
    "SideCounts",
    "Sides",
    "SignalDetection",
    "Summed",
    "by_size",
    "calibration",
    "change",
    "d_prime",
    "editions",
    "item_analysis",
    "judgement",
    "newcombe_paired",
    "normalised_gain",
    "people_judging_wrong",
    "picture",
    "quiz_statistics",
    "random_guess",
    "ratio",
    "record",
    "recorded_item_analysis",
    "recorded_quiz_statistics",
    "rotations",
    "rounded",
    "same_messages",
    "shows_learning",
    "signal_detection",
    "standardised",
    "standardised_difference",
    "stratified",
    "t_quantile",
    "wilson",
]

MODULES = {
    "measures.analysis.changes": "Balance Change OrderSums change editions",
    "measures.analysis.items": "ItemStatistics item_analysis random_guess",
    "measures.analysis.judgements": "Judgement SideCounts judgement people_judging_wrong",
    "measures.analysis.learning": "normalised_gain shows_learning",
    "measures.analysis.recorded": "recorded_item_analysis recorded_quiz_statistics",
    "measures.analysis.summed": "Summed",
    "measures.analysis.sureness": "Calibration calibration",
    "measures.analysis.whole_quiz": "QuizStatistics quiz_statistics",
    "measures.group.answers": "Column Given Item Pair Person",
    "measures.group.counts": "Counts",
    "measures.group.sums": "PairSums",
    "measures.names": "DOUBT GENUINE_OR_SCAM Cut Measure Sides",
    "measures.orders": "FormOrder rotations",
    "measures.block.lots": "BLOCK_NOISE",
    "measures.block.picture": "Picture PicturePart picture",
    "measures.block.recording": "record",
    "measures.block.records": "Record by_size",
    "measures.block.rounding": "STEP rounded",
    "measures.statistics.clusters": "Clusters",
    "measures.statistics.comparison": "SameMessages same_messages standardised standardised_difference",
    "measures.statistics.intervals": "Estimate",
    "measures.statistics.proportions": "Difference Limits newcombe_paired wilson",
    "measures.statistics.ratios": "ratio stratified",
    "measures.statistics.signals": "SignalDetection d_prime signal_detection",
    "measures.statistics.student": "t_quantile",
}
"""The public names, separated by spaces, by the module that they are imported from."""

if not TYPE_CHECKING:  # a type checker would take every name to be there
    __getattr__ = first_use(__name__, MODULES, globals())
