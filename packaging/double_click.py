"""The way into the folder that starts by a double click: it leads workshops on this laptop, and needs no Python."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from webapp.cli.workshop import workshop


def main() -> None:
    """Run beside the program, whatever folder it was started from; leave an error on the screen until it was read."""
    os.chdir(Path(sys.executable).parent)
    try:
        workshop()
    except SystemExit as end:
        if end.code and sys.stdin and sys.stdin.isatty():
            input("\nTryk på Enter for at lukke. / Press Enter to close. ")
        raise


if __name__ == "__main__":
    main()
