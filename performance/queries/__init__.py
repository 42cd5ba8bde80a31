"""Reads of scores, each already cut to the reader's rows and columns."""
