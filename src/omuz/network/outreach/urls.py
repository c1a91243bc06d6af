"""Addresses of activities of prevention."""

from django.urls import path

from omuz.network.outreach import views

app_name = "outreach"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("tablo.xlsx", views.as_table, name="table"),
    path("yeni/", views.activity, name="new"),
    path("<uuid:activity_id>/", views.activity, name="activity"),
    path("<uuid:activity_id>/sil/", views.removed, name="remove"),
]
