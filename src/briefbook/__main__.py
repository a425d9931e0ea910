"""The command line, as `python -m briefbook`."""

from briefbook.cli import main

if __name__ == "__main__":
    main()
