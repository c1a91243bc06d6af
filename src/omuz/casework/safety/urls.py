"""Addresses of risk talks and safety plans; none of them carries a code, a name or a word about her."""

from django.urls import path

from omuz.casework.safety.views import files, levels, paper, plans, reminders, talks

app_name = "safety"

urlpatterns = [
    path("kagit/", paper.blank, name="paper"),
    path("dosya/<uuid:case_id>/", files.one, name="file"),
    path("dosya/<uuid:case_id>/konusma/", talks.new, name="talk-new"),
    path("dosya/<uuid:case_id>/konusma/<uuid:talk_id>/taslak/", talks.keep, name="talk-keep"),
    path("dosya/<uuid:case_id>/hatirlatma/", reminders.add, name="reminder"),
    path("dosya/<uuid:case_id>/plan/", plans.new, name="plan-new"),
    path("dosya/<uuid:case_id>/plan/<uuid:plan_id>/taslak/", plans.keep, name="plan-keep"),
    path("konusma/<uuid:talk_id>/", talks.one, name="talk"),
    path("konusma/<uuid:talk_id>/ekle/", talks.add, name="talk-add"),
    path("konusma/<uuid:talk_id>/at/", talks.discard, name="talk-discard"),
    path("konusma/<uuid:talk_id>/yapilan/", levels.act, name="actions"),
    path("konusma/<uuid:talk_id>/yukselt/", levels.up, name="raise"),
    path("konusma/<uuid:talk_id>/indir/", levels.down, name="lower"),
    path("hatirlatma/<uuid:trigger_id>/kaldir/", reminders.drop, name="reminder-drop"),
    path("plan/<uuid:plan_id>/", plans.one, name="plan"),
    path("plan/<uuid:plan_id>/at/", plans.discard, name="plan-discard"),
    path("plan/<uuid:plan_id>/kagit/", plans.printed, name="plan-print"),
    path("acil/<uuid:entry_id>/", levels.met, name="met"),
]
