"""Whether this process can answer: for whatever watches the machine, without any person and without any figure."""

from http import HTTPStatus

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from omuz.foundation.people.pages import public_page


# Outside the transaction every page runs in: without a database there is none to begin.
@transaction.non_atomic_requests
@public_page
@require_safe
def health(_request: HttpRequest) -> HttpResponseBase:
    """200 where the database answers, 503 where it does not; tells nothing else, and writes nothing."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"state": "unavailable"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return JsonResponse({"state": "ok"})
