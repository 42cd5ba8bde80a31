"""A demonstration bank, written as nightly drops and loaded like any bank's.

Standard library only, no Django and no database (but for `work`, which plays on the loaded bank): what it writes is
the contract of the nightly extracts and nothing else. Everything is drawn from seeded generators, one per customer,
so the same arguments give the same bytes and memory does not grow with the number of customers.
"""
