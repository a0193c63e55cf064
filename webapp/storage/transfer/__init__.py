"""Transfer: backups, and counts on their way between machines."""
