"""Files that are not what their extension says, or of no kind that can be imported."""

from cadres.formats.entries import Entry
from cadres.formats.errors import UnreadableFile
from cadres.formats.limits import MEGABYTE
from cadres.formats.natures import Nature, nature_of

EXPECTED = {
    ".lrmx": Nature.XML,
    ".lrm": Nature.LRM,
    ".pic": Nature.IMAGE,
    ".xlsx": Nature.WORKBOOK,
    ".zip": Nature.ZIP,
}
ACCEPTED = "可以导入 .lrmx、.lrm（连同 .pic）、.xlsx，或者装有它们的文件夹和 .zip"
REMEDIES = {
    Nature.LOCKED: "文件有打开密码，读不了；请去掉密码，另存后再导入。",
    Nature.EMPTY: "文件是空的（0 字节），请检查后重新导出。",
    Nature.OLD_WORKBOOK: "这是旧版 Excel 工作簿（.xls），请用 Excel 或 WPS 另存为 .xlsx 后再导入。",
}


def why_not(entry: Entry) -> str:
    """The sentence about a file of another kind."""
    if entry.trouble:
        return entry.trouble
    if entry.suffix == ".zip":
        return "压缩包里还有压缩包，没有读取；请解开后把里面的文件一起打包。"
    if entry.suffix == ".pic":
        return "只有照片，没有同名的 .lrm；请把 .lrm 和 .pic 放在一起。"
    nature = nature_of(entry.load(MEGABYTE))
    return REMEDIES.get(nature) or f"这是“{nature}”，不能导入；{ACCEPTED}。"


def refuse_other(nature: Nature, suffix: str) -> None:
    """Refuse a file that is something else than its extension says."""
    if nature in REMEDIES:
        raise UnreadableFile(REMEDIES[nature])
    if nature not in (EXPECTED[suffix], Nature.UNKNOWN):
        raise UnreadableFile(
            f"扩展名是 {suffix}，内容却是“{nature}”；请改正扩展名，或重新导出后再导入。"
        )
    if nature == Nature.UNKNOWN and suffix in (".xlsx", ".zip"):
        raise UnreadableFile(f"扩展名是 {suffix}，内容却不是“{EXPECTED[suffix]}”；文件可能已损坏。")
