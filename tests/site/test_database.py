"""The database as the tests, and every page, see it."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_pages_connect_as_a_role_without_powers_that_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,"
            " (SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = rolname)"
            " FROM pg_roles WHERE rolname = current_user"
        )
        name, *powers, owned = cursor.fetchone()
    assert name.endswith("_app")
    assert (powers, owned) == ([False] * 4, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_leaves_nothing_to_the_next(time):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session WHERE session_key = 'left'")
        assert cursor.fetchone() == (0,)
        cursor.execute("INSERT INTO django_session VALUES ('left', '', now())")
