"""The commands of the command line, by what they are about. Only they print or exit."""
