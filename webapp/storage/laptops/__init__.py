"""Laptops: small groups of workshops without internet reach the campaign, sealed, and join those who wait."""
