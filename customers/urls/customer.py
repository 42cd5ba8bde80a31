"""The page of one customer and its panels."""

from django.urls import path

from customers.views import balances, brief, detail, reveal

urlpatterns = [
    path("of/<str:customer_no>/", detail.customer, name="detail"),
    path("of/<str:customer_no>/brief/", brief.brief, name="brief"),
    path("of/<str:customer_no>/next/", detail.next_of_customer, name="next"),
    path("of/<str:customer_no>/holdings/", detail.holdings_of_customer, name="holdings"),
    path("of/<str:customer_no>/accounts/", detail.accounts_of_customer, name="accounts"),
    path("of/<str:customer_no>/loans/", detail.loans_of_customer, name="loans"),
    path("of/<str:customer_no>/movements/", detail.movements_of_customer, name="movements"),
    path("of/<str:customer_no>/tiers/", detail.history_of_customer, name="history"),
    path("of/<str:customer_no>/care/", detail.care_of_customer, name="care"),
    path("of/<str:customer_no>/course/", detail.course_of_customer, name="course"),
    path("of/<str:customer_no>/period/", detail.period_of_customer, name="period"),
    path("of/<str:customer_no>/balances/", balances.balances, name="balances"),
    path("of/<str:customer_no>/chart.json", detail.chart, name="chart"),
    path("of/<str:customer_no>/reveal/", reveal.reveal, name="reveal"),
]
