"""What participants see and do."""
