"""Reads of customers, each already cut to the reader's rows and columns."""
