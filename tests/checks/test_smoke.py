from collections import Counter
from datetime import date
from time import perf_counter
from cadres.checks.files import Files
from cadres.checks.finding import findings, found_by
from cadres.checks.rules import RULES, BY_CODE
from cadres.demo.loading import load_people

def test_it(world):
    from cadres.roster.models import RosterEntry, RosterStage
    from cadres.people.models import Cadre
    from django.db import connection
    assert len(BY_CODE)==len(RULES); print(len(RULES))
    with connection.cursor() as c:
        c.execute("TRUNCATE cadres_cadre CASCADE")
        c.execute("TRUNCATE core_unit, core_user CASCADE")
    from core.demo.city import city
    from core.demo.loading import load_units, load_accounts
    load_units(city()); load_accounts()
    load_people(people=3000, roster=400)
    for on in (date(2026,6,30), date(2026,11,28), date(2027,6,1)):
        seen=Counter(); ex={}
        slow=[]
        for r in RULES:
            t=perf_counter()
            for f in found_by(r, Files(on)): seen[r.code]+=1; ex[r.code]=f.sentence
            slow.append((perf_counter()-t, r.code))
        print(on); 
        for k,v in seen.items(): print("  ",k,v,ex[k])
    print(sum(s for s,_ in slow), sorted(slow)[-8:])
