"""The SQL of a definition: no text is joined into it, and each engine gets its own spelling of one query."""

from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.insight.indicators import sql
from omuz.insight.indicators.facts import Facts

KIND = fact_kind("contact")


def _query() -> str:
    where = sql.all_of(KIND, {"kind": ("violence",), "relation": ("spouse", "partner")})
    return sql.text_of(sql.tally(KIND, ("month", "violence_types"), where, [sql.counted([])]))


def test_the_query_for_one_engine_is_as_it_was() -> None:
    assert _query() == (
        'SELECT "contact"."month", "each_1"."violence_types", COUNT(*) AS "figure_0" FROM "contact" '
        'CROSS JOIN UNNEST("contact"."violence_types") AS "each_1"("violence_types") '
        'WHERE "contact"."kind" IN (\'violence\') AND (ARRAY_CONTAINS("contact"."relation", \'spouse\') '
        'OR ARRAY_CONTAINS("contact"."relation", \'partner\')) '
        'GROUP BY "contact"."month", "each_1"."violence_types"'
    )


def test_other_engines_get_the_same_query_in_their_own_words() -> None:
    query = sql.tally(KIND, ("violence_types",), sql.all_of(KIND, {"relation": ("spouse",)}), [sql.counted([])])
    postgres, spark = sql.text_of(query, "postgres"), sql.text_of(query, "spark")
    assert 'ANY("contact"."relation")' in postgres
    assert "LATERAL VIEW EXPLODE" in spark
    assert "ARRAY_CONTAINS(`contact`.`relation`, 'spouse')" in spark


def test_a_code_with_a_quote_in_it_stays_a_value() -> None:
    evil = "x') OR 1=1 --"
    query = sql.tally(KIND, (), sql.all_of(KIND, {"channel": (evil,), "done": (evil,)}), [sql.counted([])])
    facts = Facts.from_rows("contact", [{"channel": "phone", "done": ("appointment",)}] * 3)
    assert facts.answer(sql.text_of(query)) == [(0,)]
