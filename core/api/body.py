"""A JSON body bound to a form: the same form that a page would bind."""

from typing import Any

from django import forms
from django.http import QueryDict

from core.errors import Invalid


def bound(form: type[forms.Form], body: Any, **kwargs: Any) -> dict[str, Any]:
    """The cleaned data; raises Invalid by field for unknown names, wrong types and bad values."""
    if not isinstance(body, dict):
        raise Invalid({"": ["请求正文应为 JSON 对象。"]})
    data = QueryDict(mutable=True)
    instance = form(data, **kwargs)
    faults: dict[str, list[str]] = {}
    for name, value in body.items():
        field = instance.fields.get(name)
        if field is None:
            known = "、".join(instance.fields)
            faults[name] = [f"没有这个字段。可用的字段：{known}。"]
        elif isinstance(field, forms.MultipleChoiceField):
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                faults[name] = ["应为文本的数组。"]
            else:
                data.setlist(name, value)
        elif isinstance(value, dict | list):
            faults[name] = ["应为单个值。"]
        elif value is not None:
            data[name] = str(value).lower() if isinstance(value, bool) else str(value)
    if not instance.is_valid():
        faults = {name: list(texts) for name, texts in instance.errors.items()} | faults
    if faults:
        raise Invalid(faults)
    return instance.cleaned_data
