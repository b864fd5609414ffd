"""What programs may be granted beside columns, by name."""

CLIENT_POWERS: tuple[str, ...] = (
    "reporting.annual.powers.CONTENT",
    "reporting.annual.powers.DRAFT",
)
