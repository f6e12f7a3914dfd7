"""Runs a notebook server, a Python module, for as long as the caller lives.

The first argument names the module, the others are its own. The class cnnbook.notebook.LabServer
keeps standard input open; its end means that the caller is gone. The server gets a session of its
own, so that Ctrl-C on the terminal reaches the caller alone, who stops the server in order.
"""

import os
import runpy
import signal
import sys
import threading


def end_with_caller():
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    if hasattr(os, "setsid"):
        os.setsid()
    threading.Thread(target=end_with_caller, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
