"""Become another program: `launch.py PARENT_PID PROGRAM ARGUMENT...`, run as a script by children.py.

The program keeps our process id and is killed when the parent dies. It is a program of its own because
`preexec_fn` is unsafe once the parent has threads.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> None:
    """Ask to be killed when the parent dies, where the system can, and run the program."""
    parent = int(sys.argv[1])
    if sys.platform == "linux":
        # SIGKILL: Ray's processes end with their driver, and nothing they hold is worth more than a lease.
        if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) != 0:
            sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != parent:
        sys.exit("The parent died before its child was ready.")
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - the program and its arguments come from children.py


if __name__ == "__main__":
    main()
