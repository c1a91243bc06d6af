import time
import pytest
from tests.network import full as f
@pytest.fixture(scope="module")
def net(django_db_setup, django_db_blocker):
    with f.kept_open(django_db_blocker):
        t=time.time(); net=f.founded(); print("founded",time.time()-t)
        from demo.directory import plant_directory
        from demo.policies import plant_policies
        t=time.time()
        plant_directory(net.leads, net.elif_, net.organisations, net.centres, f.TODAY)
        plant_policies(net.leads, net.elif_, net.centres, f.TODAY); print("pol",time.time()-t)
        yield net
def show(got):
    for k,p in got.items():
        if hasattr(p,"table"):
            tb=p.table
            print(k,len(p.earlier),[(c.key, c.value if c.hidden is None else '?', c.median, tb.denominator(c.key).value if tb.measure=="share" else '') if len(tb.dimensions)<2 else (c.value if c.hidden is None else '?') for c in tb.cells][:90])
        else: print(k,str(p)[:1200])
def test_x(net):
    from omuz.network.surveys.queries.report.policies import pieces
    from omuz.network.standards.queries.report.register import pieces as rp
    from omuz.network.standards.queries.report.municipality import pieces as mp
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    for room,pp,about in (("policies",pieces,""),("policies",rp,""),("municipality",mp,str(net.organisations["konak"].id)),("municipality",mp,str(net.organisations["metropolitan"].id))):
        with CaptureQueriesContext(connection) as q:
            t=time.time(); got=f.given(net,room,pp,about=about); print("pieces",len(got),time.time()-t, len(q))
        want=[k for k in f.known() if k.startswith(room+".")]
        print("missing",[k for k in want if k not in got])
        show(got)
    assert 0
