"""The pages and files that show the campaign's figures."""
