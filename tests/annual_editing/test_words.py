"""Parts are edited by hand, go back to their draft, and are never written over unseen."""

from reporting.annual import services
from reporting.annual.models import Passage
from tests.annual_editing.making import TODAY, fields, opened, page, passage, sent, text


def test_words_are_kept_with_their_placeholders(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    answer = sent(client, report, part_5="一是专业结构单一。\r\n在库〔在库人数〕。\r\n")
    assert answer.status_code == 302
    kept = passage(report, 5)
    assert kept.text == "一是专业结构单一。\n在库〔在库人数〕。" and kept.is_own
    shown = client.get(page(report)).content.decode()
    assert 'title="在库人数">2人</a>' in shown
    assert "恢复自动稿" in shown


def test_what_is_typed_is_escaped(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    nasty = '<script>alert("x")</script>〔"><b>〕</textarea>'
    sent(client, report, part_3=nasty, head_signer='"><img src=x>')
    shown = client.get(page(report)).content.decode()
    assert passage(report, 3).text == nasty
    assert "<script>alert" not in shown and "<img src=x" not in shown
    assert "&lt;script&gt;" in shown
    assert fields(shown)["part-3"] == nasty


def test_a_part_goes_back_to_its_draft_and_the_others_are_saved_first(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    sent(client, report, part_1="我的话。")
    answer = sent(client, report, do="reset:1", part_2="另一段话。")
    assert answer.status_code == 302
    assert passage(report, 1).text == passage(report, 1).drafted != "我的话。"
    assert passage(report, 2).text == "另一段话。"


def test_a_conflict_keeps_what_was_typed_and_says_who_was_faster(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    data = fields(client.get(page(report)).content.decode())
    services.write(
        actor=world.clerk, report=report, part=3, text="经办人写的。",
        seen=passage(report, 3).version, on=TODAY,
    )  # fmt: skip
    answer = client.post(page(report), data | {"part-3": "书记写的。", "part-4": "没有争议。"})
    assert answer.status_code == 409
    said = text(answer)
    assert "方晓彤" in said and "经办人写的。" in said
    again = fields(answer.content.decode())
    assert again["part-3"] == "书记写的。"
    assert passage(report, 3).text == "经办人写的。"
    assert passage(report, 4).text == "没有争议。"
    assert client.post(page(report), again).status_code == 302
    assert passage(report, 3).text == "书记写的。"


def test_what_nobody_touched_is_no_conflict(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    data = fields(client.get(page(report)).content.decode())
    services.write(
        actor=world.clerk, report=report, part=3, text="经办人写的。",
        seen=passage(report, 3).version, on=TODAY,
    )  # fmt: skip
    assert client.post(page(report), data | {"part-4": "书记写的。"}).status_code == 302
    assert passage(report, 3).text == "经办人写的。"
    assert passage(report, 4).text == "书记写的。"


def test_a_form_without_versions_is_refused(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    before = passage(report, 2).text
    for seen in ({}, {"seen-part-2": "x"}, {"seen-part-2": "9" * 40}, {"seen-part-2": "-1"}):
        answer = client.post(page(report), {"part-2": "没有版本。", "do": "save"} | seen)
        assert answer.status_code == 409 and "请重新打开页面" in text(answer)
        assert "没有版本。" in text(answer)
    assert passage(report, 2).text == before


def test_too_long_a_text_is_refused_at_its_part_and_kept(world, client_for):
    report = opened(world)
    answer = sent(client_for(world.secretary), report, part_2="长" * 8001)
    assert answer.status_code == 400 and "最多 8000 字" in text(answer)
    assert fields(answer.content.decode())["part-2"] == "长" * 8001


def test_the_fragment_for_htmx_has_the_whole_desk(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    data = fields(client.get(page(report)).content.decode()) | {"part-6": "明年计划。"}
    answer = client.post(page(report), data, headers={"HX-Request": "true"})
    shown = answer.content.decode()
    assert answer.status_code == 200 and shown.strip().startswith('<div id="desk"')
    assert "已保存：六、下一年度工作计划" in shown and "<html" not in shown
    assert Passage.objects.get(report=report, part=6).text == "明年计划。"
