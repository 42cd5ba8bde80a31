"""What people type on the pages of customers, by topic: shape only."""
