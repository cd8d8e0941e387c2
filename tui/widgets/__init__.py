"""The panes and parts that screens are made of. Data comes down by method call, facts go up as messages."""
