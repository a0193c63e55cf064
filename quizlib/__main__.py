"""`python -m quizlib`: the `quizlib` command."""

import sys

from quizlib.commands import main

sys.exit(main())
