"""Words of the résumé: what they tell, in Python and in PostgreSQL alike."""

import pytest
from django.db import connection

from rotation.choices import GrassrootsKind as Kind
from rotation.grassroots.words import WORDS, told_by

TOLD = {
    "云州省清河市青川县柳河镇党委副书记、镇长": Kind.TOWNSHIP,
    "青川县柳河镇党政办科员": Kind.TOWNSHIP,
    "清源县清溪乡副乡长": Kind.TOWNSHIP,
    "清源县双河乡科员": Kind.TOWNSHIP,
    "清河区城关街道办事处副主任": Kind.TOWNSHIP,
    "挂任青川县柳河镇党委副书记": Kind.TOWNSHIP,
    "清源县东城镇党委委员": Kind.TOWNSHIP,
    "青川县柳河镇双河村党支部书记助理（选调生）": Kind.VILLAGE,
    "青川县柳河镇大学生村官": Kind.VILLAGE,
    "清河区城关街道柏林社区居委会主任": Kind.VILLAGE,
    "驻柳河镇双河村第一书记": Kind.RURAL,
    "科技特派员": Kind.RURAL,
    "清河市交通运输局派驻村工作队队员": Kind.RURAL,
    "云州省清河市青川县交通运输局科员": Kind.COUNTY,
    "中共清河市青川县委组织部干部科副科长": Kind.COUNTY,
    "青川县财政局局长": Kind.COUNTY,
    "中国人民政治协商会议青川县委员会办公室主任": Kind.COUNTY,
    "共青团青川县委副书记": Kind.COUNTY,
    "云州省清河市安平市财政局科员": Kind.COUNTY,
    "青川县副县长": Kind.COUNTY,
    "清源区人民检察院检察官助理": Kind.COUNTY,
    "青川县第一中学教师": Kind.INSTITUTION,
    "青川县柳河镇中心小学教师": Kind.INSTITUTION,
    "青川县马渡镇卫生院院长": Kind.INSTITUTION,
    "清河市城市建设投资集团有限公司副经理": Kind.ENTERPRISE,
    "某部队某团二营战士": Kind.ARMY,
    "陆军某旅三连排长": Kind.ARMY,
    "清河市交通运输局公路管理科副科长": None,
    "云州省清河市民政局基层政权和社区治理科科长": None,
    "清河市农业农村局乡村振兴科科员": None,
    "清河市住房和城乡建设局村镇建设科科长": None,
    "清河市交通运输局县乡公路科科长": None,
    "云州省镇江市财政局科员": None,
    "云州省景德镇市财政局科员": None,
    "中共清河市委组织部干部一科科长": None,
    "清河市委党校教师": None,
    "清河市城市管理局办公室主任": None,
    "清河市市场监督管理局科员": None,
    "清河市城市建设投资中心科员": None,
    "中国人民政治协商会议清河市委员会办公室科员": None,
    "共青团清河市委书记": None,
    "清河市代表团团长助理": None,
    "云州省交通运输厅科员": None,
    "清河市军队离休干部服务中心干部": None,
}


@pytest.mark.parametrize(("text", "kind"), TOLD.items(), ids=TOLD)
def test_what_words_tell(text, kind):
    assert told_by(text) == kind


def test_the_database_reads_the_same_words(db):
    """One statement over every sentence and every pattern."""
    with connection.cursor() as cursor:
        for text in TOLD:
            found = None
            for kind, pattern in WORDS:
                cursor.execute("SELECT %s ~ %s", [text, pattern])
                if cursor.fetchone()[0]:
                    found = kind
                    break
            assert found == told_by(text), text
