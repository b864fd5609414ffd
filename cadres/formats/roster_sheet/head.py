"""What stands over and under a roster, whatever it is printed as."""

from dataclasses import dataclass
from datetime import date


def day_text(day: date) -> str:
    """2025年6月30日, the one way in which a roster writes a day."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterHead:
    """Title, 填报单位, 统计截止, and who made the file when (`2026年11月28日 17:30`).

    `notes` are further lines of the sheet 导出说明, label and sentence.
    """

    title: str
    filed_by: str
    on: date
    exported_by: str
    exported_at: str
    is_internal: bool = False
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def on_text(self) -> str:
        """统计截止：2025年6月30日."""
        return f"统计截止：{day_text(self.on)}"

    @property
    def filed_text(self) -> str:
        """填报单位（盖章）：中共清河市委组织部."""
        return f"填报单位（盖章）：{self.filed_by}"

    @property
    def made_text(self) -> str:
        """导出人：林静文　2026年11月28日 17:30."""
        return f"导出人：{self.exported_by}　{self.exported_at}"
