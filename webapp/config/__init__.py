"""Settings, the data folder, and keys derived from the site's secret."""
