"""Addresses of the standards room; nothing in them tells what a page is about a centre."""

from django.urls import path

from omuz.network.standards.views import assessing, improving, policies, rounds, versions, visiting

app_name = "standards"

_VERSION = "surum/<uuid:standard_id>/"
_CRITERION = _VERSION + "olcut/<str:code>/"
_ASSESSMENT = "degerlendirme/<uuid:assessment_id>/"

urlpatterns = [
    path("", versions.overview, name="overview"),
    path("ilk-surum/", versions.take_first, name="take-in"),
    path(_VERSION, versions.standard, name="standard"),
    path(_VERSION + "metin/", versions.whole_text, name="text"),
    path(_VERSION + "taslak/", versions.draft, name="draft"),
    path(_VERSION + "degisiklikler/", versions.redline_page, name="redline"),
    path(_VERSION + "yayimla/", versions.publish_draft, name="publish"),
    path(_VERSION + "karar/", versions.adoption, name="adopt"),
    path(_CRITERION, versions.criterion, name="criterion"),
    path(_CRITERION + "yaz/", versions.wording, name="wording"),
    path(_CRITERION + "soz/", versions.say_remark, name="remark"),
    path("soz/<uuid:remark_id>/sonuc/", versions.settle_remark, name="settle"),
    path("tur/yeni/", rounds.new, name="new-round"),
    path("tur/<uuid:round_id>/", rounds.round_page, name="round"),
    path("tur/<uuid:round_id>/kapat/", rounds.close, name="close-round"),
    path(_ASSESSMENT + "ziyaretci/", rounds.visitor, name="visitor"),
    path(_ASSESSMENT + "yeniden-ac/", rounds.reopen_page, name="reopen"),
    path(_ASSESSMENT + "katilmiyoruz/", rounds.declining, name="decline"),
    path(_ASSESSMENT, assessing.assessment, name="assessment"),
    path(_ASSESSMENT + "bolum/<str:code>/", assessing.chapter, name="chapter"),
    path(_ASSESSMENT + "olcut/<str:code>/", assessing.single, name="single"),
    path(_ASSESSMENT + "olcut/<str:code>/kanit/", assessing.evidence, name="evidence"),
    path(_ASSESSMENT + "olcut/<str:code>/kanit/<int:place>/cikar/", assessing.drop, name="drop-evidence"),
    path(_ASSESSMENT + "sakla/", assessing.kept, name="keep"),
    path(_ASSESSMENT + "imza/", assessing.signature, name="sign"),
    path(_ASSESSMENT + "profil/", assessing.profile_page, name="profile"),
    path(_ASSESSMENT + "belge.<str:ending>", assessing.taken, name="export"),
    path(_ASSESSMENT + "ziyaret/", visiting.visit, name="visit"),
    path(_ASSESSMENT + "ziyaret/<str:code>/", visiting.criterion, name="visit-criterion"),
    path(_ASSESSMENT + "ziyaret-imza/", visiting.signature, name="sign-visit"),
    path(_ASSESSMENT + "onay/", visiting.approval, name="approve"),
    path("adimlar/", improving.steps, name="actions"),
    path("adimlar/yeni/<uuid:assessment_id>/<str:code>/", improving.new, name="new-action"),
    path("adimlar/<uuid:step_id>/", improving.step, name="action"),
    path("adimlar/<uuid:step_id>/sonuc/", improving.settled, name="settle-action"),
    path("adimlar/<uuid:step_id>/yeniden/", improving.rechecked, name="recheck"),
    path("uyum/", policies.matrix_page, name="matrix"),
    path("uyum/belge/", policies.document, name="new-document"),
    path("uyum/belge/<uuid:document_id>/", policies.document, name="document"),
    path("uyum/belge/<uuid:document_id>/sil/", policies.removed, name="remove-document"),
]
