"""The read API of performance: the same cards, scope and filters as the pages."""
