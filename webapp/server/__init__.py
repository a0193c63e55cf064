"""How `webapp serve` takes requests from the network: whole requests only, and more connections than people have."""
