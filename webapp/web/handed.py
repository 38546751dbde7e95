"""What `savepoint serve` tells the web's processes by environment variables. It imports nothing of the web."""

SUPERVISOR = "SAVEPOINT_SUPERVISOR"
"""Where the supervisor listens."""
SERVER = "SAVEPOINT_SERVER"
"""The process id of `savepoint serve`."""
READY = "SAVEPOINT_READY"
"""The number of a descriptor that each worker writes a byte to, once it can answer."""
