"""The `webapp` command: one file for each topic, joined by `main`. Each command imports what it needs when it runs."""
