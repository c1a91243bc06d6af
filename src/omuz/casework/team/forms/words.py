"""The sentences of this room: why something is not done, and what its choices are called."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.casework.team.rules.meeting import DecisionState, Why
from omuz.casework.team.rules.merging import MergeProblem, MergeState
from omuz.casework.team.rules.names import Quality
from omuz.casework.team.rules.reading import Unusual
from omuz.casework.team.rules.searching import SearchProblem
from omuz.casework.team.rules.walls import GlassState, RestrictionState, WallProblem

PROBLEMS: Mapping[str, Promise] = {
    WallProblem.TOO_FEW: _("Listede en az iki kişi olmalı; biri yokken öteki yanıt verir."),
    WallProblem.NOBODY_LEADS: _("Listede dosya sorumlusu ya da koordinatör olmalı."),
    WallProblem.HIDDEN_NAMED: _("Çıkar çatışması bildirmiş biri listeye alınamaz."),
    WallProblem.NOT_ON_TEAM: _("Bu kişi merkezin ekibinde değil."),
    WallProblem.SAME_PERSON: _("İsteyen ile açan iki ayrı kişi olmalı. Bir çalışma arkadaşınızdan isteyin."),
    WallProblem.NOTHING_THERE: _("Bu kodla açılabilecek kısıtlı bir dosya yok. Kodu karşılaştırın."),
    WallProblem.NO_REASON: _("Nedenini bir cümleyle yazın; isim yazmayın."),
    WallProblem.NOBODY_LEFT: _(
        "Bu dosyayı bilebilecek başka kimse kalmıyor. Önce koordinatörle konuşun; başka bir merkeze devir gerekebilir."
    ),
    SearchProblem.TOO_SHORT: _("En az üç harflik bir ad yazın."),
    SearchProblem.NO_REASON: _("Nedenini seçin ve bir cümleyle yazın; isim yazmayın."),
    SearchProblem.NAME_IN_REASON: _("Aradığınız adı nedene yazmayın; ad hiçbir yerde saklanmaz, neden saklanır."),
    SearchProblem.TOO_MANY: _("Bir saatte en çok on, bir günde en çok otuz arama yapılır. Koordinatörünüzle konuşun."),
    MergeProblem.SAME_FILE: _("Bir dosya kendisiyle birleştirilmez; öteki dosyanın kodunu yazın."),
    MergeProblem.SAME_PERSON: _("Öneren ile birleştiren iki ayrı kişi olmalı. Bir çalışma arkadaşınız baksın."),
    MergeProblem.DIFFERENT_WALLS: _("İki dosyanın adlı listeleri farklı. Önce listeleri aynı yapın."),
    MergeProblem.CANNOT_MOVE: _("Taşınamayan bir kayıt var; iki dosya da olduğu gibi kaldı. Koordinatöre haber verin."),
    MergeProblem.NOT_PROPOSED: _("Bu öneri bu arada sonuçlandı; hiçbir şey değişmedi."),
    MergeProblem.NOT_MERGED: _("Bu dosyalar birleşik değil; hiçbir şey değişmedi."),
    MergeProblem.NOT_FOUND: _("Bu kodla bir dosya yok. Kodu karşılaştırıp yeniden yazın."),
    MergeProblem.ALREADY: _("Bu iki dosya için bekleyen bir öneri var."),
}
"""Problem → what it means and what to do."""

QUALITIES: Mapping[Quality, Promise] = {
    Quality.NUMBER: _("aynı numara"),
    Quality.SAME: _("aynı"),
    Quality.SPELLING: _("yazımı farklı"),
    Quality.CLOSE: _("çok benzer"),
    Quality.FAR: _("benzer"),
}
WHYS: Mapping[Why, Promise] = {
    Why.URGENT: _("acil liste"),
    Why.OVERDUE: _("gecikmiş takip"),
    Why.CHOSEN: _("gündeme alındı"),
}
DECISION_STATES: Mapping[str, Promise] = {
    DecisionState.OPEN: _("bekliyor"),
    DecisionState.DONE: _("yapıldı"),
    DecisionState.DROPPED: _("vazgeçildi"),
}
LIST_STATES: Mapping[str, Promise] = {
    RestrictionState.SET: _("liste değişti"),
    RestrictionState.LIFTED: _("bütün ekibe açıldı"),
    RestrictionState.OPENED: _("iki kişiyle dışarıdan açıldı"),
}
GLASS_STATES: Mapping[str, Promise] = {
    GlassState.ASKED: _("bekliyor"),
    GlassState.OPENED: _("açıldı"),
    GlassState.REFUSED: _("reddedildi"),
}
MERGE_STATES: Mapping[str, Promise] = {
    MergeState.PROPOSED: _("önerildi, ikinci kişi bakmalı"),
    MergeState.REFUSED: _("birleştirilmedi"),
    MergeState.MERGED: _("birleştirildi"),
    MergeState.UNDONE: _("geri alındı"),
}
UNUSUAL: Mapping[Unusual, Promise] = {
    Unusual.MANY: _("bir saatte %(number)s ayrı kayıt açtı"),
    Unusual.NIGHT: _("gece %(number)s ayrı kayıt açtı"),
    Unusual.UNTIED: _("bir günde, üzerinde çalışmadığı %(number)s kayıt açtı"),
    Unusual.REFUSED: _("bir günde %(number)s kez isimle araması reddedildi"),
}


def unusual_words(kind: Unusual, number: int) -> str:
    """What somebody did, as an alarm says it."""
    return str(UNUSUAL[kind]) % {"number": number}


def sentences(problems: Iterable[str]) -> list[str]:
    """What these problems mean, each once."""
    return list(dict.fromkeys(str(PROBLEMS.get(problem, problem)) for problem in problems))
