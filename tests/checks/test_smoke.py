from datetime import date
from cadres.checks.staging import StagedPerson, check_staged
from cadres.checks.files import Files
from cadres.checks.finding import findings
from cadres.checks.rules import RULES


def test_it(world):
    p = dict(
        name="张 三",
        gender="1",
        birth=None,
        nation="01",
        native_place="云州",
        birth_place="云州省清河县",
        id_number="990101199205030241",
        unit=world.named["柳河镇"],
        title="x",
    )
    found = check_staged(
        [StagedPerson(key="a", cadre=p), StagedPerson(key="b", cadre=world.cadres["周雨晴"])],
        on=date(2026, 11, 23),
    )
    for k, v in found.items():
        for f in v:
            print(k, f.rule, f.value, f.sentence, f.suggestion)
    for f in findings(RULES, Files(date(2026, 11, 23))):
        print(f.cadre, f.rule, f.sentence)
    from cadres.people.models import Cadre

    assert Cadre.objects.count() == 10
