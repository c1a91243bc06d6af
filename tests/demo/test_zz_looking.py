from tests.demo.test_reports import planted
from collections import Counter
def test_x(planted):
    from omuz.foundation.people.access import acting
    from omuz.network.training.queries import network as n
    from omuz.insight.indicators.definitions import indicator
    from omuz.insight.indicators.engine import count
    from omuz.foundation.privacy.gate import ANSWERS, protect, INSTITUTIONS, CHOICES
    e = planted.people["elif"]
    with acting(e):
        for y in (2025, 2026):
            f = n.staff_trainings_of_year(e, y)
            raw = count(indicator("I53"), f, ("course",), period=str(y), population=f"training/{y}/I53")
            print(y, len(f), raw.counts, raw.denominators)
            for p in (ANSWERS, INSTITUTIONS, CHOICES):
                try:
                    t = protect(raw, p); print(t.total, t.cells)
                except Exception as x:
                    print(type(x), x)
        from omuz.network.reports.queries.desk import snapshot_of
        ed, = planted.editions("programme_closing")
        for k, p in snapshot_of(ed).pieces.items():
            print("==", k, getattr(p, "rows", None) or getattr(p, "facts", None) or getattr(p, "table", p))
    for lang in ("tr", "en"):
        for form in ("pdf", "docx"):
            open(f"/tmp/th-prog-dbg/closing-{lang}.{form}", "wb").write(planted.file(ed, form, lang))
    m = planted.editions("monitoring")[0]
    open("/tmp/th-prog-dbg/monitoring.pdf", "wb").write(planted.file(m, "pdf", "tr"))
