"""Settings of all tests."""

import signal

from hypothesis import settings

settings.register_profile("any machine", deadline=None)
"""Without a time limit for one example: a busy machine is no fault of the code."""
settings.load_profile("any machine")

for number, handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(number) is signal.SIG_IGN:  # a shell ignores them for what runs in the background
        signal.signal(number, handler)
"""Programs that the tests start would inherit an ignored signal, and wait for it for ever."""
