"""An analysis from its first word to its destruction, and each thing that is refused on the way."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.http import Http404
from django.utils import timezone

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.vault.models import DataKey
from omuz.network.exchange.actions import destroying, reading, writing
from omuz.network.exchange.models import AnalysisVersion, CaseAnalysis, PublishedAnalysis, SecondReading
from omuz.network.exchange.queries.analyses import lines_of, published, readings_of, traps_of, typed_of, versions_of
from omuz.network.exchange.rules.analyses import Conflict, NotNow, State
from tests.network.exchange.drafts import CLEAN, TITLE, begun, handed, kept, read, shown

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _now(cast: "Cast", row: CaseAnalysis) -> CaseAnalysis:
    with acting(cast.nermin.person):
        found: CaseAnalysis = CaseAnalysis.objects.get(id=row.id)
    return found


def test_a_draft_opens_for_the_whole_team_of_its_centre(cast: "Cast") -> None:
    row = begun(cast)
    with acting(cast.nermin.person):
        (line,) = lines_of(cast.nermin.person, cast.konak.id, cast.nermin.vault, timezone.localdate())
    assert (line.title, line.changed_by, line.row.code) == (TITLE, "Ayşe Demir", row.code)


def test_two_people_write_at_once_and_neither_loses_a_word(cast: "Cast") -> None:
    row = begun(cast)
    kept(cast.ayse, row, page="a", well=["Ayşe’nin sözü"])
    later = kept(cast.nermin, row, page="n", hard=["Nermin’in sözü"])
    with acting(cast.ayse.person):
        typed = typed_of(later, cast.ayse.vault)
    assert (typed.one("well"), typed.one("hard")) == ("Ayşe’nin sözü", "Nermin’in sözü")


def test_two_people_in_one_field_are_told_and_what_is_overwritten_stays_as_a_version(cast: "Cast") -> None:
    row = begun(cast)
    kept(cast.ayse, row, page="a", well=["Ayşe’nin sözü"])
    with pytest.raises(Conflict) as met:
        kept(cast.nermin, row, page="n", well=["Nermin’in sözü"])
    assert met.value.theirs == {"well": ["Ayşe’nin sözü"]}
    last = kept(cast.nermin, row, page="n", revision=met.value.revision, well=["Nermin’in sözü"])
    with acting(cast.ayse.person):
        assert typed_of(last, cast.ayse.vault).one("well") == "Nermin’in sözü"
        told = [part.text for _version, _who, parts in versions_of(last, cast.ayse.vault) for part in parts]
    assert "Ayşe’nin sözü" in told


def test_a_whole_page_sent_after_a_while_takes_nothing_back_that_others_wrote_meanwhile(cast: "Cast") -> None:
    row = begun(cast, well="önce")
    kept(cast.nermin, row, page="n", well=["Nermin’in sözü"])
    mine = kept(cast.ayse, row, page="a", hard=["benim sözüm"])
    with acting(cast.ayse.person):
        writing.keep(by=cast.ayse.person, vault=cast.ayse.vault, analysis_id=row.id, revision=mine.revision, page="a",
                     loaded=row.revision, changes={"well": ["önce"], "hard": ["benim son sözüm"]})  # fmt: skip
        typed = typed_of(_now(cast, row), cast.ayse.vault)
    assert (typed.one("well"), typed.one("hard")) == ("Nermin’in sözü", "benim son sözüm")


@pytest.mark.parametrize("field", ["title", "wishes", "done", "feeling", "consent_why"])
def test_a_case_code_in_any_field_refuses_the_save_itself(cast: "Cast", field: str) -> None:
    row = begun(cast)
    told: dict[str, Any] = {field: ["D-7K3MQ dosyasındaki gibi"]}
    with pytest.raises(NotNow, match="D-7K3MQ"):
        kept(cast.ayse, row, **told)
    with acting(cast.ayse.person):
        now = _now(cast, row)
        assert now.revision == row.revision
        assert "D-7K3MQ" not in str(typed_of(now, cast.ayse.vault))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"made": ""}, "Nasıl kuruldu"),
        ({"learned": " "}, "Öğrenilen"),
        ({"title": "Fatma’nın kararı"}, "isim"),
        ({"done": "Mart başında aradık"}, "1. hafta"),
        ({"consent": ""}, "izni"),
        ({"consent_why": ""}, "neden gerekmediğini"),
        ({"visibility": ""}, "Kimin göreceği"),
        ({"months": "24"}, "1 ile 12"),
    ],
)
def test_what_is_missing_keeps_it_from_the_second_reader(cast: "Cast", changed: dict[str, str], told: str) -> None:
    with pytest.raises(NotNow, match=told):
        handed(cast, **changed)


def test_none_of_those_who_wrote_it_is_its_second_reader(cast: "Cast") -> None:
    row = begun(cast)
    kept(cast.nermin, row, well=["Nermin de yazdı"])
    with acting(cast.ayse.person):
        row = writing.hand_on(by=cast.ayse.person, vault=cast.ayse.vault, analysis_id=row.id)
    for member in (cast.ayse, cast.nermin):
        with pytest.raises(NotNow, match="Yazanlardan"):
            read(member, row)
    assert _now(cast, row).state == State.READING


def test_every_trap_is_answered_or_nothing_is_written(cast: "Cast") -> None:
    row = handed(cast)
    with acting(cast.nermin.person), pytest.raises(NotNow, match="yer"):
        reading.read_second(
            by=cast.nermin.person, vault=cast.nermin.vault, analysis_id=row.id, revision=row.revision,
            answers={code: "" for code in CLEAN if code != "place"},
        )  # fmt: skip
    assert _now(cast, row).state == State.READING


def test_an_approval_is_of_the_words_that_were_read(cast: "Cast") -> None:
    row = handed(cast)
    row.revision -= 1
    with pytest.raises(NotNow, match="metin değişti"):
        read(cast.nermin, row)


def test_a_refused_trap_sends_it_back_with_why_and_it_is_read_again_when_mended(cast: "Cast") -> None:
    row = read(cast.nermin, handed(cast, wishes="Terzi olarak çalışıyordu."), job="Terzi yerine “çalışıyordu” deyin.")
    assert row.state == State.MEND
    with acting(cast.ayse.person):
        (past,) = readings_of(row, cast.ayse.vault)
        assert not PublishedAnalysis.objects.exists()
    assert past.refused == [("meslek ya da iş yeri", "Terzi yerine “çalışıyordu” deyin.")]
    mended = kept(cast.ayse, row, wishes=["Bir işte çalışıyordu."])
    with acting(cast.ayse.person):
        writing.hand_on(by=cast.ayse.person, vault=cast.ayse.vault, analysis_id=mended.id)
    assert read(cast.nermin, mended).state == State.SHOWN
    with acting(cast.zeynep.person):
        (row_open,) = published(cast.zeynep.person)
    assert row_open.fields["wishes"] == "Bir işte çalışıyordu."


def test_the_program_points_at_places_under_each_trap(cast: "Cast") -> None:
    row = handed(cast, power="Bornova Kadın Danışma Merkezi yakınında 3 çocukla kalıyordu.")
    with acting(cast.nermin.person):
        told = {
            trap.item.code: [words for _field, words in trap.places]
            for trap in traps_of(typed_of(row, cast.nermin.vault))
        }
    assert "Bornova" in told["place"]
    assert "3" in told["children"]


def test_only_for_the_centre_means_no_open_copy_and_the_seal_stays(cast: "Cast") -> None:
    row = shown(cast, visibility="centre")
    assert row.state == State.SHOWN
    with acting(cast.nermin.person):
        assert not PublishedAnalysis.objects.exists()
        assert typed_of(_now(cast, row), cast.nermin.vault).one("title") == TITLE


def test_a_shorter_time_is_kept_to(cast: "Cast") -> None:
    row = shown(cast, months="3")
    assert timedelta(days=88) < row.keep_until - timezone.localdate() < timedelta(days=93)


def test_nobody_writes_while_it_is_read_or_shown(cast: "Cast") -> None:
    row = handed(cast)
    with pytest.raises(NotNow, match="yazılmıyor"):
        kept(cast.ayse, row, well=["bir söz daha"])
    with acting(cast.ayse.person):
        writing.take_back(by=cast.ayse.person, analysis_id=row.id)
    kept(cast.ayse, row, well=["bir söz daha"])


def test_the_centre_withdraws_at_once(cast: "Cast") -> None:
    row = shown(cast)
    with acting(cast.ayse.person):
        assert reading.withdraw(by=cast.ayse.person, analysis_id=row.id).state == State.WITHDRAWN
    with acting(cast.zeynep.person):
        assert published(cast.zeynep.person) == []
        assert not PublishedAnalysis.objects.exists()


def test_what_expired_is_destroyed_with_its_key_and_everything_under_it(cast: "Cast") -> None:
    row = shown(cast)
    after = row.keep_until + timedelta(days=1)
    with acting(cast.nermin.person):
        assert destroying.destroy_expired(by=cast.nermin.person, centres=[cast.konak.id], today=row.keep_until) == 0
        assert destroying.destroy_expired(by=cast.nermin.person, centres=[cast.konak.id], today=after) == 1
        gone = CaseAnalysis.objects.get(id=row.id)
        assert (gone.state, gone.words, gone.data_key, gone.writers) == (State.DESTROYED, None, None, [])
        for model in (AnalysisVersion, SecondReading, PublishedAnalysis):
            assert not model.objects.exists()
        assert not DataKey.objects.exists()
        event = AuditEvent.objects.filter(event="analysis.destroyed").get()
        assert (event.about, event.why) == (f"analysis:{row.code}", "expired")
        with pytest.raises(Http404):
            destroying.destroy(by=cast.nermin.person, analysis_id=row.id)


def test_a_draft_nobody_touched_for_a_year_goes_too(cast: "Cast") -> None:
    row = begun(cast)
    with acting(cast.nermin.person):
        late = row.keep_until + timedelta(days=1)
        assert destroying.destroy_expired(by=cast.nermin.person, centres=[cast.konak.id], today=late) == 1


def test_a_centre_elsewhere_finds_nothing_to_write_read_or_withdraw(cast: "Cast") -> None:
    row = handed(cast)
    who = cast.zeynep
    with acting(who.person):
        for act in (
            lambda: writing.keep(by=who.person, vault=who.vault, analysis_id=row.id, revision=1, changes={}),
            lambda: writing.hand_on(by=who.person, vault=who.vault, analysis_id=row.id),
            lambda: reading.withdraw(by=who.person, analysis_id=row.id),
            lambda: destroying.destroy(by=who.person, analysis_id=row.id),
            lambda: writing.begin(by=who.person, vault=who.vault, centre_id=cast.konak.id),
            lambda: writing.take_back(by=who.person, analysis_id=uuid4()),
        ):
            with pytest.raises(Http404):
                act()
