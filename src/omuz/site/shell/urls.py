"""Addresses of the frame itself."""

from django.urls import path

from omuz.site.shell import health, views

urlpatterns = [
    path("", views.today, name="today"),
    path("dil/", views.choose_language, name="language"),
    path("sunum/", views.toggle_presentation, name="presentation"),
    path("kisayollar/", views.toggle_single_keys, name="single-keys"),
    path("galeri/", views.gallery, name="gallery"),
    path("saglik/", health.health, name="health"),
]
