"""Energy labels: what is printed on appliances, and what they are found to use."""
