"""Pages of who gets in: signing in, joining, confirming, the own account, and all accounts."""
