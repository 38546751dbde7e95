"""What only this process knows of an exception, for the host to put into words."""
