data "aws_region" "current" {}

locals {
  # The document that the portal reads (its first schema). What is null is left out.
  document = { for key, value in {
    schemaVersion     = 1
    region            = data.aws_region.current.name
    cluster           = var.cluster
    vpc               = var.vpc_id
    gateways          = var.gateways
    capacityProviders = var.capacity_providers
    executionRole     = var.execution_role_arn
    secrets           = var.secrets
    zones             = [for zone in var.zones : { for key, value in zone : key => value if value != null }]
    registries        = var.registries
    reservedHosts     = sort(distinct(var.reserved_hosts))
    egress            = var.egress_cidrs
    logRetentionDays  = var.log_retention_days
    kronerPerNode     = var.kroner_per_node
    launchProfile     = var.launch_profile
    queue             = var.queue_url
    logForwarding     = var.log_forwarding == null ? null : { for key, value in var.log_forwarding : key => value if value != null }
  } : key => value if value != null }

  # An advanced parameter costs 0.05 dollars a month, and only a long list of hosts needs one.
  json = jsonencode(local.document)
  tier = length(local.json) > 4096 ? "Advanced" : "Standard"
}

resource "aws_ssm_parameter" "manifest" {
  name        = var.parameter_name
  description = "The platform as the portal reads it; written by infra-bootstrap"
  type        = "String"
  tier        = local.tier
  value       = local.json

  lifecycle {
    precondition {
      condition     = length(local.json) <= 8192
      error_message = "The manifest has ${length(local.json)} characters, and a parameter holds 8192. Shorten reserved_hosts: what lies in another zone need not be named."
    }
  }
}
