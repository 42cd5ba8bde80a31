"""Filters of the score pages."""
