"""What passes between a laboratory and a supervision platform: forms, signatures, adapters, the outbox."""
