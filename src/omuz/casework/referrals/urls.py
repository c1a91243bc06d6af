"""Addresses of referrals; none of them carries a code, a name or a word about her."""

from django.urls import path

from omuz.casework.referrals.views import book, inbox, letters, lists, one, plans

app_name = "referrals"

urlpatterns = [
    path("", lists.listed, name="list"),
    path("dosya/<uuid:case_id>/yeni/", plans.new, name="new"),
    path("dosya/<uuid:case_id>/ara/", plans.search, name="search"),
    path("onay/<uuid:consent_id>/geri-al/", lists.withdraw, name="withdraw"),
    path("gelen/", inbox.listed, name="inbox"),
    path("gelen/dosya/", inbox.bring, name="bring-letter"),
    path("gelen/<uuid:packet_id>/", inbox.packet, name="packet"),
    path("gelen/<uuid:packet_id>/kabul/", inbox.accept, name="accept"),
    path("gelen/<uuid:packet_id>/cevir/", inbox.refuse, name="refuse"),
    path("gelen/<uuid:packet_id>/tamam/", inbox.done, name="done"),
    path("soylenecek/", inbox.recalled, name="recalls"),
    path("soylenecek/<uuid:recall_id>/", inbox.told, name="told"),
    path("kurumlar/", book.listed, name="institutions"),
    path("kurumlar/yeni/", book.new, name="institution-new"),
    path("kurumlar/iceri/", book.bring, name="institutions-bring"),
    path("kurumlar/<uuid:institution_id>/", book.change, name="institution"),
    path("kurumlar/<uuid:institution_id>/dogrula/", book.confirm, name="institution-confirm"),
    path("kartlar/", book.cards, name="cards"),
    path("kartlar/bizimki/", book.card_file, name="card-file"),
    path("kartlar/yeni/", book.card_bring, name="card-bring"),
    path("kartlar/<uuid:card_id>/", book.card_answer, name="card-answer"),
    path("<uuid:referral_id>/", one.one, name="open"),
    path("<uuid:referral_id>/yaz/", one.change, name="change"),
    path("<uuid:referral_id>/onay/", one.say, name="say"),
    path("<uuid:referral_id>/istisna/", one.ask, name="ask"),
    path("<uuid:referral_id>/hazirla/", one.prepare, name="prepare"),
    path("<uuid:referral_id>/gonder/", one.send, name="send"),
    path("<uuid:referral_id>/sonuc/", one.result, name="result"),
    path("<uuid:referral_id>/geri-al/", one.revoke, name="revoke"),
    path("<uuid:referral_id>/at/", one.discard, name="discard"),
    path("<uuid:referral_id>/mektup/", letters.letter, name="letter"),
    path("<uuid:referral_id>/mektup/belge/", letters.pdf, name="letter-pdf"),
    path("<uuid:referral_id>/mektup/dosya/", letters.parcel, name="letter-file"),
]
