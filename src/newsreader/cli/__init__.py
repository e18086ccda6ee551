"""The command line: one module per subcommand, plain text and exit codes."""
