"""Addresses of the team's room; none of them carries a code, a name or a word about her."""

from django.urls import path

from omuz.casework.team.views import meetings, naming, reading, walls, work

app_name = "team"

urlpatterns = [
    path("", work.team, name="team"),
    path("acil/<uuid:entry_id>/gorusuldu/", work.met, name="met"),
    path("toplanti/", meetings.listed, name="meetings"),
    path("toplanti/<uuid:meeting_id>/", meetings.one, name="meeting"),
    path("toplanti/<uuid:meeting_id>/yaz/", meetings.keep, name="keep"),
    path("toplanti/<uuid:meeting_id>/gundem/", meetings.choose, name="choose"),
    path("toplanti/<uuid:meeting_id>/gundem/<uuid:item_id>/cikar/", meetings.take, name="take"),
    path("toplanti/<uuid:meeting_id>/karar/<uuid:case_id>/", meetings.decision, name="decision"),
    path("toplanti/<uuid:meeting_id>/tutanak/", meetings.minutes, name="minutes"),
    path("karar/<uuid:decision_id>/", meetings.settle, name="settle"),
    path("kim-bilir/<uuid:case_id>/", walls.walls, name="walls"),
    path("kim-bilir/<uuid:case_id>/bildir/", walls.declare, name="declare"),
    path("kim-bilir/<uuid:case_id>/bildir/<uuid:declaration_id>/kaldir/", walls.lift, name="lift"),
    path("kim-bilir/<uuid:case_id>/bag/", walls.tie, name="tie"),
    path("kim-bilir/<uuid:case_id>/liste/", walls.restrict, name="restrict"),
    path("kim-bilir/<uuid:case_id>/liste/ac/", walls.lift_list, name="lift-list"),
    path("kisitli/", walls.glass, name="glass"),
    path("kisitli/<uuid:glass_id>/", walls.answer, name="glass-answer"),
    path("isim/", naming.search, name="search"),
    path("aramalar/", naming.log, name="log"),
    path("aramalar/bakildi/", naming.seen, name="seen"),
    path("okumalar/", reading.unusual, name="reading"),
    path("okumalar/bakildi/", reading.looked_at, name="reading-seen"),
    path("ay/", naming.month, name="month"),
    path("birlestir/<uuid:case_id>/", naming.merging, name="merging"),
    path("birlestir/<uuid:case_id>/oner/", naming.propose, name="propose"),
    path("birlesme/<uuid:merge_id>/", naming.answer_merge, name="answer-merge"),
]
