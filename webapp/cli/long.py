"""Long: a command that can take long shows how far it is, as a bar on a terminal and in plain lines elsewhere."""

from __future__ import annotations

import click


class Long(click.Command):
    """A command that says every two seconds that it is at work; what it counts, it tells."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command, and show beside its output how far it is."""
        from quizlib.authoring import showing  # noqa: PLC0415 - each command imports what it needs

        with showing(ctx.command_path):
            return super().invoke(ctx)
