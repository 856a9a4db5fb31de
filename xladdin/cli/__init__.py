"""The command line: options, exit codes, one call into the pipeline, one into output."""
