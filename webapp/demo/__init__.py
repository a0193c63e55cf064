"""A made-up campaign that fills the staff's pages. It is drawn from a model whose true values are known."""
