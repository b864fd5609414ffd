"""What a mail server's refusal says, and whether it means it."""

from smtplib import SMTPRecipientsRefused, SMTPResponseException


def refusal(error: SMTPRecipientsRefused | SMTPResponseException) -> tuple[str, bool]:
    """The sentence, and whether trying again is no use: 4yz may pass (RFC 5321, 4.2.1)."""
    code, text = (
        next(iter(error.recipients.values()), (550, b""))
        if isinstance(error, SMTPRecipientsRefused)
        else (error.smtp_code, error.smtp_error)
    )
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"邮件服务器拒收（{code}）：{' '.join(words.split())}", not 400 <= code < 500
