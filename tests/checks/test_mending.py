"""What becomes of a finding: its suggestion taken over, mended by hand, left alone."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from cadres.approval.services import write_texts
from cadres.changes.models import ChangeRequest
from cadres.checks.models import Finding, Mute
from cadres.checks.refreshing import refresh_people
from cadres.people import services as people
from cadres.people.models import Cadre, Discipline
from cadres.roster import services as roster
from tests.checks.asking import of, page


def test_a_suggestion_is_taken_over(world, client_for, person):
    finding = of(person, "origin.suffix_birth_place")
    client = client_for(world.city)
    address = reverse("checks:accept", args=[finding.pk])
    assert client.get(address).status_code == 405
    response = client.post(address, {"seen": finding.version}, follow=True)
    assert "已采用建议" in response.content.decode()
    assert Cadre.objects.get(pk=person.pk).birth_place == "云州青川"
    assert not Finding.objects.filter(pk=finding.pk).exists()
    assert "已改正" in client.post(address, {"seen": finding.version}).content.decode()
    error = of(person, "origin.short_native_place")
    for seen in ("", "x", "99999999999999999999", "-1"):
        response = client.post(
            reverse("checks:accept", args=[error.pk]), {"seen": seen}, follow=True
        )
        assert "没有可以采用的建议" in response.content.decode()


def test_a_stale_suggestion_is_refused_with_a_sentence(world, client_for, person):
    finding = of(person, "origin.suffix_birth_place")
    people.edit(actor=None, cadre=person, seen=None, on=timezone.localdate(), note="改过")
    response = client_for(world.city).post(
        reverse("checks:accept", args=[finding.pk]), {"seen": finding.version}, follow=True
    )
    assert "请刷新页面核对" in response.content.decode()


def test_what_else_must_be_mended_first_is_said(world, client_for, person):
    Cadre.objects.filter(pk=person.pk).update(rank_since=None)
    finding = of(person, "origin.suffix_birth_place")
    response = client_for(world.city).post(
        reverse("checks:accept", args=[finding.pk]), {"seen": finding.version}, follow=True
    )
    text = response.content.decode()
    place = f"/cadres/{person.pk}/edit/?next=/checks/{finding.pk}/#id_rank_since"
    assert f'要先改正：<a href="{place}">任现职级时间</a>：选择了职级，请填写任现职级时间。' in text


def test_a_clerk_s_becomes_a_request(world, client_for, person):
    on = timezone.localdate()
    roster.admit(actor=None, people=[person], on=on, today=on)
    finding = of(person, "origin.suffix_birth_place")
    response = client_for(world.clerk).post(
        reverse("checks:accept", args=[finding.pk]), {"seen": finding.version}, follow=True
    )
    assert "等待组织部门审核" in response.content.decode()
    asked = ChangeRequest.objects.get()
    assert asked.fields.get().field == "birth_place"
    for who in (world.clerk, world.city):
        text = page(client_for(who), "checks:detail", finding.pk)
        assert "已提交，待审核" in text and f'href="/changes/{asked.pk}/"' in text
        assert "采用建议" not in text
    assert "待审核" not in page(
        client_for(world.clerk), "checks:detail", of(person, "origin.short_native_place").pk
    )


def test_a_unit_hears_that_the_department_fills_it_in(world, client_for, person):
    on = timezone.localdate()
    texts = {"filled_on": on + timedelta(days=9)}
    write_texts(actor=None, cadre=person, seen=None, on=on, values=texts)
    refresh_people([person.pk], on=on)
    (finding,) = Finding.objects.filter(cadre=person, field="filled_on")
    clerk, city = client_for(world.clerk), client_for(world.city)
    assert "去改正" in page(clerk, "checks:detail", finding.pk)  # not on the roster
    roster.admit(actor=None, people=[person], on=on, today=on)
    text = page(clerk, "checks:detail", finding.pk)
    assert "由组织部门填写" in text and "去改正" not in text
    text = page(city, "checks:detail", finding.pk)
    assert "由组织部门填写" not in text and "去改正" in text


def test_what_is_mended_says_so_to_those_who_saw_it(world, client_for, person):
    finding = of(person, "origin.short_native_place")
    case = of(person, "conduct.no_effect")
    on = timezone.localdate()
    people.edit(actor=None, cadre=person, seen=None, on=on, native_place="云州清河")
    Discipline.objects.filter(cadre=person).delete()
    for who in ("city", "secretary", "clerk"):
        text = page(client_for(world.users[who]), "checks:detail", finding.pk)
        assert "已改正" in text and f'href="/cadres/{person.pk}/checks/"' in text
    for who in ("county", "cadre", "auditor", "nobody"):
        client = client_for(world.users[who])
        assert client.get(reverse("checks:detail", args=[finding.pk])).status_code == 404
    assert "已改正" in page(client_for(world.secretary), "checks:detail", case.pk)
    address = reverse("checks:detail", args=[case.pk])
    assert client_for(world.clerk).get(address).status_code == 404


def test_saving_comes_back_to_the_finding(world, client_for, person):
    finding = of(person, "origin.short_native_place")
    client = client_for(world.city)
    edit, back = f"/cadres/{person.pk}/edit/", f"/checks/{finding.pk}/"
    for link in (back, "//evil.example/", "https://evil.example/", "javascript:x", "x"):
        asked = client.get(edit, {"next": link})
        form = asked.context["form"]
        data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
        answer = client.post(f"{edit}?{urlencode({'next': link})}", data)
        assert answer.status_code == 302, answer.content.decode()
        assert answer.url == (back if link == back else f"/cadres/{person.pk}/")


def test_leaving_alone_and_taking_that_back(world, client_for, person):
    finding = of(person, "origin.short_native_place")
    client = client_for(world.city)
    detail, address = (reverse(f"checks:{name}", args=[finding.pk]) for name in ("detail", "mute"))
    assert client.post(address, {}).status_code == 400
    assert client.post(address, {"reason": "补证", "until": "2020-01-01"}).status_code == 409
    until = timezone.localdate() + timedelta(days=20)
    assert client.post(address, {"reason": "正在补证", "until": until}).url == detail
    assert "正在补证" in page(client, "checks:detail", finding.pk)
    listed = page(client, "checks:list", cadre=person.pk)
    assert "只有 2 个字" not in listed
    assert "只有 2 个字" in page(client, "checks:list", cadre=person.pk, standing="muted")
    text = page(client, "cadres:tab", person.pk, "checks")
    assert "暂不处理的 1 条" in text and "恢复提示" in text
    end = reverse("checks:unmute", args=[Mute.objects.get().pk])
    assert client_for(world.county).post(end).status_code == 404
    assert client_for(world.clerk).post(end).status_code == 403
    assert client.post(end).status_code == 302
    assert "只有 2 个字" in page(client, "checks:list", cadre=person.pk)


def test_a_unit_has_no_button_to_leave_alone(world, client_for, person):
    finding = of(person, "origin.short_native_place")
    client = client_for(world.secretary)
    assert "设为暂不处理" not in page(client, "checks:detail", finding.pk)
    until = timezone.localdate() + timedelta(days=20)
    answer = client.post(
        reverse("checks:mute", args=[finding.pk]), {"reason": "不", "until": until}
    )
    assert answer.status_code == 403 and not Mute.objects.exists()
