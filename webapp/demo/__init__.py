"""A made-up campaign, drawn from a model whose truth is known, so that the staff pages can be seen full."""
