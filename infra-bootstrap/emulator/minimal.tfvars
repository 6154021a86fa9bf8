domain              = "apps.example.no"
image               = "ghcr.io/dotkom/container-portal:1.0.0"
identity            = { issuer = "https://id.example.no", client_id = "portal" }
alarm_email         = "drift@example.no"
deletion_protection = false
