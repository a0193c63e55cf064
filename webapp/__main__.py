"""`python -m webapp`: the `webapp` command."""

from webapp.command import main

main()
