"""`python -m vaultgen` is the same as `vaultgen`."""

from vaultgen.start import main

if __name__ == "__main__":
    main()
