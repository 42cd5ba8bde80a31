"""PostgreSQL and Valkey for a machine that has neither: their binaries come from packages, their life cycle
is here.

Standard library only, so that settings, manage.py and the test run may use it before Django starts.
"""
