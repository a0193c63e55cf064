"""Changes of tables, one file a version; Alembic runs them."""
