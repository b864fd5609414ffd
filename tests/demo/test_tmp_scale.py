import resource, time
from tests.demo.seeding import ON
from django.db import connection
from django.core.management import call_command
from io import StringIO
import pytest
@pytest.mark.parametrize("n",[5000,20000])
def test_scale(db, settings, n, monkeypatch):
    settings.DEMO=True
    import config.management.commands.seed_demo as m
    def timed(name):
        f=getattr(m,name)
        def g(*a,**k):
            t=time.time(); r=f(*a,**k); print(n,name,round(time.time()-t,1),r if isinstance(r,int) else '', 'maxrss MB',resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024,flush=True); return r
        monkeypatch.setattr(m,name,g)
    for name in ("load_people","load_talks","load_checks","load_mentors","refresh","waive_some","tell","set_figures"):
        timed(name)
    with connection.cursor() as c:
        c.execute("TRUNCATE core_unit, core_user, policy_parametervalue, policy_settlement CASCADE")
    call_command("seed_demo","--on",ON.isoformat(),cadres=n,roster=n,stdout=StringIO())
