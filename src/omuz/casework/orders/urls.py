"""Addresses of orders; none of them carries a code, a name or a word about her."""

from django.urls import path

from omuz.casework.orders.views import aid, decisions, letters, lists, orders, requests

app_name = "orders"

urlpatterns = [
    path("listeler/", lists.registers, name="registers"),
    path("tutarlar/", lists.values, name="values"),
    path("<uuid:case_id>/", lists.of_case, name="case"),
    path("<uuid:case_id>/karar/", orders.new, name="new"),
    path("karar/<uuid:order_id>/", orders.one, name="order"),
    path("karar/<uuid:order_id>/adim/<slug:kind>/", orders.step, name="step"),
    path("karar/<uuid:order_id>/geri/<uuid:step_id>/", orders.take_back, name="take-back"),
    path("<uuid:case_id>/yardim/", aid.new, name="aid-new"),
    path("yardim/<uuid:aid_id>/", aid.one, name="aid"),
    path("<uuid:case_id>/bildirim/", decisions.new, name="decision-new"),
    path("bildirim/<uuid:decision_id>/", decisions.one, name="decision"),
    path("bildirim/<uuid:decision_id>/yeniden/", decisions.again, name="decision-again"),
    path("bildirim/<uuid:decision_id>/<slug:what>/", decisions.settle, name="decision-settle"),
    path("<uuid:case_id>/istek/", requests.new, name="request-new"),
    path("istek/<uuid:request_id>/", requests.one, name="request"),
    path("istek/<uuid:request_id>/yanit/", letters.new, name="letter-new"),
    path("istek/<uuid:request_id>/<slug:what>/", requests.note, name="request-note"),
    path("yanit/<uuid:answer_id>/", letters.one, name="letter"),
    path("yanit/<uuid:answer_id>/belge/", letters.paper, name="letter-paper"),
    path("yanit/<uuid:answer_id>/<slug:what>/", letters.settle, name="letter-settle"),
]
