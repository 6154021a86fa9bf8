data "aws_caller_identity" "current" {}

locals {
  name   = "${var.platform}-${var.environment}"
  path   = "/${var.platform}/${var.environment}"
  host   = "portal.${var.domain}"
  alarms = aws_sns_topic.alarms[*].arn
}

resource "aws_sns_topic" "alarms" {
  count = var.alarm_email == null ? 0 : 1

  name = "${local.name}-alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  count = length(aws_sns_topic.alarms)

  topic_arn = aws_sns_topic.alarms[0].arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

module "network" {
  source = "../../modules/network"

  name             = local.name
  zones            = [for letter in ["a", "b", "c"] : "${var.region}${letter}"]
  alarm_topic_arns = local.alarms
}

module "gateway" {
  source = "../../modules/gateway"

  name                = local.name
  vpc_id              = module.network.vpc_id
  subnet_ids          = module.network.public_subnet_ids
  primary_domain      = var.domain
  domains             = { (var.domain) = { zone_id = var.zone_id } }
  deletion_protection = var.deletion_protection
}

module "cluster" {
  source = "../../modules/cluster"

  name                       = local.name
  vpc_id                     = module.network.vpc_id
  subnet_ids                 = module.network.private_subnet_ids
  gateway_security_group_id  = module.gateway.security_group_id
  create_service_linked_role = var.create_service_linked_role
  alarm_topic_arns           = local.alarms
}

module "roles" {
  source = "../../modules/roles"

  name           = local.name
  secrets_prefix = "${local.path}/apps/"
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
  registries         = coalesce(var.registries, ["${data.aws_caller_identity.current.account_id}.dkr.ecr.${var.region}.amazonaws.com"])
  reserved_hosts     = [local.host, module.gateway.own_host]
  egress_cidrs       = module.network.egress_cidrs
}

module "portal" {
  source = "../../modules/portal"

  name       = local.name
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.private_subnet_ids
  host       = local.host
  image      = var.image
  identity   = var.identity
  settings   = var.settings
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
  hosted_zone_ids     = [var.zone_id]
  reserved_records    = [var.domain, "*.${var.domain}"]
  alarm_topic_arns    = local.alarms
  deletion_protection = var.deletion_protection
}
