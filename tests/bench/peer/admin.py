"""The list and the form the framework draws by itself, narrowed to one centre."""

from typing import Any

from django.contrib import admin

from tests.bench.peer.models import Tally

CENTRE = 1


@admin.register(Tally)
class TallyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable where the stubs are not patched in
    """As many columns, filters and rows a page as our list has."""

    list_display = ("code", "at", "channel", "kind", "for_whom", "worker")
    list_filter = ("channel", "kind", "for_whom")
    list_select_related = ("worker",)
    list_per_page = 30
    search_fields = ("code",)
    ordering = ("-at", "-id")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).filter(centre=CENTRE)
