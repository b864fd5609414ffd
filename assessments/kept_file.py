"""What is kept of a file that was added to a record: name, size and digest beside the bytes."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class KeptFile(models.Model):
    """A file of a record; the record, and where the bytes go, are each noun's own."""

    name = models.CharField("文件名", max_length=120)
    size = models.PositiveIntegerField("大小")
    digest = models.CharField("摘要", max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="上传人", null=True, related_name="+"
    )
    added_at = models.DateTimeField("上传时间", default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
