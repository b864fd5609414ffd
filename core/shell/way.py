"""`{% way %}`: where a page stands, from the top down, the one markup of every way up.

    {% way %}<a href="…">谈心谈话</a><a href="…">张三</a>{% here %}修改{% endway %}

Steps are links (or a `<span>` for what the reader may not open); after `{% here %}` comes the page
itself, and after `{% beside %}`, where there is one, what stands at the end of the line.
"""

import re

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
BETWEEN = '<span aria-hidden="true">›</span>'
STEP_ENDS = re.compile(r"</(?:a|span)>\s*")


class Way(template.Node):
    """Three parts, rendered and joined."""

    child_nodelists = ("steps", "here", "beside")

    def __init__(self, steps: NodeList, here: NodeList, beside: NodeList | None) -> None:
        self.steps, self.here, self.beside = steps, here, beside

    def render(self, context: template.Context) -> SafeString:
        """The line as HTML; the parts have escaped what they show."""
        above = STEP_ENDS.sub(lambda end: end[0].rstrip() + BETWEEN, self.steps.render(context))
        beside = self.beside.render(context) if self.beside else ""
        return format_html(
            '<nav class="q-crumb q-sm" aria-label="所在位置">{}'
            '<span aria-current="page">{}</span>{}</nav>',
            mark_safe(above.strip()),  # noqa: S308  # rendered by the template just now
            self.here.render(context),
            format_html('<span class="q-push q-row">{}</span>', beside) if beside else "",
        )


@register.tag
def way(parser: Parser, token: Token) -> Way:
    """Read the parts up to `{% endway %}`."""
    steps = parser.parse(("here",))
    parser.delete_first_token()
    here = parser.parse(("beside", "endway"))
    beside = parser.parse(("endway",)) if parser.next_token().contents == "beside" else None
    if beside is not None:
        parser.delete_first_token()
    return Way(steps, here, beside)
