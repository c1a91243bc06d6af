"""The door for centres that send over HTTPS: no session, no cookie; the centre's signature is all its right.

With the doors for devices these are the only pages that take a post without the form's own token: no browser sends it.
"""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from omuz.foundation.people.rates import count
from omuz.network.returns import actions
from omuz.network.returns.actions.refusals import sentence
from omuz.network.returns.rules.document import MOST_BYTES, Fault, ReturnRefused

KEY = "centre-key"
MOST_PER_MINUTE = 30
MOST_REFUSED = 20
_STRANGER = (Fault.UNKNOWN_CENTRE, Fault.UNKNOWN_KEY, Fault.WRONG_FINGERPRINT, Fault.FOREIGN_SIGNATURE)
"""Answered alike: whoever tries codes learns nothing of who belongs to the network."""


@csrf_exempt
@require_POST
def by_key(request: HttpRequest) -> HttpResponseBase:
    """Take in a signed return; 201 new, 200 known already, 403 not by a known key, 422 not fit, 429 too often."""
    address = request.META.get("REMOTE_ADDR", "")
    if count(f"return:{address}", minutes=1) > MOST_PER_MINUTE or count(f"return-refused:{address}", 0) > MOST_REFUSED:
        return _told(_("Çok fazla istek. Biraz sonra yeniden deneyin."), 429)
    try:
        row, new = actions.receive_from_key(raw=request.read(MOST_BYTES + 1))
    except ReturnRefused as refused:
        count(f"return-refused:{address}")
        if refused.fault in _STRANGER:
            return _told(
                _(
                    "İmza ağda tanınan bir anahtarla atılmamış; alınmadı. İlk bildirimi dosyayla verin,"
                    " parmak izini telefonda okuyun."
                ),
                403,
            )
        return _told(sentence(refused), 422)
    return JsonResponse(
        {"taken": True, "new": new, "quarter": row.quarter, "version": row.version, "digest": row.digest},
        status=201 if new else 200,
    )


by_key.permission = KEY  # type: ignore[attr-defined]  # read by the page table test


def _told(said: str, status: int) -> JsonResponse:
    return JsonResponse({"taken": False, "said": said}, status=status, json_dumps_params={"ensure_ascii": False})
