"""Questions of other programs: read into drafts of ours, and ours written for them.

A reader makes neutral Items out of a file, and drafting makes a quiz of them. A writer makes a file out of Items. Every
question of a file becomes an Item or a refusal with its reason; nothing is guessed.
"""

from quizlib.exchange.drafting import Draft, drafts
from quizlib.exchange.formats import read_questions
from quizlib.exchange.item import Imported, NotReadable

__all__ = ["Draft", "Imported", "NotReadable", "drafts", "read_questions"]
