"""`python -m communique`: the command line, where its script is not on the path."""

from communique.cli import main

if __name__ == "__main__":
    main()
