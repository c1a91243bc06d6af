"""What people do in this room; every act is written into the log."""
