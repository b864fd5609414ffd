"""The résumé as it hangs behind its dates."""

import time

from cadres.papers.resume_lines import hanging


def test_brackets_over_several_lines_stay_together():
    text = (
        "2010.09--2014.07  云州大学学生\n"
        "2014.07--2018.03  清河市某局科员\n"
        + " " * 18
        + "（其间：2016.03--2017.03柳河镇挂职；\n"
        + " " * 18
        + "2017.09--2018.01中央党校培训）\n"
        "2018.03--         清河市某局副局长"
    )
    assert hanging(text).split("\n") == [
        "2010.09--2014.07\t云州大学学生",
        "2014.07--2018.03\t清河市某局科员",
        "\t（其间：2016.03--2017.03柳河镇挂职；2017.09--2018.01中央党校培训）",
        "2018.03--\t清河市某局副局长",
    ]


def test_a_text_without_end_takes_no_time():
    begun = time.monotonic()
    told = hanging("2010.01--2011.02  甲（\n" + "乙丙丁（\n" * 200_000)
    assert told.count("乙丙丁") == 200_000
    assert time.monotonic() - begun < 10
