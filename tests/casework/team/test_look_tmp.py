import pytest
from datetime import timedelta, date
from django.utils import timezone
from django.urls import reverse
from tests.casework.appointments.conftest import ANY_TIME, MORNINGS, NEVER

@pytest.mark.django_db(transaction=True)
def test_look(cast, selin, live_server, chromium, settings):
    settings.DEBUG = False
    from omuz.foundation.people.access import acting
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from tests.cast import member
    from tests.casework.cases.files import opened_file
    from omuz.casework.cases.rules.identity import Entry
    from omuz.casework.appointments.actions.door import keep_room, count_call
    from omuz.casework.appointments.rules.calls import Counted
    from omuz.casework.appointments.actions.booking import book_appointment, Wanted
    from omuz.casework.appointments.actions.promising import plan_follow_up
    from omuz.casework.team.actions.walls import restrict_file, note_tie, declare_conflict, ask_for_glass
    from omuz.casework.team.actions.meeting import open_meeting, put_on_table, decide
    from omuz.casework.team.actions.merging import propose_merge
    from omuz.casework.team.actions.searching import search_name
    from omuz.casework.appointments.models import Slot, Appointment, FollowUp
    from omuz.casework.safety.actions.urgent import put_on_list
    from omuz.casework.cases.queries.files import open_case
    from omuz.foundation.audit.chain import recorded
    desk = member("sevgi", "Sevgi Ateş", Role.RECEPTION, accounts.Place(centre=cast.konak))
    t = timezone.localdate(); now = timezone.localtime()
    P, V = cast.ayse.person, cast.ayse.vault
    last = t + timedelta(days=60)
    def f(name="", safe=ANY_TIME):
        ent=[Entry("1","name",name,"dilekçe",last,t).to_payload()] if name else []
        return opened_file(cast, cast.ayse, identity={"safe": safe.to_payload(), "entries": ent, "pseudonym": "Papatya"})
    cases=[f() for _ in range(6)] + [f("Ayşegül Yılmaz"), f("Aysegul Yilmaz"), f(safe=NEVER), f(safe=MORNINGS)]
    with acting(cast.nermin.person):
        rooms=[keep_room(by=cast.nermin.person, centre_id=cast.konak.id, name=n, step_free=s, for_children=c) for n,s,c in (("Mor oda",True,False),("Bahçe",False,True))]
    monday = timezone.make_aware(__import__("datetime").datetime.combine(t, __import__("datetime").time(0))) - timedelta(days=t.weekday())
    made=[]
    for d,h,c,w,r in ((0,9,0,cast.ayse,0),(0,10.5,1,cast.nermin,1),(0,14,2,cast.ayse,1),(1,9.5,3,selin,0),(2,11,4,cast.ayse,0),(2,13,5,None,1),(3,10,0,cast.ayse,0),(4,15,1,cast.nermin,0)):
        with acting(P):
            made.append(book_appointment(by=P, vault=V, case_id=cases[c].id, wanted=Wanted(monday+timedelta(days=d,hours=h),60,rooms[r].id,w.staff.pk if w else None), said={"with_children":"yes","interpreter":"yes","interpreter_language":"arabic","access":("step_free",)}, note="Ön kapıdan gelmek istemiyor", now=monday-timedelta(days=2)))
    with acting(P):
        slots=list(Slot.objects.order_by("starts_at"))
        pr=[plan_follow_up(by=P, vault=V, case_id=c.id, way="phone", due_on=t+timedelta(days=k), why="safety", note="Sabah uygun") for c,k in ((cases[0],0),(cases[1],1),(cases[2],2))]
        late=plan_follow_up(by=P, vault=V, case_id=cases[3].id, way="phone", due_on=t-timedelta(days=3), now=now-timedelta(days=5))
        for _ in range(4): count_call(by=P, centre_id=cast.konak.id, what=Counted.MISSED)
        for c in cases[:2]:
            with recorded(by=P, event="risk.raised", centre=c.centre_id):
                put_on_list(open_case(P,c.id,vault=V), by=P, on=t, talk_id=c.id)
    with acting(cast.nermin.person):
        N=cast.nermin.person; NV=cast.nermin.vault
        m=open_meeting(by=N, vault=NV, centre_id=cast.konak.id, on=t, present=[cast.ayse.staff.pk, cast.nermin.staff.pk])
        put_on_table(by=N, vault=NV, meeting_id=m.id, case_id=cases[4].id)
        decide(by=N, vault=NV, case_id=cases[0].id, what="Barodan avukat istenecek", post="lawyer", worker_id=cast.ayse.staff.pk, due_on=t-timedelta(days=1), meeting_id=m.id)
        decide(by=N, vault=NV, case_id=cases[4].id, what="Kreş başvurusu için birlikte gidilecek", post="social_worker", due_on=t+timedelta(days=3), meeting_id=m.id)
        restrict_file(by=N, vault=NV, case_id=cases[5].id, names=[cast.nermin.staff.pk, cast.ayse.staff.pk], why="Bir yakını burada çalışıyor")
        note_tie(by=N, vault=NV, case_id=cases[5].id, ties=["works_it"])
        declare_conflict(by=N, vault=NV, case_id=cases[5].id, staff_id=selin.staff.pk)
        restrict_file(by=N, vault=NV, case_id=cases[2].id, names=[cast.nermin.staff.pk, cast.ayse.staff.pk], why="Bir yakını burada çalışıyor")
    with acting(selin.person):
        g=ask_for_glass(by=selin.person, vault=selin.vault, centre_id=cast.konak.id, code=cases[2].code, why="Listedekilere ulaşamıyorum, bu akşam görüşme var")
        search_name(by=selin.person, vault=selin.vault, centre_id=cast.konak.id, name="aysegul", reason="forgot_code", why="Kapıya geldi, kodunu unutmuş")
    with acting(P):
        propose_merge(by=P, vault=V, case_id=cases[6].id, other_id=cases[7].id, why="İki ayrı telefondan aramış, kendisi söyledi")
    A=lambda n,*a: reverse(n,args=a)
    shots=[("case","ayse",reverse("desk:case",args=(cases[5].id,))),("today","nermin",reverse("desk:today")),("cal","ayse",A("appointments:calendar")),("calday","ayse",A("appointments:calendar")+"?g=gun"),("book","ayse",A("appointments:book",cases[9].id)),("appt","ayse",A("appointments:open",made[3].id)),
     ("plan","ayse",A("appointments:plan",cases[0].id)),("plannever","ayse",A("appointments:plan",cases[8].id)),("promise","ayse",A("appointments:promise",pr[0].id)),("promise2","ayse",A("appointments:promise",pr[1].id)),
     ("reception","desk",A("appointments:reception")),("rooms","nermin",A("appointments:rooms")),("feed","ayse",A("appointments:feed")),
     ("team","nermin",A("team:team")),("meeting","nermin",A("team:meeting",m.id)),("minutes","nermin",A("team:minutes",m.id)),("decision","nermin",A("team:decision",m.id,cases[4].id)),
     ("walls","nermin",A("team:walls",cases[5].id)),("glass","nermin",A("team:glass")),("answer","nermin",A("team:glass-answer",g.id)),("search","ayse",A("team:search")),("log","nermin",A("team:log")),("month","nermin",A("team:month")),("merging","nermin",A("team:merging",cases[6].id))]
    who={"ayse":cast.ayse,"nermin":cast.nermin,"desk":desk}
    import os
    only=os.environ.get("LOOK","").split(",") if os.environ.get("LOOK") else None
    import pathlib; axe=pathlib.Path("tests/browser/vendor/axe.min.js").read_text()
    for w in who:
        client=who[w].client(REMOTE_ADDR="127.0.0.1")
        for size in ((1366,768),(390,844)):
            ctx=chromium.new_context(viewport={"width":size[0],"height":size[1]}, base_url=live_server.url, locale="tr-TR", bypass_csp=True)
            ctx.add_cookies([{"name":k,"value":v.value,"url":live_server.url} for k,v in client.cookies.items()])
            page=ctx.new_page()
            page.on("console", lambda msg: print("CONSOLE", msg.text) if msg.type=="error" else None)
            for n,x,a in shots:
                if x!=w or (only and n not in only): continue
                r=page.goto(a)
                over=page.evaluate("document.documentElement.scrollWidth-document.documentElement.clientWidth")
                print(n,size,r.status,"overflow" if over>0 else "", over)
                page.screenshot(path=f"/tmp/team-test-home/shot-{n}-{size[0]}.png", full_page=True)
                page.add_script_tag(content=axe)
                v=page.evaluate("axe.run().then(r=>r.violations.map(x=>x.id+': '+x.nodes.map(n=>n.target.join(' ')).slice(0,4).join(' | ')))")
                if v: print("   AXE", v)
            ctx.close()
