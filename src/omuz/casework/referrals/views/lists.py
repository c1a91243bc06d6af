"""Referrals of a centre by the code of their file, and taking back one item of her yes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import opened, record_of
from omuz.casework.consents.forms.asking import WithdrawForm
from omuz.casework.consents.models import Consent
from omuz.casework.consents.queries.wording import group_label
from omuz.casework.referrals.actions.recalling import withdraw_from_recipients
from omuz.casework.referrals.queries.lists import PAGE, referral_lines
from omuz.casework.referrals.views.places import place_of, seen
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Open referrals first, those whose answer is due on top; codes and institutions, nothing about her."""
    place, all_of_them = place_of(request, "cases.read"), bool(request.GET.get("hepsi"))
    lines = referral_lines(request.person, vault=vault_of(request), centre_id=place.centre_id, closed=all_of_them)
    context = {
        "place": place, "lines": lines[:PAGE], "more": len(lines) > PAGE, "all": all_of_them,
        "today": timezone.localdate(),
    }  # fmt: skip
    return seen(request, "referrals/list.html", context, event="referral.list_read", centre=place.centre_id)


@page("cases.write")
def withdraw(request: SignedInRequest, consent_id: UUID) -> HttpResponseBase:
    """She takes one item back: what happens is said before it happens."""
    row = record_of(request.person, Consent, consent_id, permission="cases.write")
    file = opened(row.case, vault_of(request))
    form = WithdrawForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        done = withdraw_from_recipients(
            by=request.person, vault=vault_of(request), case_id=file.id, on=form.cleaned_data["on"],
            consent_ids=[consent_id],
        )  # fmt: skip
        sentence = _("Onay geri alındı. Kapanan gönderi: %(closed)s. Söylenecek alıcı: %(tell)s.")
        messages.success(request, sentence % {"closed": done.packets, "tell": done.recalls})
        return redirect(reverse("consents:case", args=[file.id]))
    answers = row.opened(file.key, "answers")
    words = {"to": answers["recipient"]["name"], "what": group_label(answers["group"])}
    context = {
        "heading": _("Onayını geri aldı"),
        "gone": [_("%(to)s kurumuna %(what)s için verilen onay.") % words, _("Buna dayanan gönderi kapanır.")],
        "kept": [
            _("Ne zaman evet dediği ve ne zaman geri aldığı."),
            _("Mektup ya da telefonla söylendiyse, alıcıya haber verme görevi."),
        ],
        "form": form, "act": _("Geri al"), "back": reverse("consents:case", args=[file.id]),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context)
