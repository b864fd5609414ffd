"""Head, checks with their explanations, refresh, answers, filing, numbers put in by hand."""

from django.urls import reverse

from core.audit.models import AuditEntry
from policy.duties.refreshing import refresh
from reporting.annual import services
from reporting.annual.choices import ReportState
from reporting.annual.models import AnnualReport, Explanation
from tests.annual.making import fresh
from tests.annual_editing.making import TODAY, fields, opened, opinion, page, passage, sent, text


def filled(world, client, report) -> None:
    """Everything said that a unit has to say, by the page."""
    sent(client, report, do="keep_rest", none="1", head_meeting="局党组会议", part_5="无。",
         part_6="无。")  # fmt: skip
    shown = fields(client.get(page(report)).content.decode())
    told = {name: "已安排。" for name in shown if name.startswith("explain-")}
    client.post(page(report), shown | told | {"do": "save"})


def test_the_head_is_kept(world, client_for):
    report = opened(world)
    answer = sent(
        client_for(world.secretary), report,
        head_document="清交党发〔2026〕18号", head_signer="马建国", head_contact="何婧 6612",
    )  # fmt: skip
    assert answer.status_code == 302
    now = fresh(report)
    assert (now.document, now.signer, now.contact) == (
        "清交党发〔2026〕18号",
        "马建国",
        "何婧 6612",
    )


def test_numbers_put_in_by_hand_are_ignored_and_logged(world, client_for):
    report = opened(world)
    before = fresh(report).content
    entries = AuditEntry.objects.count()
    answer = sent(client_for(world.secretary), report, **{"figure:roster.open": "99"})
    assert answer.status_code == 302
    assert fresh(report).content == before
    assert AuditEntry.objects.count() > entries
    shown = client_for(world.secretary).get(page(report))
    assert "99人" not in text(shown)


def test_changed_records_are_told_and_a_refresh_keeps_the_words(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    sent(client, report, part_1="我的总结，在库〔在库人数〕。")
    assert "记录有变化" not in text(client.get(page(report)))
    stay = world.stay("陈思远")
    left = stay.entered_on.replace(year=2026, month=11, day=20)
    type(stay).objects.filter(pk=stay.pk).update(left_on=left, status="4", exit_ground="1")
    said = text(client.get(page(report)))
    assert "记录有变化" in said and "在库人数" in said
    answer = sent(client, report, do="refresh", part_2="刷新前写的。")
    assert answer.status_code == 302
    assert passage(report, 1).text == "我的总结，在库〔在库人数〕。"
    assert passage(report, 2).text == "刷新前写的。"
    shown = client.get(page(report))
    assert "记录有变化" not in text(shown) and "1人" in text(shown)


def test_checks_are_explained_on_the_page(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    refresh(on=TODAY)
    html = client.get(page(report)).content.decode()
    shown = fields(html)
    keys = [name for name in shown if name.startswith("explain-")]
    assert keys and "填写说明" in html
    answer = client.post(page(report), shown | {keys[0]: "年底前谈完。"})
    assert answer.status_code == 302
    assert Explanation.objects.get(report=report).words == "年底前谈完。"
    assert "说明：年底前谈完。" in text(client.get(page(report)))


def test_comments_stand_at_their_cells_and_are_answered(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    filled(world, client, report)
    services.file(actor=world.secretary, report=report, seen=fresh(report).version, on=TODAY)
    one = opinion(report, "陈思远")
    for cell, words in ((f"opinion:{one.cadre_id}", "理由不足"), ("part:5", "写得太少")):
        services.comment(actor=world.city, report=fresh(report), cell=cell, words=words, on=TODAY)
    services.give_back(
        actor=world.city, report=fresh(report), seen=fresh(report).version, words="请改", on=TODAY
    )
    shown = client.get(page(report))
    assert "2 条审核意见" in text(shown) and "2 条还没有答复" in text(shown)
    html = shown.content.decode()
    assert html.index('id="part-5"') < html.index("写得太少") < html.index('id="part-6"')
    keys = list(report.comments.values_list("pk", flat=True))
    answer = sent(client, report, **{f"answer_{key}": "已改。" for key in keys})
    assert answer.status_code == 302
    assert set(report.comments.values_list("answer", flat=True)) == {"已改。"}
    assert "都已答复" in text(client.get(page(report)))


def test_it_is_filed_after_one_more_look(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    filled(world, client, report)
    html = client.get(page(report)).content.decode()
    assert "校核都通过了，可以上报" in html
    answer = sent(client, report, do="file", part_6="最后改一句。")
    assert answer.url == reverse("annual:file", args=[report.pk])
    look = client.get(answer.url)
    assert "上报清河市委组织部" in text(look) and "拟保留人数" in text(look)
    done = client.post(answer.url, {"seen": fresh(report).version})
    assert done.status_code == 302 and fresh(report).state == ReportState.FILED
    assert passage(report, 6).text == "最后改一句。"
    assert client.get(page(report)).status_code == 302
    late = client.post(page(report), {"part-6": "还想改", "seen-part-6": "1", "do": "save"})
    assert late.status_code == 409 and "还想改" in text(late)
    assert client.post(answer.url, {"seen": fresh(report).version}).status_code == 409


def test_what_is_not_ready_is_not_filed(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    url = reverse("annual:file", args=[report.pk])
    assert "不能上报" in text(client.get(url))
    assert client.post(url, {"seen": report.version}).status_code == 409
    assert fresh(report).state == ReportState.DRAFT


def test_a_clerk_writes_and_does_not_file(world, client_for):
    report = opened(world)
    client = client_for(world.clerk)
    assert sent(client, report, part_3="经办人写的。").status_code == 302
    assert client.get(reverse("annual:file", args=[report.pk])).status_code == 403
    filled(world, client, report)
    assert "由党组织书记上报" in text(client.get(page(report)))


def test_a_clerk_is_not_told_of_discipline(world, client_for):
    report = opened(world)
    told = fresh(report)
    for one in told.content["figures"]:
        if one["key"] in ("conduct.disciplines", "cases.opened"):
            one["value"] = "7"
    AnnualReport.objects.filter(pk=report.pk).update(content=told.content)
    assert "7人次" in text(client_for(world.secretary).get(page(report)))
    assert "7人次" not in text(client_for(world.clerk).get(page(report)))
    assert "7件" not in text(client_for(world.clerk).get(page(report)))
