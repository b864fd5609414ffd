"""Pages to a PDF by WeasyPrint. Loaded when something is printed, as `painting.py` is."""

from collections.abc import Mapping
from io import BytesIO

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from core.paper.drawing import Drawing
from core.paper.fonts import configuration

SIGNS = {b"\x89PNG": "png", b"<svg": "svg+xml"}  # what a picture begins with; else it is a JPEG


def written(
    html: str, css: str, *, drawings: Mapping[str, Drawing], pictures: Mapping[str, bytes]
) -> bytes:
    """The PDF; what is drawn and the pictures are found by their addresses. Raises FacesMissing."""
    fonts = configuration()
    document = HTML(string=html, url_fetcher=_OurPictures(pictures)).render(
        stylesheets=[CSS(string=css, font_config=fonts)],
        font_config=fonts,
        cache=dict(drawings),
    )
    file = BytesIO()
    document.write_pdf(file)
    return file.getvalue()


class _OurPictures(URLFetcher):
    """Gives the pictures of the pages, and nothing from anywhere else."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self.pictures = pictures

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        content = self.pictures[url]
        kind = SIGNS.get(content[:4], "jpeg")
        return URLFetcherResponse(url, content, {"Content-Type": f"image/{kind}"})
