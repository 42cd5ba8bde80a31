"""Every write of customers with a business meaning, by topic: keyword-only, `by` and `at`, one transaction, audited."""
