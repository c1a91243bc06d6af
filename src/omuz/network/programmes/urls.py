"""Addresses of programmes."""

from django.urls import path

from omuz.network.programmes.views import reading, writing

app_name = "programmes"

_GOAL = "<slug:code>/is/<uuid:goal_id>/"

urlpatterns = [
    path("", reading.listed, name="list"),
    path("yeni/", writing.programme, name="new"),
    path("<slug:code>/", reading.one, name="one"),
    path("<slug:code>/yaz/", writing.programme, name="write"),
    path("<slug:code>/yenile/", writing.recount, name="recount"),
    path("<slug:code>/satir/", writing.remark, name="remark"),
    path("<slug:code>/satir/<uuid:remark_id>/sil/", writing.unremark, name="unremark"),
    path("<slug:code>/ekle/<slug:level>/", writing.new_goal, name="new-objective"),
    path("<slug:code>/ekle/<slug:level>/<uuid:parent_id>/", writing.new_goal, name="new-goal"),
    path(_GOAL, writing.goal, name="goal"),
    path(f"{_GOAL}goster/", writing.show, name="show"),
    path(f"{_GOAL}sil/", writing.remove, name="remove"),
    path(f"{_GOAL}kanit/<uuid:piece_id>/sil/", writing.hide, name="hide"),
]
