"""What people do with profiles: open a year, sign for a centre, tell the centres the network's figures."""

import hashlib
import json
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.people.access import Person, Refused
from omuz.foundation.people.models import Centre
from omuz.network.directory.queries.entries import secret_centres
from omuz.network.profiles.models import NetworkFigures, PublicProfile, SignedProfile
from omuz.network.profiles.queries.figures import figures_of, indicators_of, tables_now
from omuz.network.profiles.queries.profiles import newest_signed, signed_of
from omuz.network.profiles.queries.sheets import public_names, sheet
from omuz.network.profiles.queries.telling import OWN
from omuz.network.profiles.rules.counting import PUBLISH_FROM
from omuz.network.profiles.rules.secrecy import without_where
from omuz.network.profiles.rules.sheet import by_name
from omuz.network.surveys import actions as surveys
from omuz.network.surveys.actions.rounds import Guest
from omuz.network.surveys.instances import values_of
from omuz.network.surveys.models import Answer, Invitation, QuestionnaireVersion, Round
from omuz.network.surveys.queries.answers import answer_of

CODE = "centre_profile"


def open_year(*, by: Person, opens_on: date, due_on: date, note: str = "") -> Round:
    """Ask every centre for its profile; Refused where that year has its round already.

    The newest published version of the questionnaire is asked; where there is none, the catalogue's is taken in.
    """
    by.require("profiles.manage")
    if Round.objects.filter(kind=Round.Kind.PROFILE, opens_on__year=opens_on.year).exists():
        raise Refused(_("Bu yılın profil turu zaten var; son günü ya da davetlileri o turda değiştirin."))
    guests = [Guest(centre_id) for centre_id in Centre.objects.values_list("id", flat=True)]
    if not guests:
        raise Refused(_("Henüz hiç merkez yok; önce bilgi işlem merkezleri açar."))
    return surveys.open_round(
        by=by,
        version=_version(by),
        title=_("Merkez profili %(year)s") % {"year": opens_on.year},
        opens_on=opens_on,
        due_on=due_on,
        guests=guests,
        note=note,
        kind=Round.Kind.PROFILE,
    )


def _version(by: Person) -> QuestionnaireVersion:
    rows = QuestionnaireVersion.objects.filter(questionnaire__code=CODE, published_at__isnull=False)
    newest: QuestionnaireVersion | None = rows.select_related("questionnaire").order_by("-number").first()
    if newest is not None:
        return newest
    path = catalogue_folder() / "surveys" / f"{CODE}.xlsx"
    version, _new = surveys.take_in(by=by, content=path.read_bytes(), name=path.name)
    return surveys.publish_version(by=by, version=version)


def sign(*, by: Person, invitation: Invitation, now: datetime | None = None) -> SignedProfile:
    """Sign what her centre sent; its public part is open to everybody from here on.

    Refused where nothing is sent, or this very answer is signed already.
    """
    by.require("profiles.sign", invitation.centre_id)
    found = Answer.objects.filter(invitation=invitation).defer("instance").order_by("-number").first()
    if found is None:
        raise Refused(_("Henüz gönderilmiş bir profil yok; önce formu gönderin, sonra imzalayın."))
    about = f"round:{invitation.round.code}"
    with recorded(by=by, event="profile.signed", centre=invitation.centre_id, about=about):
        answer = answer_of(by, found.id, for_update=True)
        if answer.state != Answer.State.SUBMITTED:
            raise Refused(_("Form şu anda yazılıyor; önce gönderin, sonra imzalayın."))
        before = newest_signed(invitation)
        if before is not None and before.revision == answer.revision:
            raise Refused(_("Bu profil zaten imzalı; yanıtlar değişmedikçe yeniden imzalanmaz."))
        return _signed(by, invitation, answer, now or timezone.now())


def _signed(by: Person, invitation: Invitation, answer: Answer, now: datetime) -> SignedProfile:
    values = by_name(values_of(answer))
    row: SignedProfile = SignedProfile.objects.create(
        centre_id=invitation.centre_id,
        round=invitation.round,
        answer=answer,
        version=answer.version,
        revision=answer.revision,
        digest=hashlib.sha256(answer.instance.encode()).hexdigest(),
        values=values,
        signed_at=now,
        signed_by=by.staff_id,
    )
    public = public_names(answer.version)
    # What everybody may read does not hold the place of a confidential centre, not even where no page shows it.
    told = without_where(sheet(answer.version), values) if invitation.centre_id in secret_centres() else values
    shown = {name: text for name, text in told.items() if name in public and text}
    page = PublicProfile.objects.filter(round=invitation.round, centre_id=invitation.centre_id).first()
    page = page or PublicProfile(round=invitation.round, centre_id=invitation.centre_id)
    page.version, page.values, page.signed_at = answer.version, shown, now
    page.save()
    return row


def publish_figures(*, by: Person, asked: Round, now: datetime | None = None) -> NetworkFigures:
    """Tell every centre the network's figures of a round, through the gate.

    Refused below five signed profiles, and where fewer than five were signed since the last telling.
    """
    by.require("profiles.manage")
    signed = list(signed_of(asked).values())
    last = NetworkFigures.objects.filter(round=asked).first()
    if len(signed) < PUBLISH_FROM:
        raise Refused(_("Beşten az merkez imzaladı; ağın sayıları ancak beş imzadan sonra paylaşılır."))
    fresh = [row for row in signed if last is None or row.signed_at > last.published_at]
    if len(fresh) < PUBLISH_FROM:
        raise Refused(
            _("Son paylaşımdan bu yana beşten az merkez imzaladı; aradaki fark bir merkezin yanıtını ele verirdi.")
        )
    tables = tables_now(asked, signed)
    with recorded(by=by, event="profile.figures_published", about=f"round:{asked.code}"):
        row: NetworkFigures = NetworkFigures.objects.create(
            round=asked,
            invited=Invitation.objects.filter(round=asked).count(),
            signed=len(signed),
            figures={name: figure.to_json() for name, figure in figures_of(asked, tables).items()},
            indicators=indicators_of(tables),
            tables={key: json.loads(table.to_json()) for key, table in tables.items() if not key.startswith(OWN)},
            published_at=now or timezone.now(),
            published_by=by.staff_id,
        )
    return row
