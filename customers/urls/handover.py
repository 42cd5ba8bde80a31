"""Handover and custody."""

from django.urls import path

from customers.views import custody, handover_division, handover_parts, handovers

urlpatterns = [
    path("handovers/", handovers.index, name="handovers"),
    path("handovers/new/", handovers.new, name="handover_new"),
    path("handovers/<int:pk>/", handover_division.handover, name="handover"),
    path("handovers/<int:pk>/allocate/", handover_division.allocate, name="handover_allocate"),
    path("handovers/<int:pk>/offer/", handover_division.offer, name="handover_offer"),
    path("handovers/<int:pk>/leads/", handover_division.leads, name="handover_leads"),
    path("handovers/<int:pk>/cancel/", handovers.cancel, name="handover_cancel"),
    path("handovers/parts/<int:pk>/", handover_parts.part, name="handover_part"),
    path("handovers/parts/<int:pk>/sheet/", handover_parts.sheet, name="handover_sheet"),
    path("handovers/parts/<int:pk>/answer/", handover_parts.answer, name="handover_answer"),
    path("handovers/items/<int:pk>/introduction/", handover_parts.introduction, name="handover_introduction"),
    path("custody/new/", custody.new, name="custody_new"),
    path("custody/<int:pk>/", custody.custody, name="custody"),
    path("custody/<int:pk>/end/", custody.end, name="custody_end"),
    path("staff/<str:staff_no>/handover/", handovers.of_staff, name="handover_of_staff"),
    path("panels/handovers/", handovers.panel, name="panel_handovers"),
    path("of/<str:customer_no>/handovers/", handovers.of_customer, name="handovers_of"),
]
