"""Runs `savepoint` as on a kernel that was built without seccomp: asking for it, or setting it, fails with EINVAL."""

import errno
import os
import sys

import pyseccomp

PR_GET_SECCOMP, PR_SET_SECCOMP = 21, 22

rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
for option in (PR_GET_SECCOMP, PR_SET_SECCOMP):
    rules.add_rule(pyseccomp.ERRNO(errno.EINVAL), "prctl", pyseccomp.Arg(0, pyseccomp.EQ, option))
rules.load()
os.execv(sys.executable, [sys.executable, "-m", "webapp", *sys.argv[1:]])
