"""Addresses of files; none of them carries a code, a name or a word about her. The page of a file is the desk's."""

from django.urls import path

from omuz.casework.cases.views import lists, opening, parts, steps

app_name = "cases"

urlpatterns = [
    path("", lists.listed, name="list"),
    path("bul/", lists.find, name="find"),
    path("yeni/", opening.new, name="new"),
    path("yeni/<uuid:contact_id>/", opening.from_contact_page, name="from-contact"),
    path("ekle/<uuid:contact_id>/", opening.attach, name="attach"),
    path("<uuid:case_id>/arayan/", lists.called, name="called"),
    path("<uuid:case_id>/yeniden/", opening.again, name="again"),
    path("<uuid:case_id>/adim/", steps.step, name="step"),
    path("<uuid:case_id>/devir/", steps.holder, name="holder"),
    path("<uuid:case_id>/kapat/", steps.close, name="close"),
    path("<uuid:case_id>/yol/", steps.child, name="child"),
    path("<uuid:case_id>/bolum/", steps.own_part, name="own-part"),
    path("<uuid:case_id>/birlikte/", steps.review, name="review"),
    path("<uuid:case_id>/guvenli/", parts.safe, name="safe"),
    path("<uuid:case_id>/bilgi/", parts.about, name="about"),
    path("<uuid:case_id>/kimlik/", parts.identity, name="identity"),
    path("<uuid:case_id>/kimlik/sil/", parts.forget, name="forget"),
    path("<uuid:case_id>/kod/", parts.code, name="code"),
]
