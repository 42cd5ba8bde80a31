"""The read API of customers: the same rows, columns and filters as the pages."""
