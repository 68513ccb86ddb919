"""What makes up the score of an action, beside the networks: plan, rhythm, taste and more."""
