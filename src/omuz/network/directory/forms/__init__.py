"""What the pages of the directory accept; free text says that nobody's name or story belongs in it."""

from omuz.network.directory.forms.entries import (
    DirectorateForm,
    EntryForm,
    InternalForm,
    MunicipalityForm,
    PartnerForm,
    PostForm,
    PublicForm,
    ServiceForm,
)
from omuz.network.directory.forms.files import BringForm

__all__ = [
    "BringForm",
    "DirectorateForm",
    "EntryForm",
    "InternalForm",
    "MunicipalityForm",
    "PartnerForm",
    "PostForm",
    "PublicForm",
    "ServiceForm",
]
