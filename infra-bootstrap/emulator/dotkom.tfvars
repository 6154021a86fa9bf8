image               = "ghcr.io/dotkom/container-portal:1.0.0"
client_id           = "portal"
log_destination_arn = "arn:aws:kinesis:eu-north-1:123456789012:stream/logs"
deletion_protection = false
