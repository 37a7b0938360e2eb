"""Run: plan batches, launch them on a runner, stream, submit; and how all of that is configured."""
