"""What learned decisions weigh: a CSV file of features and weights a decision, with its card beside it. No code."""
