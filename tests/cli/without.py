"""Runs `savepoint` as on a kernel that was built without seccomp, or without Landlock: `without.py seccomp doctor`."""

import errno
import os
import sys

import pyseccomp

PR_GET_SECCOMP, PR_SET_SECCOMP = 21, 22

missing, *arguments = sys.argv[1:]
rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
if missing == "seccomp":
    for option in (PR_GET_SECCOMP, PR_SET_SECCOMP):
        rules.add_rule(pyseccomp.ERRNO(errno.EINVAL), "prctl", pyseccomp.Arg(0, pyseccomp.EQ, option))
else:
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "landlock_create_ruleset")
rules.load()
os.execv(sys.executable, [sys.executable, "-m", "webapp", *arguments])
