"""Behind the doors of protection: who looked at the customers themselves."""

from tests.architecture.behind import Topic

_NOT_TOLD = {"ana", "ben"}
TOPIC = Topic(
    addressed={
        ("customer_no",): frozenset({"customers:opened", "customers:watchers_of", "customers:watchers"})
    },
    withheld={"customers:panel_unusual": _NOT_TOLD},
    posts={"customers:opened": {204}},
)
