"""`python3 -m ops VERB`: what the Makefile calls.

Any Python 3 can read this file, to be able to say which one is needed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - nothing has checked it before us
    sys.exit(
        "需要 Python 3.11 或更新的版本，现在的是 %d.%d（%s）。"  # noqa: UP031
        "请安装 python3.11，或者用 make PYTHON=/路径/python3.11 指明。"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

from ops.cli import main

sys.exit(main(sys.argv[1:]))
