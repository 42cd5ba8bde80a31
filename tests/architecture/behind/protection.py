"""Behind the doors of protection: who looked at the customers themselves."""

from tests.architecture.behind import Topic

TOPIC = Topic(
    addressed={
        ("customer_no",): frozenset({"customers:opened", "customers:watchers_of", "customers:watchers"})
    },
    posts={"customers:opened": {204}},
)
