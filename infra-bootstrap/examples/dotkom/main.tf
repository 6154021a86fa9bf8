# Evergreen, as Dotkom runs it: names and addresses are those that stand already, three zones' domains, two
# architectures, and room for the eighteen services of dotkom/infra.

data "aws_caller_identity" "current" {}

locals {
  region  = "eu-north-1"
  name    = "evergreen-prod"
  path    = "/evergreen/prod"
  domain  = "online.ntnu.no"
  host    = "portal.online.ntnu.no"
  account = data.aws_caller_identity.current.account_id

  # Adopted applications write to groups of before the portal.
  log_groups = ["/apps/", "/ecs/evergreen/"]

  # What lives in the same zones and not on this platform.
  elsewhere = [
    "auth.online.ntnu.no", "cdn.online.ntnu.no", "jub.online.ntnu.no", "jubileum.online.ntnu.no",
    "kvittering.online.ntnu.no", "play.online.ntnu.no", "splash.online.ntnu.no", "vault.online.ntnu.no", "vinstraff.no",
  ]
}

resource "aws_sns_topic" "alarms" {
  name = "${local.name}-alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

module "network" {
  source = "../../modules/network"

  name             = local.name
  cidr             = "10.0.0.0/16"
  zones            = ["eu-north-1a", "eu-north-1b", "eu-north-1c"]
  public_subnets   = ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]
  private_subnets  = ["10.0.3.0/24", "10.0.4.0/24", "10.0.5.0/24"]
  nat_ami_id       = var.nat_ami_id
  alarm_topic_arns = [aws_sns_topic.alarms.arn]
}

module "gateway" {
  source = "../../modules/gateway"

  name           = local.name
  vpc_id         = module.network.vpc_id
  subnet_ids     = module.network.public_subnet_ids
  primary_domain = local.domain
  # No wildcard records: each of the zones has hosts that live elsewhere, and the portal makes a record a host.
  domains             = { for domain, id in var.zone_ids : domain => { zone_id = id, wildcard = false } }
  deletion_protection = var.deletion_protection
}

module "cluster" {
  source = "../../modules/cluster"

  name                       = local.name
  vpc_id                     = module.network.vpc_id
  subnet_ids                 = module.network.private_subnet_ids
  gateway_security_group_id  = module.gateway.security_group_id
  create_service_linked_role = var.create_service_linked_role
  alarm_topic_arns           = [aws_sns_topic.alarms.arn]
  nodes = {
    amd64 = { instance_type = "t3.small", min_size = 1, max_size = 3, ami_id = lookup(var.node_ami_ids, "amd64", null), disk_gib = 35 }
    arm64 = { instance_type = "t4g.small", min_size = 3, max_size = 10, ami_id = lookup(var.node_ami_ids, "arm64", null), disk_gib = 35 }
  }
}

module "roles" {
  source = "../../modules/roles"

  name               = local.name
  secrets_prefix     = "${local.path}/apps/"
  log_group_prefixes = local.log_groups
}

module "events" {
  source = "../../modules/events"

  name             = local.name
  cluster_arn      = module.cluster.arn
  alarm_topic_arns = [aws_sns_topic.alarms.arn]
}

module "logs" {
  source = "../../modules/logs"

  name               = local.name
  destination_arn    = var.log_destination_arn
  log_group_prefixes = local.log_groups
}

module "manifest" {
  source = "../../modules/manifest"

  parameter_name     = "${local.path}/manifest"
  cluster            = { arn = module.cluster.arn, name = module.cluster.name }
  vpc_id             = module.network.vpc_id
  gateways           = [module.gateway.gateway]
  capacity_providers = module.cluster.capacity_providers
  execution_role_arn = module.roles.execution_role_arn
  secrets            = { prefix = module.roles.secrets_prefix, rolePath = module.roles.role_path, boundary = module.roles.boundary_arn }
  zones              = module.gateway.zones
  registries         = ["${local.account}.dkr.ecr.${local.region}.amazonaws.com"]
  reserved_hosts     = concat([local.host, module.gateway.own_host], local.elsewhere)
  egress_cidrs       = module.network.egress_cidrs
  queue_url          = module.events.queue_url
  log_forwarding     = module.logs.forwarding
}

module "portal" {
  source = "../../modules/portal"

  name         = local.name
  vpc_id       = module.network.vpc_id
  subnet_ids   = module.network.private_subnet_ids
  host         = local.host
  host_zone_id = var.zone_ids[local.domain]
  image        = var.image
  identity     = { issuer = "https://auth.online.ntnu.no/", client_id = var.client_id }
  settings     = var.settings
  nodes        = { architecture = "arm64", instance_type = "t4g.small", ami_id = lookup(var.node_ami_ids, "arm64", null) }
  gateway = {
    security_group_id = module.gateway.security_group_id
    listener_arn      = module.gateway.listener_arn
    own_host          = module.gateway.own_host
    dns_name          = module.gateway.dns_name
    dns_zone_id       = module.gateway.dns_zone_id
  }
  cluster             = { arn = module.cluster.arn, name = module.cluster.name }
  manifest            = { arn = module.manifest.parameter_arn, name = module.manifest.parameter_name }
  roles               = module.roles
  secrets_path        = "${local.path}/portal/"
  hosted_zone_ids     = values(var.zone_ids)
  reserved_records    = local.elsewhere
  alarm_topic_arns    = [aws_sns_topic.alarms.arn]
  deletion_protection = var.deletion_protection
}
