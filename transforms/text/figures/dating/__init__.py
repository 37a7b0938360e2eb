"""Rules on when a figure holds and what it is compared with; the learned decisions weigh what they say."""
