"""The catalogues of messages: `<language>/LC_MESSAGES/archive.po` is written by people, `.mo` compiled from it."""
