"""The cast is what the other tests think it is."""

from tests.cast import Cast


def test_each_sees_the_rows_of_her_posts_and_no_others(cast: Cast) -> None:
    assert cast.ayse.person.centres == {cast.konak.id}
    assert cast.zeynep.person.centres == {cast.bornova.id}
    assert cast.derya.person.centres == frozenset()
    assert cast.derya.person.organisations == {cast.town.id}
    assert cast.can.person.centres == frozenset()
    assert cast.elif_.person.sees_network


def test_a_signed_in_member_has_her_vault_open(cast: Cast) -> None:
    assert cast.ayse.vault.centres == {cast.konak.id}
    assert cast.ayse.client().session["vault"]["staff"] == str(cast.ayse.staff.pk)
