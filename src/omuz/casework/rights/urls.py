"""Addresses of her rights; none of them carries a code, a name or a word about her."""

from django.urls import path

from omuz.casework.rights.views import breaches, destroying, files, papers, reading, requests, rounds

app_name = "rights"

urlpatterns = [
    path("", requests.register, name="register"),
    path("istek/<uuid:request_id>/", requests.one, name="request"),
    path("dosya/<uuid:case_id>/", files.one, name="file"),
    path("dosya/<uuid:case_id>/istek/", requests.ask, name="ask"),
    path("dosya/<uuid:case_id>/duraklat/", files.pause, name="pause"),
    path("dosya/<uuid:case_id>/saklama/", files.keep, name="keep"),
    path("dosya/<uuid:case_id>/bilgilendirme/", files.tell, name="tell"),
    path("dosya/<uuid:case_id>/geri-al/", files.withdraw, name="withdraw"),
    path("dosya/<uuid:case_id>/goster/", reading.show, name="show"),
    path("dosya/<uuid:case_id>/goster/belge/", reading.show_paper, name="show-paper"),
    path("dosya/<uuid:case_id>/dokum/", reading.statement_page, name="statement"),
    path("dosya/<uuid:case_id>/dokum/belge/", reading.statement_paper, name="statement-paper"),
    path("dosya/<uuid:case_id>/imha/", destroying.file, name="erase"),
    path("temas/", destroying.find_contact, name="find-contact"),
    path("temas/<uuid:contact_id>/", destroying.contact, name="forget-contact"),
    path("saklama/", rounds.due, name="due"),
    path("tutanak/", rounds.minutes_list, name="minutes-list"),
    path("tutanak/<uuid:minutes_id>/", rounds.minutes, name="minutes"),
    path("tutanak/<uuid:minutes_id>/belge/", rounds.minutes_paper, name="minutes-paper"),
    path("metin/", papers.notice, name="notice"),
    path("metin/belge/", papers.notice_paper, name="notice-paper"),
    path("geri-bildirim/", papers.feedback, name="feedback"),
    path("geri-bildirim/kagit/", papers.feedback_paper, name="feedback-paper"),
    path("veri-koruma/", breaches.overview, name="breaches"),
    path("veri-koruma/yeni/", breaches.write, name="breach-new"),
    path("veri-koruma/<uuid:breach_id>/", breaches.one, name="breach"),
    path("belgeler/", papers.choose, name="papers"),
]
