"""Addresses of the practice room; a story's code is a kind of story, nobody's name."""

from django.urls import path

from omuz.casework.practice import views

app_name = "practice"

urlpatterns = [
    path("", views.index, name="stories"),
    path("<slug:code>/temas/", views.contact, name="contact"),
    path("<slug:code>/gorusme/", views.interview, name="interview"),
]
