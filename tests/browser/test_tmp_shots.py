import pytest
from tests.browser.window import DESKTOP, PHONE
from tests.exchange.making import told, sample, filed
from cadres.approval.models import ApprovalTexts
pytestmark = pytest.mark.browser
OUT="/tmp/shots"
def shot(w, name):
    for label,size in (("1366",DESKTOP),("390",PHONE)):
        w.page.set_viewport_size(size)
        w.page.screenshot(path=f"{OUT}/{name}-{label}.png", full_page=True)
    w.look()
def test_shots(open_window, committed_world):
    cadre = filed(told(sample()), committed_world.named["柳河镇"])
    w = open_window("city")
    w.go(f"/cadres/{cadre.pk}/approval/"); shot(w,"tab-old")
    w.go(f"/cadres/{cadre.pk}/approval/?edition=new"); shot(w,"tab-new")
    w.go(f"/approval/{cadre.pk}/edit/"); shot(w,"edit")
    w.go("/roster/"); shot(w,"roster")
    w.press("导出名册、审批表"); shot(w,"choose")
    w.page.get_by_label("任免审批表 PDF", exact=True).check()
    w.press("开始导出"); shot(w,"job")
    s = open_window("secretary")
    rain = committed_world.cadres["周雨晴"]
    s.go(f"/approval/{rain.pk}/edit/"); shot(s,"read")
