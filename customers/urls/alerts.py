"""Early warning: alerts, retention, the register, the precision of rules, the customer's stage."""

from django.urls import path

from customers.views import alert_records, alerts, precision

urlpatterns = [
    path("alerts/", alerts.index, name="alerts"),
    path("alerts/rules/", precision.precision, name="alert_rules"),
    path("alerts/rules/chart.json", precision.chart, name="alert_rules_chart"),
    path("alerts/register/", alert_records.register, name="alert_register"),
    path("alerts/register/<str:kind>/", alert_records.register_export, name="alert_register_export"),
    path("alerts/<int:pk>/", alerts.alert, name="alert"),
    path("alerts/<int:pk>/close/", alerts.close, name="alert_close"),
    path("alerts/<int:pk>/retention/", alerts.retain, name="alert_retain"),
    path("alerts/<int:pk>/owner/", alerts.give, name="alert_give"),
    path("of/<str:customer_no>/alerts/", alerts.of_customer, name="alerts_of"),
    path("of/<str:customer_no>/event/", alert_records.event, name="alert_event"),
    path("of/<str:customer_no>/stage/", alert_records.stage, name="stage"),
    path("panels/alerts/", alerts.panel, name="panel_alerts"),
]
