"""Addresses of the guide."""

from django.urls import path

from omuz.site.guide.views import guide

urlpatterns = [
    path("", guide, name="guide"),
    path("<slug:name>/", guide, name="guide-page"),
]
