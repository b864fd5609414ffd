"""The tab 历练: what it says to whom; the roster's facts of the front line."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.exchange.roster_rows import roster_columns, roster_rows
from cadres.people.models import Cadre, ResumeLine
from cadres.roster.models import RosterEntry
from rotation.grassroots.models import GrassrootsJudgement
from tests.person.making import ON, away, held


def tab(world, client_for, who="city", name="陈思远", as_of=ON):
    address = reverse("cadres:tab", args=[world.cadres[name].pk, "postings"])
    return client_for(world.users[who]).get(address, {"as_of": as_of.isoformat()})


def test_what_the_tab_says(world, client_for):
    held(
        world,
        "陈思远",
        "市交通运输局",
        date(2021, 3, 1),
        title="副科长",
        document="清组〔2021〕3号",
    )
    away(world, "陈思远", "柳河镇", date(2024, 1, 10), date(2026, 1, 10))
    page = tab(world, client_for)
    said = page.content.decode()
    assert [row.said for row, _ in page.context["postings"]] == [
        "柳河镇党委副书记",
        "市交通运输局副科长",
    ]
    assert page.context["grassroots"].months == 34
    for words in ("清组〔2021〕3号", "档案登记为", "满两年", "期满未归"):
        assert words in said, words
    early = tab(world, client_for, as_of=date(2024, 1, 9))
    assert [row.said for row, _ in early.context["postings"]] == ["市交通运输局副科长"]
    assert early.context["grassroots"].months == 0


def test_nobody_reads_why_he_was_judged_so(world, client_for):
    cadre, text = world.cadres["陈思远"], "市交通运输局派驻站点科员"
    ResumeLine.objects.create(cadre=cadre, since=date(2020, 1, 1), text=text)
    GrassrootsJudgement.objects.create(
        cadre=cadre, since=date(2020, 1, 1), text=text, kind="", reason="工作并不在基层"
    )
    for who, reads, judges in (
        ("city", True, True),
        ("secretary", True, False),
        ("clerk", True, False),
        ("cadre", False, False),
    ):
        said = tab(world, client_for, who).content.decode()
        assert "认定为不计入" in said
        assert ("工作并不在基层" in said) == reads, who
        assert (reverse("grassroots:judge", args=[cadre.resume.get().pk]) in said) == judges
    # Neither does he as the secretary of his unit.
    Cadre.objects.filter(pk=cadre.pk).update(account=world.secretary)
    assert "工作并不在基层" not in tab(world, client_for, "secretary").content.decode()
    assert tab(world, client_for, "county").status_code == 404


def test_the_tab_says_who_assesses_which_year(world, client_for):
    away(
        *(world, "陈思远", "柳河镇", date(2025, 10, 1), date(2026, 10, 1)),
        ended_on=date(2026, 10, 1),
        end_reason="completed",
    )
    late = "2026 年度由柳河镇考核（当年在柳河镇 9 个月）"
    early = "2025 年度由市交通运输局考核，听取柳河镇意见（当年在柳河镇 3 个月）"
    said = tab(world, client_for).content.decode()
    assert late in said and early in said
    before = tab(world, client_for, as_of=date(2026, 2, 1)).content.decode()
    assert early in before and "（预计当年在柳河镇 9 个月）" in before  # its end was to come
    assert "年度考核" not in tab(world, client_for, "cadre").content.decode()


def told(world, on: date, name: str) -> dict[str, str]:
    columns = [column.name for column in roster_columns(world.city)]
    stays = RosterEntry.objects.on_roster(on).filter(cadre__name=name)
    (row,) = roster_rows(stays, world.city, on)
    return dict(zip(columns, row, strict=True))


def test_the_roster_tells_of_the_front_line(world, client_for):
    away(
        *(world, "李明朗", "柳河镇", date(2024, 5, 6), date(2025, 5, 6)),
        ended_on=date(2025, 5, 6),
        end_reason="completed",
    )
    away(world, "李明朗", "马渡镇", date(2026, 3, 1), date(2027, 3, 1), kind="shadow", title="")
    away(
        *(world, "李明朗", "马渡镇", date(2025, 9, 1), date(2027, 3, 1)),
        ended_on=date(2025, 9, 1),
        end_reason="other",
    )
    first = "2024.05—2025.05 挂职 柳河镇党委副书记"
    assert told(world, ON, "李明朗")["postings"] == f"{first}；2026.03至今 跟班学习 马渡镇"
    assert told(world, date(2025, 5, 5), "李明朗")["postings"] == first.replace("—2025.05", "至今")
    client = client_for(world.city)
    asked = {"columns": "name,postings,posted_away,grassroots_counted"}
    for on, where, months in (
        (date(2025, 5, 5), "挂职 柳河镇党委副书记", 12),
        (date(2025, 9, 2), "", 12),
        (ON, "跟班学习 马渡镇", 20),
    ):
        answer = client.get("/api/v1/roster/", asked | {"as_of": on.isoformat()}).json()
        (row,) = [one for one in answer["results"] if one["name"] == "李明朗"]
        assert (row["posted_away"] or "", row["grassroots_counted"]) == (where, months)
        assert client.get("/roster/", asked | {"as_of": on.isoformat()}).status_code == 200
    with CaptureQueriesContext(connection) as said:
        client.get("/roster/", {"columns": "name"})
    assert not [one for one in said if "rotation_" in one["sql"]]
