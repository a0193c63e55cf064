"""A site of several processes on PostgreSQL: how many answers they take, and what is left when something dies."""
