"""Everything that is stored: all SQL is here, and no module here knows a request."""
