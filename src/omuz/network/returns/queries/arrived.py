"""What came from one centre about the year of a quarter: by it a filled table is protected, and may hold the year."""

from uuid import UUID

from omuz.foundation.privacy.safe import SafeTable
from omuz.network.returns.models import ReceivedReturn
from omuz.network.returns.queries.counted import restored_tables
from omuz.network.returns.rules.protection import Sent
from omuz.network.returns.rules.quarters import Quarter


def received_tables(centre_id: UUID, quarter: Quarter) -> dict[str, SafeTable] | None:
    """The newest tables of a centre and quarter at the network; None where no numbers came."""
    rows = ReceivedReturn.objects.filter(centre_id=centre_id, quarter=str(quarter), declined="").exclude(payload="")
    row = rows.order_by("-version").first()
    return restored_tables(row.document.tables, quarter) if row else None


def came_before(centre_id: UUID, quarter: Quarter) -> list[Sent]:
    """Everything with numbers the network still holds of a centre about the year, the newest first."""
    rows = ReceivedReturn.objects.filter(centre_id=centre_id, quarter__startswith=f"{quarter.year}-", declined="")
    kept = rows.exclude(payload="").order_by("-received_at", "-version")
    return [tuple(restored_tables(row.document.tables, row.period).values()) for row in kept]


def open_quarters(centre_id: UUID, quarter: Quarter) -> list[Quarter]:
    """Quarters of the year before this one for which no numbers came."""
    before = [Quarter(quarter.year, number) for number in range(1, quarter.number)]
    rows = ReceivedReturn.objects.filter(centre_id=centre_id, declined="", quarter__in=[str(one) for one in before])
    came = set(rows.exclude(payload="").values_list("quarter", flat=True))
    return [one for one in before if str(one) not in came]
