"""The build line: scan, index, partitions, evaluation, outputs, cache and replay."""
