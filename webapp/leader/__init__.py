"""The pages for leading a workshop."""
