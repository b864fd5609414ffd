"""The picture of a person, for whoever may see the person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response

from cadres.people.models import Cadre
from cadres.people.photo import picture_of


@login_required
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The image; a browser keeps it, but asks each time whether it may still show it.

    Not logged by itself: the page that it stands on is.
    """
    people = Cadre.objects.visible_to(request.user).only("name", "photo")
    picture = picture_of(get_object_or_404(people, pk=pk))
    response = HttpResponse(picture.content, content_type=picture.kind)
    response["ETag"] = picture.etag
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=picture.etag, response=response)
