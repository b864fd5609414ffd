"""OpenAPI of our addresses: each view describes itself; what all have in common is added here."""

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentIdentity, ComponentRegistry, ResolvedComponent

from core.api.description import Schema
from core.api.operations import PROBLEM
from core.listing.columns import Column
from core.listing.entity import Entity
from core.scoping import Viewer

SECURITY_SCHEMES: Mapping[str, Schema] = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "ql_前缀_密文",
        "description": "安全管理员签发的接口令牌",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": settings.SESSION_COOKIE_NAME,
        "description": "已登录的浏览器；写操作另须 X-CSRFToken 请求头",
    },
}


class Describer:
    """What a view needs to describe itself to one reader: his columns, and named schemas."""

    def __init__(self, viewer: Viewer | None, registry: ComponentRegistry) -> None:
        self.viewer = viewer
        self.registry = registry

    def columns(self, entity: Entity) -> tuple[Column, ...]:
        """The columns that the reader has; all of them when nobody in particular reads."""
        return entity.columns if self.viewer is None else entity.columns_for(self.viewer)

    def named(self, name: str, schema: Schema) -> Schema:
        """A reference to a schema that is written once under `components`."""
        return self._add(name, ResolvedComponent.SCHEMA, schema).ref

    def add_common(self) -> None:
        """The problem document and the ways to prove who one is."""
        self._add("Problem", ResolvedComponent.SCHEMA, PROBLEM)
        for name, scheme in SECURITY_SCHEMES.items():
            self._add(name, ResolvedComponent.SECURITY_SCHEMA, dict(scheme))

    def _add(self, name: str, kind: str, schema: Schema) -> ResolvedComponent:
        component = ResolvedComponent(
            name=name, type=kind, schema=schema, object=ComponentIdentity(name)
        )
        self.registry.register_on_missing(component)
        return component


def document_for(viewer: Viewer) -> dict[str, Any]:
    """The OpenAPI document, as far as the viewer may know it."""
    reader = SimpleNamespace(user=viewer, auth=None, META={})
    return SchemaGenerator().get_schema(request=reader)


class EntitySchema(AutoSchema):
    """Asks the view's `describe(method, describer)`; None leaves the operation out."""

    def get_operation(
        self,
        path: str,
        path_regex: str,
        path_prefix: str,
        method: str,
        registry: ComponentRegistry,
    ) -> dict[str, Any] | None:
        """The operation of one address and method."""
        describe = getattr(self.view, "describe", None)
        if describe is None:
            return super().get_operation(path, path_regex, path_prefix, method, registry)
        describer = Describer(self._reader(), registry)
        described = describe(method.upper(), describer)
        if described is None:
            return None
        describer.add_common()
        named = [
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": "编号",
                "schema": {"type": "integer"},
            }
            for name in re.findall(r"{(\w+)}", path)
        ]
        return {
            "operationId": _operation_id(path.removeprefix(path_prefix.lstrip("^")), method),
            "security": [{name: []} for name in SECURITY_SCHEMES],
            **described,
            "parameters": named + described.get("parameters", []),
        }

    def _reader(self) -> Viewer | None:
        request = getattr(self.view, "request", None)
        user = getattr(request, "user", None)
        return user if user is not None and user.is_authenticated else None


def _operation_id(path: str, method: str) -> str:
    words = re.sub(r"{(\w+)}", r"by_\1", path).strip("/")
    return f"{method.lower()}_{re.sub(r'[^0-9a-z]+', '_', words)}"
