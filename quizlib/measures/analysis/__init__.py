"""What counts and records say: of items, judgements, change and sureness."""
