"""`python -m quizlib`: the `quizlib` command."""

import sys

from quizlib.cli import main

sys.exit(main())
