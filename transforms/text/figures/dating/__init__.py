"""When a figure holds and what it is compared with, as the rules have it: what decisions weigh."""
