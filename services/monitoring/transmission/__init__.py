"""Tells others of samples and alarms, each once it is durable: a broker (MQTT), a log file, a webhook."""
