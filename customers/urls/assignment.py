"""Who gets which customer: queue, decisions, planner."""

from django.urls import path

from customers.views import assignment, planner

urlpatterns = [
    path("assignment/", assignment.index, name="assignment"),
    path("assignment/of/<str:customer_no>/", assignment.assign, name="assign"),
    path("assignment/of/<str:customer_no>/give/", assignment.assign_to, name="assign_to"),
    path("assignment/of/<str:customer_no>/end/", assignment.assign_end, name="assign_end"),
    path("assignment/of/<str:customer_no>/status/", assignment.assign_status, name="assign_status"),
    path("assignment/plan/", planner.plan, name="plan"),
    path("assignment/plan/commit/", planner.plan_commit, name="plan_commit"),
    path("assignment/batches/", planner.plans, name="plans"),
    path("assignment/batches/<int:pk>/", planner.plan_batch, name="plan_batch"),
    path("assignment/batches/<int:pk>/undo/", planner.plan_undo, name="plan_undo"),
    path("panels/unassigned/", assignment.panel, name="panel_unassigned"),
]
