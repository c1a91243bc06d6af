"""Addresses about people: doors, the own account, colleagues, places, keys, the log."""

from django.conf import settings
from django.urls import path

from omuz.foundation.people.views import account, doors, keys, log, places, renewal, staff

urlpatterns = [
    path("giris/", doors.sign_in, name="sign-in"),
    path("giris/", doors.sign_in, name="account_login"),
    path("giris/ikinci-adim/", doors.second_step, name="mfa_authenticate"),
    path("giris/bastan/", doors.begin_again, name="begin-again"),
    path("davet/<str:word>/", staff.invitation, name="invitation"),
    path("kilit/", doors.lock, name="lock"),
    path("kilit/ac/", doors.unlock, name="unlock"),
    path("onay/", doors.confirm, name="confirm"),
    path("cikis/", doors.sign_out, name="sign-out"),
    path("burada/", doors.alive, name="alive"),
    path("hesabim/", account.profile, name="profile"),
    path("hesabim/parola/", account.change_password, name="change-password"),
    path("hesabim/oturum/bitir/", account.end_session, name="end-session"),
    path("hesabim/oturum/hepsi/", account.sign_out_everywhere, name="sign-out-everywhere"),
    path("hesabim/ikinci-adim/", account.second_factor, name="second-factor"),
    path("hesabim/ikinci-adim/", account.second_factor, name="mfa_index"),
    path("hesabim/ikinci-adim/uygulama/", account.app_on, name="mfa_activate_totp"),
    path("hesabim/ikinci-adim/uygulama/kaldir/", account.app_off, name="mfa_deactivate_totp"),
    path("hesabim/ikinci-adim/gecis-anahtari/", account.passkey_on, name="mfa_add_webauthn"),
    path("hesabim/ikinci-adim/gecis-anahtari/<int:pk>/kaldir/", account.passkey_off, name="mfa_remove_webauthn"),
    path("hesabim/ikinci-adim/yedek-kodlar/", account.new_codes, name="mfa_generate_recovery_codes"),
    path("ekip/", staff.people, name="people"),
    path("ekip/davet/", staff.invite, name="invite"),
    path("ekip/<uuid:staff_id>/", staff.person, name="person"),
    path("ekip/<uuid:staff_id>/gorev/", staff.give_post, name="give-post"),
    path("ekip/<uuid:staff_id>/yenile/", staff.renew, name="renew"),
    path("ekip/<uuid:staff_id>/ayril/", staff.leave, name="leave"),
    path("kurulum/", places.places, name="places"),
    path("kurulum/kurum/", places.found_organisation, name="found-organisation"),
    path("kurulum/merkez/", places.found_centre, name="found-centre"),
    path("kurulum/gunluk/", log.installation_log, name="installation-log"),
    path("kim-neye-bakti/", log.log, name="audit"),
]
if settings.OMUZ_KIND != "network":
    # What these keys open is written in a centre; where no centre is installed there is nothing to hold.
    urlpatterns += [
        path("ekip/<slug:code>/<uuid:staff_id>/anahtar/", staff.grant, name="grant"),
        path("anahtarlar/", keys.keys, name="keys"),
        path("anahtarlar/<slug:code>/olustur/", keys.make_key, name="make-key"),
        path("anahtarlar/<slug:code>/<uuid:staff_id>/geri-al/", keys.take_back, name="take-back"),
        path("anahtarlar/<slug:code>/kasada/", keys.sheet_stored, name="sheet-stored"),
        path("anahtarlar/<slug:code>/kurtar/", keys.recover, name="recover"),
        path("anahtarlar/<slug:code>/dene/", renewal.try_sheet, name="try-sheet"),
        path("anahtarlar/<slug:code>/yenile/", renewal.renew, name="renew-key"),
        path("anahtarlar/<slug:code>/yenile/basla/", renewal.begin, name="begin-renewing"),
        path("anahtarlar/<slug:code>/yenile/surdur/", renewal.go_on, name="go-on-renewing"),
    ]
