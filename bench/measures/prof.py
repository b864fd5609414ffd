import sys, tempfile, time
from pathlib import Path
from bench.import_files import workbook
from core.units.models import Unit
from cadres.importing.command import found_in, write_found
from django.utils.timezone import localdate
from django.db import connection

def prof(scene):
    few = scene.few
    few.enter()
    units = list(Unit.objects.employers().values_list("name", flat=True))
    path = Path(tempfile.mkdtemp())/"花名册.xlsx"
    path.write_bytes(workbook(units, 10000))
    given = {"actor": None, "unit": None, "on": localdate()}
    took=[]
    def wrap(execute, sql, params, many, context):
        t=time.perf_counter()
        try: return execute(sql, params, many, context)
        finally: took.append((time.perf_counter()-t, sql, params))
    for name in ("first","second"):
        took.clear()
        t=time.perf_counter()
        with connection.execute_wrapper(wrap):
            rows = found_in([path], **given)
        print(name, "found", time.perf_counter()-t, "sql", sum(x[0] for x in took), len(took), file=sys.stderr)
        for s, sql, params in sorted(took, key=lambda x:-x[0])[:25]:
            print(round(s*1000,1), sql[:2500].replace("\n"," ")[-700:] , str(params)[:100], file=sys.stderr)
    t=time.perf_counter()
    write_found(rows, [path], **given)
    print("written", time.perf_counter()-t, file=sys.stderr)
    return []
