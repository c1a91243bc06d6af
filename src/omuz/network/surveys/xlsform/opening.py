"""Tells by its first bytes what an uploaded file is, and reads it as that."""

from django.utils.translation import gettext as _

from omuz.network.surveys.xlsform import bounds, workbook_new, workbook_old
from omuz.network.surveys.xlsform.refusals import Refusal
from omuz.network.surveys.xlsform.workbook import NEW, OLD, Unreadable, Workbook, not_a_workbook


def opened(content: bytes, name: str) -> Workbook:
    """The workbook in `content`. Raises Unreadable, whatever the bytes are."""
    if len(content) > bounds.FILE_BYTES:
        told = {"most": bounds.FILE_BYTES // 1024 // 1024}
        raise Unreadable(Refusal(_("Dosya çok büyük: bir form en çok %(most)d MB olabilir.") % told))
    kind = _kind(content)
    book = workbook_old.read(content) if kind == OLD else workbook_new.read(content)
    ending = name.lower().rpartition(".")[2]
    if ending in {OLD, NEW} and ending != kind:
        told_ending = {"given": f".{ending}", "real": f".{kind}"}
        sentence = _("Dosyanın adı %(given)s ile bitiyor ama içeriği %(real)s; içeriğine göre okundu.") % told_ending
        book.remarks.append(Refusal(sentence))
    return book


def _kind(content: bytes) -> str:
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if "EncryptedPackage".encode("utf-16-le") in content[:1_000_000]:
            raise Unreadable(Refusal(_("Dosya parolayla korunuyor. Parolasız kaydedip yeniden yükleyin.")))
        return OLD
    if content[:4] == b"PK\x03\x04":
        return NEW
    if not content:
        raise Unreadable(Refusal(_("Dosya boş.")))
    raise Unreadable(not_a_workbook())
