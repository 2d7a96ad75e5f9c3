"""The installed command, and `python -m duizhao`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit: 0 fine, 1 findings, 2 could not do what was asked, 130 interrupted."""
    try:
        from duizhao.cli import run  # noqa: PLC0415  # an interrupt while this loads is caught, too

        code = run()
    except KeyboardInterrupt:
        sys.stderr.write("Error: interrupted\n")
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
