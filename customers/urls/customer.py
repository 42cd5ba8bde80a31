"""The page of one customer and its panels."""

from django.urls import path

from customers.views import brief, detail, reveal

urlpatterns = [
    path("of/<str:customer_no>/", detail.customer, name="detail"),
    path("of/<str:customer_no>/brief/", brief.brief, name="brief"),
    path("of/<str:customer_no>/next/", detail.panel_next, name="next"),
    path("of/<str:customer_no>/holdings/", detail.panel_holdings, name="holdings"),
    path("of/<str:customer_no>/accounts/", detail.panel_accounts, name="accounts"),
    path("of/<str:customer_no>/loans/", detail.panel_loans, name="loans"),
    path("of/<str:customer_no>/movements/", detail.panel_movements, name="movements"),
    path("of/<str:customer_no>/tiers/", detail.panel_history, name="history"),
    path("of/<str:customer_no>/care/", detail.panel_care, name="care"),
    path("of/<str:customer_no>/course/", detail.panel_course, name="course"),
    path("of/<str:customer_no>/period/", detail.panel_period, name="period"),
    path("of/<str:customer_no>/chart.json", detail.chart, name="chart"),
    path("of/<str:customer_no>/reveal/", reveal.reveal, name="reveal"),
]
