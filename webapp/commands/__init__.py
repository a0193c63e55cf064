"""Commands of `webapp` beside those in `webapp.cli`: about what is counted, and about what is kept."""
