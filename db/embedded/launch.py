"""Become PostgreSQL: `launch.py PARENT_PID UID GID PROGRAM ARGUMENT...`, run as a script by process.py.

It sets what only the child itself can set and then replaces itself by the program, keeping its process
id. It is a program of its own because `preexec_fn` is unsafe once the parent has threads. It runs before
the account changes, so it works where PostgreSQL's account can't read the Python installation.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> None:
    """Drop to the account, ask to be interrupted when the parent dies, run the program."""
    parent, uid, gid = (int(argument) for argument in sys.argv[1:4])
    os.umask(0o077)
    if os.geteuid() != uid:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    # After setuid, which clears it. SIGINT is PostgreSQL's fast shutdown: clean, without waiting for clients.
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGINT) != 0:
        sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != parent:
        sys.exit("The parent died before its child was ready.")
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execv(sys.argv[4], sys.argv[4:])  # noqa: S606 - the program and its arguments come from process.py


if __name__ == "__main__":
    main()
