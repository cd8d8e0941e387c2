"""Every key of every command, as terminals send it under the layouts of Morocco, in a real pty."""
