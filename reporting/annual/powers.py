"""What programs may be granted of annual reports: reading one whole, and writing a draft."""

from core.clients.powers import Power

CONTENT = Power(
    "annual_reports.content",
    "取年度报告全文",
    "含名册、职务变动、考核结果和保留资格初步意见",
)
DRAFT = Power(
    "annual_reports.draft",
    "代填年度报告草稿",
    "可改写草稿的文字和意见，不能上报",
)
