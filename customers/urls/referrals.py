"""Recognise and refer."""

from django.urls import path

from customers.views import recognise, referral, referrals

urlpatterns = [
    path("recognise/", recognise.page, name="recognise"),
    path("refer/", referrals.refer, name="refer"),
    path("refer/<int:pk>/", referrals.refer_customer, name="refer_customer"),
    path("referrals/", referrals.index, name="referrals"),
    path("referrals/register.<slug:kind>", referrals.export, name="referrals_export"),
    path("referrals/<int:pk>/", referral.referral, name="referral"),
    path("referrals/<int:pk>/accept/", referral.accept, name="referral_accept"),
    path("referrals/<int:pk>/pass/", referral.pass_on, name="referral_pass"),
    path("referrals/<int:pk>/result/", referral.attempt, name="referral_attempt"),
    path("panels/referrals/", referral.panel, name="panel_referrals"),
    path("of/<str:customer_no>/referrals/", referral.of_customer, name="referrals_of"),
]
