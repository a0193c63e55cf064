"""Everything that is stored: all SQL stands here, and no module here knows a request."""
