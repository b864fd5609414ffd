"""What stands over and under a roster, whatever it is printed as."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterHead:
    """Title, 填报单位, 统计截止, and who made the file when (`2026-11-28 17:30`).

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
        return f"统计截止：{self.on.year}年{self.on.month}月{self.on.day}日"

    @property
    def filed_text(self) -> str:
        """填报单位（盖章）：中共清河市委组织部."""
        return f"填报单位（盖章）：{self.filed_by}"

    @property
    def made_text(self) -> str:
        """导出人：林静文　2026-11-28 17:30."""
        return f"导出人：{self.exported_by}　{self.exported_at}"
