"""Statistics of numbers alone: intervals, proportions, ratios, clusters."""
