import cProfile, pstats, sys, tempfile, time
from pathlib import Path
from bench.import_files import workbook
from core.units.models import Unit
from cadres.importing.command import found_in, write_found
from django.utils.timezone import localdate
import logging

def prof(scene):
    few = scene.few
    few.enter()
    units = list(Unit.objects.employers().values_list("name", flat=True))
    path = Path(tempfile.mkdtemp())/"花名册.xlsx"
    path.write_bytes(workbook(units, 10000))
    given = {"actor": None, "unit": None, "on": localdate()}
    t=time.perf_counter()
    p = cProfile.Profile(); p.enable()
    rows = found_in([path], **given)
    p.disable()
    print("found", time.perf_counter()-t, file=sys.stderr)
    from collections import Counter
    print(Counter(str(r.action) for r in rows), Counter((w.field, w.reason[:30]) for r in rows for w in r.told.remarks).most_common(5), file=sys.stderr)
    pstats.Stats(p, stream=sys.stderr).sort_stats("cumulative").print_stats(70)
    t=time.perf_counter()
    p = cProfile.Profile(); p.enable()
    write_found(rows, [path], **given)
    p.disable()
    print("written", time.perf_counter()-t, file=sys.stderr)
    pstats.Stats(p, stream=sys.stderr).sort_stats("cumulative").print_stats(50)
    return []
