"""`omuz return …`: the quarterly return without a browser, for installations that hand it over as a signed file."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from omuz.site.cli import installation
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person
    from omuz.foundation.vault.opened import OpenedVault
    from omuz.network.returns.models import CentreReturn
    from omuz.network.returns.rules.document import Answer


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("return", help=_("dönem bildirimini hazırlar, gönderir, alır"))
    steps = parser.add_subparsers(metavar=_("adım"), required=True)
    prepare = steps.add_parser("prepare", help=_("bir çeyreği sayar ve gidecek hâliyle saklar; hiçbir şey gitmez"))
    _add_whose(prepare)
    prepare.set_defaults(run=run_prepare)
    send = steps.add_parser("send", help=_("hazırlanan bildirimi imzalar, gönderir ve dosyasını yazar"))
    _add_whose(send)
    send.add_argument("--output", type=Path, help=_("imzalı dosya (belge-GÜN.csv)"))
    send.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar=_("SORU=NEDEN"),
        help=_("denetimin bir sorusuna yanıt, örneğin empty/contacts_by_month=real_change; “prepare” soruları yazar"),
    )
    send.add_argument(
        "--to", metavar=_("ADRES"), help=_("ağın adresi (https://…): imzalı dosya doğrudan oraya gönderilir")
    )
    send.set_defaults(run=run_send)
    receive = steps.add_parser("receive", help=_("ağ: bir merkezin imzalı dosyasını alır"))
    receive.add_argument("file", type=Path, metavar=_("DOSYA"), help=_("merkezin verdiği imzalı dosya"))
    receive.add_argument(
        "--fingerprint", default="", help=_("merkezin telefonda okuduğu 24 rakam; yalnızca ilk dosyasında")
    )
    _add_who(receive)
    receive.set_defaults(run=run_receive)


def _add_who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="person", metavar=_("AD"), required=True, help=_("kimin adına; parolası sorulur"))


def _add_whose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--centre", required=True, help=_("merkezin kodu"))
    parser.add_argument("--quarter", required=True, help=_("çeyrek, örneğin 2026-Q3"))
    _add_who(parser)


def run_prepare(args: argparse.Namespace) -> None:
    """Count one quarter and keep it prepared; prints what it holds."""
    with installation.opened():
        row = _prepared(args, *installation.signed_in(args.person))
        _tell(row)


def _prepared(args: argparse.Namespace, person: "Person", vault: "OpenedVault") -> "CentreReturn":
    from omuz.foundation.people.access import acting
    from omuz.network.returns.actions import NotPossible, prepare_return
    from omuz.network.returns.rules.quarters import NotAQuarter, Quarter

    centre_id = next((post.centre_id for post in person.posts if post.centre_code == args.centre), None)
    if centre_id is None:
        raise Stopped(_("Görev yaptığınız merkezler arasında “%(code)s” yok.") % {"code": args.centre})
    try:
        quarter = Quarter.read(args.quarter)
        with acting(person):
            return prepare_return(by=person, vault=vault, centre_id=centre_id, quarter=quarter)
    except NotAQuarter as error:
        raise Stopped(_("“%(text)s” bir çeyrek değil; 2026-Q3 gibi yazın.") % {"text": args.quarter}) from error
    except NotPossible as error:
        raise Stopped(str(error)) from error


def _tell(row: "CentreReturn") -> None:
    from omuz.network.returns.queries.asked import asked_as, asked_of
    from omuz.network.returns.queries.own import tables_of
    from omuz.network.returns.queries.reasons import reasons_for

    for key, table in tables_of(row).items():
        total = "–" if table.total.value is None else str(table.total.value)
        told = {"key": key, "total": total, "hidden": table.hidden_count}
        print(_("%(key)s: toplam %(total)s, gizlenen %(hidden)d") % told)
    for question in asked_of(row):
        if question.demands and question.name not in row.document.answers:
            reasons = ", ".join(reason.code for reason in reasons_for(asked_as(question.check)))
            print(_("Yanıt bekliyor: %(name)s (nedenler: %(reasons)s)") % {"name": question.name, "reasons": reasons})
    state = _("gönderildi") if row.state == "sent" else _("hazır, henüz gitmedi")
    told = {"version": row.version, "state": state, "digest": row.digest[:16]}
    print(_("Sürüm %(version)s, durum: %(state)s, özet %(digest)s") % told)


def run_send(args: argparse.Namespace) -> None:
    """Prepare anew, sign and send; the signed file is written whole or not at all, and never over another."""
    with installation.opened():
        from django.conf import settings
        from django.utils import timezone

        from omuz.insight.charts.downloads import neutral_name

        path = args.output
        if path is None and settings.OMUZ_KIND != "both" and not args.to:
            path = Path(neutral_name(timezone.localdate(), "csv"))
        if path is not None and path.exists():
            raise Stopped(_("%(file)s zaten var; üzerine yazılmadı. Başka bir ad verin.") % {"file": path})
        person, vault = installation.signed_in(args.person)
        row = _prepared(args, person, vault)
        content = _sent(args, person, vault, row)
        if path is not None:
            _write(path, content)
        if args.to:
            print(_posted(content, args.to))
            return
    print(path or _("Gönderildi; ağ bu kurulumda, bildirim alındı."))


def _posted(content: bytes, address: str) -> str:
    """Hand the signed file to the network; what it said."""
    from omuz.network.returns.actions import NotPosted, post_return

    try:
        taken = post_return(content, address)
    except NotPosted as error:
        kept = _("Bildirim burada imzalı duruyor; aynı komutla yeniden gönderebilir ya da dosyasını verebilirsiniz.")
        raise Stopped(f"{error} {kept}") from error
    told = {"quarter": taken.quarter, "version": taken.version}
    if taken.new:
        return _("Ağ %(quarter)s bildirimini aldı (sürüm %(version)s).") % told
    return _("Ağda %(quarter)s bildirimi zaten vardı (sürüm %(version)s); ikinci kez sayılmadı.") % told


def _sent(args: argparse.Namespace, person: "Person", vault: "OpenedVault", row: "CentreReturn") -> bytes:
    from omuz.foundation.people.access import acting
    from omuz.network.returns.actions import NotPossible, answer_questions, send_return, signed_file

    try:
        with acting(person):
            if row.state != "sent":
                row = answer_questions(by=person, row=row, answers=_answers(args.answer))
            sent = send_return(by=person, vault=vault, row=row)
            return signed_file(sent)
    except NotPossible as error:
        raise Stopped(str(error)) from error


def _answers(told: list[str]) -> "dict[str, Answer]":
    from omuz.network.returns.rules.document import Answer

    return {name: Answer(reason) for name, _equals, reason in (one.partition("=") for one in told)}


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def run_receive(args: argparse.Namespace) -> None:
    """Take in a signed file, or say in one sentence why not."""
    with installation.opened():
        from omuz.foundation.people.access import acting
        from omuz.network.returns.actions import receive_return
        from omuz.network.returns.actions.refusals import sentence
        from omuz.network.returns.rules.document import MOST_BYTES, ReturnRefused

        with args.file.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        person, _vault = installation.signed_in(args.person)
        try:
            with acting(person):
                row, new = receive_return(by=person, raw=raw, fingerprint=args.fingerprint)
        except ReturnRefused as refused:
            raise Stopped(sentence(refused)) from refused
        told = {"quarter": row.quarter, "version": row.version}
        print(
            _("%(quarter)s bildirimi alındı (sürüm %(version)s).") % told
            if new
            else _("%(quarter)s bildirimi zaten buradaydı; hiçbir şey değişmedi.") % told
        )
