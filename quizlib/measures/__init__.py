"""What numbers say of a group: pure functions over counts, and the record that a group leaves."""

from quizlib.measures.answers import Given, Item, Pair, Person
from quizlib.measures.changes import Change, OrderSums, change
from quizlib.measures.clusters import Clusters
from quizlib.measures.comparison import standardised, standardised_difference
from quizlib.measures.counts import Counts
from quizlib.measures.intervals import Estimate
from quizlib.measures.items import ItemStatistics, item_analysis, random_guess
from quizlib.measures.judgements import Judgement, Side, judgement, people_judging_wrong
from quizlib.measures.learning import normalised_gain, shows_learning
from quizlib.measures.lots import BLOCK_NOISE
from quizlib.measures.proportions import Difference, Limits, newcombe_paired, wilson
from quizlib.measures.ratios import ratio, stratified
from quizlib.measures.recorded import recorded_item_analysis, recorded_quiz_statistics
from quizlib.measures.recording import record
from quizlib.measures.records import Record, by_size
from quizlib.measures.signals import SignalDetection, d_prime, signal_detection
from quizlib.measures.student import t_quantile
from quizlib.measures.summed import Summed
from quizlib.measures.sums import PairSums
from quizlib.measures.sureness import Calibration, calibration
from quizlib.measures.whole_quiz import QuizStatistics, quiz_statistics

__all__ = [
    "BLOCK_NOISE",
    "Calibration",
    "Change",
    "Clusters",
    "Counts",
    "Difference",
    "Estimate",
    "Given",
    "Item",
    "ItemStatistics",
    "Judgement",
    "Limits",
    "OrderSums",
    "Pair",
    "PairSums",
    "Person",
    "QuizStatistics",
    "Record",
    "Side",
    "SignalDetection",
    "Summed",
    "by_size",
    "calibration",
    "change",
    "d_prime",
    "item_analysis",
    "judgement",
    "newcombe_paired",
    "normalised_gain",
    "people_judging_wrong",
    "quiz_statistics",
    "random_guess",
    "ratio",
    "record",
    "recorded_item_analysis",
    "recorded_quiz_statistics",
    "shows_learning",
    "signal_detection",
    "standardised",
    "standardised_difference",
    "stratified",
    "t_quantile",
    "wilson",
]
