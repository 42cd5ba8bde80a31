"""Routes of the organisation."""

from django.urls import path

from organisation.views import (
    absences,
    account,
    branches,
    closures,
    nights,
    panels,
    people,
    presets,
    records,
    trail,
)

app_name = "organisation"
urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="account_end_sessions"),
    path("branches/", branches.branches, name="branches"),
    path("branches/<str:branch_no>/", branches.branch, name="branch"),
    path("staff/", people.staff_list, name="staff_list"),
    path("staff/<str:staff_no>/", people.staff_detail, name="staff"),
    path("staff/<str:staff_no>/grant/", people.grant, name="grant"),
    path("grants/<int:pk>/revoke/", people.revoke, name="revoke"),
    path("staff/<str:staff_no>/absences/new/", absences.new, name="absence_new"),
    path("absences/", absences.absences, name="absences"),
    path("absences/<int:pk>/", absences.absence, name="absence"),
    path("absences/<int:pk>/end/", absences.end, name="absence_end"),
    path("staff/<str:staff_no>/post/", records.post, name="post_new"),
    path("staff/<str:staff_no>/certificates/new/", records.certificate, name="certificate_new"),
    path("staff/<str:staff_no>/violations/new/", records.violation, name="violation_new"),
    path("certificates/<int:pk>/end/", records.certificate_end, name="certificate_end"),
    path("calendar/", closures.calendar, name="calendar"),
    path("calendar/<int:pk>/take-back/", closures.reopen, name="closure_remove"),
    path("nights/", nights.nights, name="nights"),
    path("nights/start/", nights.start, name="nights_start"),
    path("nights/<int:pk>/", nights.night, name="night"),
    path("nights/<int:pk>/rejects/", nights.rejects, name="rejects"),
    path("presets/", presets.presets, name="presets"),
    path("presets/<str:key>/", presets.preset, name="preset"),
    path("presets/versions/<int:pk>/decide/", presets.decide, name="decide"),
    path("audit/", trail.log, name="audit"),
    path("audit/verify/", trail.verify, name="audit_verify"),
    path("panels/runs/", panels.runs, name="panel_runs"),
    path("panels/audit/", panels.trail, name="panel_audit"),
    path("panels/presets/", panels.waiting, name="panel_presets"),
]
