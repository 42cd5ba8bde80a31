"""Measures the load, the night and the pages against the least that the same work could cost, on the same machine
in the same run. Ratios travel between machines; seconds do not, so no test holds a time.
"""
