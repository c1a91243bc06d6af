"""The database server of one installation: where it is, and how an embedded one is started and stopped."""

from omuz.site.postgres.addresses import connection_settings, home_folder
from omuz.site.postgres.errors import DatabaseTrouble
from omuz.site.postgres.launcher import is_running, running
from omuz.site.postgres.server import Server, prepare

__all__ = ["DatabaseTrouble", "Server", "connection_settings", "home_folder", "is_running", "prepare", "running"]
