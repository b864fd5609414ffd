"""The pages of a batch: upload, look through, take or leave, choose, write, give up."""

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.importing.models import ImportBatch, ImportRow
from cadres.people.models import Cadre
from core.audit.models import AuditEntry
from core.jobs.models import Job
from tests.importing.telling import an_id, batch_of, look, only, told
from tests.importing.test_matching import namesake
from tests.importing.uploading import cells_of, file, perform_all, sample, sheet, upload, write

ZHOU = ("周雨晴", "女", "1992.05", "清河市交通运输局办公室主任", "市交通运输局", "", "工程师")
NEW = ("周晓航", "男", "1992.05", "青川县柳河镇科员", "柳河镇", an_id(), "", "汉族")
WRONG = ("李小一", "男", "1992.13", "市交通运输局科员", "市交通局", "", "", "汉族")
SAME = ("李明朗", "男", "1990.02", "清河市科学技术局规划科科长", "市科技局", "", "")


@pytest.fixture
def city(world, client_for):
    return client_for(world.city)


def page(browser, batch, **query):
    return browser.get(reverse("imports:review", args=[batch.pk]), query)


def decide(browser, batch, **data):
    return browser.post(reverse("imports:decide", args=[batch.pk]), data)


def lines(response):
    return response.context["page"].object_list


def test_from_upload_to_the_people_who_were_written(city, world):
    batch = upload(city, file(sheet(ZHOU, NEW, WRONG, SAME)), sample())
    first = page(city, batch)
    assert first.context["tab"] == "error"
    assert [(tab["label"], tab["count"]) for tab in first.context["tabs"]] == [
        ("错误", 1), ("待选择", 0), ("更新", 1), ("新增", 2), ("不变", 1),
    ]  # fmt: skip
    errors = [(label, value) for line in lines(first) for label, value, _ in line.errors]
    assert errors == [("出生年月", "1992.13"), ("所在单位", "市交通局")]
    assert "1992.13" in first.content.decode()
    assert "将写入 <b>3</b> 人：更新 1、新增 2" in first.content.decode()
    assert not Cadre.objects.filter(name="周晓航").exists()
    batch = write(city, batch)
    assert (batch.state, batch.created, batch.updated) == ("written", 2, 1)
    after = page(city, batch, tab="create")
    found = Cadre.objects.get(name="周晓航")
    assert reverse("cadres:detail", args=[found.pk]) in after.content.decode()
    assert found.unit == world.named["柳河镇"] and found.changed_by == world.city
    zhou = Cadre.objects.get(name="周雨晴")
    assert (zhou.title, zhou.pro_title) == ("清河市交通运输局办公室主任", "工程师")
    assert not default_storage.exists(batch.folder)
    assert page(city, batch, tab="error").status_code == 200


def test_an_id_number_is_masked_on_every_page(city, world):
    wrong = (
        "王小二",
        "男",
        "1991.01",
        "市交通运输局科员",
        "市交通运输局",
        "990121199101010012",
        "",
    )
    slipped = ("赵小三990121199101010013", "男", "1991.01", "990121199101010014", "无", "", "")
    batch = upload(city, file(sheet(ZHOU, NEW, wrong, slipped)))
    for tab in ("error", "choose", "update", "create", "same"):
        text = page(city, batch, tab=tab).content.decode()
        for number in (an_id(), *(f"9901211991010100{n}" for n in (12, 13, 14))):
            assert number not in text
    with connection.cursor() as cursor:
        cursor.execute("SELECT r::text FROM cadres_importrow r")
        text = "".join(row for (row,) in cursor.fetchall())
        cursor.execute("SELECT p::text FROM core_jobproblem p")
        text += "".join(row for (row,) in cursor.fetchall())
    assert an_id() not in text and "99012119910101001" not in text


def test_each_field_is_taken_or_left(city, world):
    batch = upload(city, file(sheet(ZHOU)))
    (line,) = lines(page(city, batch, tab="update"))
    assert [(c.label, c.old, c.new, c.is_taken) for c in line.changes] == [
        ("现任职务", "清河市交通运输局综合规划科科长", "清河市交通运输局办公室主任", True),
        ("专业技术职务", "", "工程师", True),
    ]
    number = line.row.number
    decide(city, batch, tab="update", shown=[number], take=[f"{number}:pro_title"])
    (line,) = lines(page(city, batch, tab="update"))
    assert [change.is_taken for change in line.changes] == [False, True]
    write(city, batch)
    zhou = Cadre.objects.get(name="周雨晴")
    assert (zhou.title, zhou.pro_title) == ("清河市交通运输局综合规划科科长", "工程师")
    entry = AuditEntry.objects.filter(subject="cadre", subject_id=str(zhou.pk)).latest("pk")
    assert entry.detail == {"专业技术职务": ["", "工程师"]}


def test_fields_that_hold_only_together_are_not_parted(city, world):
    row = only("周雨晴", (1992, 5), rank="194", rank_since=None)
    row.values["rank_since"] = world.cadres["周雨晴"].level_since
    codes = dict(Cadre._meta.get_field("rank").flatchoices)
    row.values["rank"] = next(iter(codes))
    batch = batch_of(look([row], world.city), world.city)
    response = decide(city, batch, tab="update", shown=[1], take=["1:rank"])
    said = [str(message) for message in city.get(response.url).context["messages"]]
    assert said and "请把相关的项目一起取舍" in said[0]
    assert ImportRow.objects.get().left_out == []


def test_a_new_person_is_left_out(city, world):
    batch = upload(city, file(sheet(ZHOU, NEW)))
    (line,) = lines(page(city, batch, tab="create"))
    decide(city, batch, tab="create", shown=[line.row.number])
    assert page(city, batch).context["counts"].to_write == 1
    write(city, batch)
    assert not Cadre.objects.filter(name="周晓航").exists()


def test_all_of_a_tab_is_left_and_taken_again(city, world):
    batch = upload(city, file(sheet(ZHOU, NEW)))
    address = reverse("imports:decide_all", args=[batch.pk])
    city.post(address, {"tab": "update", "all": "leave"})
    assert page(city, batch).context["counts"].to_write == 1
    city.post(address, {"tab": "update", "all": "take"})
    assert page(city, batch).context["counts"].to_write == 2


def test_who_is_meant_is_chosen_and_chosen_anew(city, world):
    other = namesake(world.cadres["周雨晴"], world.named["柳河镇"])
    batch = upload(city, file(sheet((*ZHOU, "汉族"))))
    (line,) = lines(page(city, batch, tab="choose"))
    assert len(line.candidates) == 4 and "柳河镇" in " ".join(c.text for c in line.candidates)
    number = line.row.number
    assert page(city, batch).context["counts"].to_write == 0
    for answer, action, left in (
        (str(other.pk), "update", False),
        ("new", "create", False),
        ("skip", "choose", True),
        (str(world.cadres["周雨晴"].pk), "update", False),
    ):
        decide(city, batch, tab="choose", shown=[number], **{f"who-{number}": answer})
        row = ImportRow.objects.get()
        assert (row.action, row.is_left_out) == (action, left)
        (line,) = lines(page(city, batch, tab="choose"))
        assert [c.answer for c in line.candidates if c.is_chosen] == [answer]
    write(city, batch)
    assert Cadre.objects.get(pk=world.cadres["周雨晴"].pk).pro_title == "工程师"
    other.refresh_from_db()
    assert other.pro_title == ""


def test_two_rows_are_not_the_same_person(city, world):
    namesake(world.cadres["周雨晴"], world.named["柳河镇"])
    first = told(name="周雨晴", gender="2", id_number=an_id("19920511", "002"))
    second = told(name="周雨晴", gender="2", id_number=an_id("19920512", "004"), row=4)
    batch = batch_of(look([first, second], world.city), world.city)
    pk = str(world.cadres["周雨晴"].pk)
    decide(city, batch, tab="choose", shown=[1, 2], **{"who-1": pk})
    response = decide(city, batch, tab="choose", shown=[1, 2], **{"who-1": pk, "who-2": pk})
    said = [str(message) for message in city.get(response.url).context["messages"]]
    assert said == ["“周雨晴”选的人在这批里已有另一行，请只选一行。"]


def test_refused_rows_come_back_whole_with_their_reason(city, world):
    head = ("姓名", "性别", "出生年月", "现任职务", "所在单位", "身份证号", "备注")
    number = an_id("19910101", "003")
    wrong = ("王小二", "男", "1991.01", "市交通局科员", "市交通局", number, "第一行\n第二行")
    batch = upload(city, file(sheet(wrong, (*SAME[:6], ""), head=head)))
    response = city.get(reverse("imports:failed", args=[batch.pk]))
    cells = [str(cell) for row in cells_of(response.content) for cell in row if cell]
    assert {"王小二", "市交通局", number, "第一行\n第二行"} <= set(cells)
    assert any("没有“市交通局”这个单位，可能是“市交通运输局”" in text for text in cells)
    assert "李明朗" not in cells
    assert AuditEntry.objects.latest("pk").action == "export"


def test_refused_rows_mended_are_taken_in(city, world):
    batch = upload(city, file(sheet(WRONG)))
    content = city.get(reverse("imports:failed", args=[batch.pk])).content
    mended = {"1992.13": "1992.12", "市交通局": "市交通运输局"}
    rows = [tuple(mended.get(str(c), c) for c in row) for row in cells_of(content)]
    again = upload(city, file(sheet(*rows[1:], head=rows[0]), "改好.xlsx"))
    assert [row.action for row in again.rows.all()] == ["create"]


def test_a_batch_is_given_up(city, world):
    batch = upload(city, file(sheet(ZHOU, NEW)))
    assert default_storage.exists(batch.folder)
    with TestCase.captureOnCommitCallbacks(execute=True):
        city.post(reverse("imports:abandon", args=[batch.pk]))
    assert not default_storage.exists(batch.folder)
    batch.refresh_from_db()
    assert batch.state == "abandoned" and not batch.rows.exists()
    assert "已放弃" in page(city, batch).content.decode()


def test_what_was_confirmed_is_what_is_written(city, world):
    batch = upload(city, file(sheet(ZHOU, NEW)))
    response = city.post(reverse("imports:confirm", args=[batch.pk]), {"people": 3})
    assert response.status_code == 409
    assert "现在将写入 2 人" in response.content.decode()


def test_who_changed_meanwhile_is_named_and_nothing_is_written(city, world):
    batch = upload(city, file(sheet(ZHOU, NEW)))
    world.cadres["周雨晴"].change(actor=world.city, seen=None, note="变动")
    batch = write(city, batch)
    assert batch.state == "writing"
    job = Job.objects.get(pk=batch.writing_id)
    assert job.state == "failed" and "周雨晴在核对以后又有变动" in job.message
    assert page(city, batch).context["tab"] == "update"
    assert not Cadre.objects.filter(name="周晓航").exists()


def test_a_refused_batch_says_why_and_is_checked_anew(city, world):
    batch = upload(city, file(sheet(ZHOU, NEW)), sample())
    world.cadres["周雨晴"].change(actor=world.city, seen=None, note="变动")
    batch = write(city, batch)
    job = city.get(reverse("jobs:detail", args=[batch.writing_id])).content.decode()
    assert reverse("imports:of_job", args=[batch.writing_id]) in job and "重新运行" not in job
    city.post(reverse("jobs:run_again", args=[batch.writing_id]))
    assert Job.objects.get(pk=batch.writing_id).state == "failed"
    text = page(city, batch, tab="update").content.decode()
    assert "上次确认后没有写入：周雨晴在核对以后又有变动" in text
    assert text.count("核对后有变动</span>") == 1
    city.post(reverse("imports:check_again", args=[batch.pk]))
    perform_all()
    batch.refresh_from_db()
    text = page(city, batch, tab="update").content.decode()
    assert batch.state == "checked" and "没有写入：" not in text and "核对后有变动" not in text
    assert write(city, batch).state == "written"
    assert Cadre.objects.get(name="周航").photo


def test_what_is_left_out_is_counted_on_the_last_page(city, world):
    batch = upload(city, file(sheet(ZHOU)))
    number = batch.rows.get().number
    decide(city, batch, tab="update", shown=[number], take=[f"{number}:pro_title"])
    text = city.get(reverse("imports:confirm", args=[batch.pk])).content.decode()
    assert "有 1 人只写入一部分：去掉了 1 项" in text


def test_small_words_of_a_batch(city, world):
    batch = upload(city, file(sheet(WRONG), "甲.xlsx"), file(sheet(NEW), "乙.xlsx"))
    assert batch.checking.message == "已核对 2 人。"
    assert ">甲.xlsx</span>" in page(city, batch, tab="error").content.decode()
    assert "只建档案，不列入名册" in page(city, batch, tab="create").content.decode()
    assert '<td class="is-num">—</td>' in city.get(reverse("imports:list")).content.decode()


def test_a_written_batch_is_not_written_twice(city, world):
    batch = write(city, upload(city, file(sheet(NEW))))
    assert city.get(reverse("imports:confirm", args=[batch.pk])).status_code == 302
    decide(city, batch, tab="create", shown=[1])
    assert Cadre.objects.filter(name="周晓航").count() == 1


@pytest.mark.parametrize("who", ["secretary", "clerk", "cadre", "auditor", "sysadmin", "nobody"])
def test_imports_are_the_departments(world, client_for, city, who):
    batch = upload(city, file(sheet(ZHOU)))
    browser = client_for(world.users[who])
    for name in ("list", "upload", "template"):
        assert browser.get(reverse(f"imports:{name}")).status_code == 403
    for name in ("review", "confirm", "failed"):
        assert browser.get(reverse(f"imports:{name}", args=[batch.pk])).status_code == 404
    for name in ("decide", "decide_all", "abandon", "confirm", "check_again"):
        assert browser.post(reverse(f"imports:{name}", args=[batch.pk])).status_code == 404


def test_a_batch_is_its_makers(world, client_for, city):
    batch = upload(city, file(sheet(ZHOU)))
    county = client_for(world.county)
    assert page(county, batch).status_code == 404
    assert batch.label not in county.get(reverse("imports:list")).content.decode()


def test_a_county_sees_nothing_of_another(world, client_for):
    county = client_for(world.county)
    stranger = ("欧阳雪", "女", "1989.01", "清源县清溪镇镇长", "清溪镇", "", "工程师")
    batch = upload(county, file(sheet(stranger)))
    text = page(county, batch).content.decode()
    assert batch.rows.get().action == "error" and "没有“清溪镇”这个单位" in text
    assert str(world.cadres["欧阳雪"].pk) not in [str(r.cadre_id) for r in batch.rows.all()]


def test_who_left_ones_keeping_is_not_shown_any_more(world, client_for):
    county = client_for(world.county)
    zhao = ("赵文博", "男", "1990.06", "青川县柳河镇党委书记", "柳河镇", "", "")
    batch = upload(county, file(sheet(zhao)))
    assert "青川县柳河镇党委书记" in page(county, batch, tab="update").content.decode()
    moved = Cadre.objects.get(name="赵文博")
    moved.change(actor=world.city, seen=None, unit=world.named["清溪镇"])
    assert lines(page(county, batch, tab="update")) == []


def test_the_statements_of_a_page_do_not_grow(city, world):
    def asked(count: int) -> int:
        people = [told(name="甲" + chr(0x4E00 + n), row=n, id_number=an_id("19900115", f"{n:03d}"))
                  for n in range(count)]  # fmt: skip
        batch = batch_of(look(people, world.city), world.city)
        page(city, batch, tab="create")
        with CaptureQueriesContext(connection) as queries:
            page(city, batch, tab="create")
        return len(queries)

    assert asked(2) == asked(40)


def test_what_is_too_old_is_forgotten(city, world):
    from datetime import timedelta

    from django.utils import timezone

    from core.jobs.services import enqueue

    old = upload(city, file(sheet(ZHOU)))
    written = write(city, upload(city, file(sheet(NEW, WRONG))))
    fresh = upload(city, file(sheet(ZHOU)))
    past = timezone.now() - timedelta(days=8)
    ImportBatch.objects.filter(pk__in=[old.pk, written.pk]).update(asked_at=past)
    enqueue(actor=None, kind="cadres.importing.forget", label="清理")
    perform_all()
    assert [b.state for b in ImportBatch.objects.order_by("pk")] == [
        "abandoned", "written", "checked",
    ]  # fmt: skip
    assert set(ImportRow.objects.values_list("batch", flat=True)) == {fresh.pk}
    assert not default_storage.exists(old.folder) and default_storage.exists(fresh.folder)
    assert "已到期清理" in page(city, written).content.decode()


@pytest.mark.parametrize("odd", ["9" * 5000, "٣", "-1", "1:title", "x" * 100, "\x00"])
def test_numbers_that_are_none_write_nothing_and_are_no_fault(city, odd):
    batch = upload(city, file(sheet(ZHOU, NEW)))
    for tab in ("update", "create", "choose"):
        data = {"shown": [odd, 1], "take": [odd, f"{odd}:title"], "who-1": odd}
        assert decide(city, batch, tab=tab, page=odd, **data).status_code == 302
    assert page(city, batch, tab=odd, page=odd).status_code == 200
    confirmed = reverse("imports:confirm", args=[batch.pk])
    assert city.post(confirmed, {"people": odd}).status_code == 409
    assert not Cadre.objects.filter(name="周晓航").exists()
