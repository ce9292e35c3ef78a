"""`python -m vaultgen` is the same as `vaultgen`."""

from vaultgen.cli.entry import main

if __name__ == "__main__":
    main()
