# One application as the portal would make it: the same names, the same settings, the same order.

data "aws_ssm_parameter" "manifest" {
  name = var.manifest_parameter

  lifecycle {
    postcondition {
      condition     = var.gateway == null || contains(jsondecode(self.insecure_value).gateways[*].id, coalesce(var.gateway, "-"))
      error_message = "The platform has no load balancer ${coalesce(var.gateway, "-")}. It has ${join(", ", jsondecode(self.insecure_value).gateways[*].id)}: choose one, or leave gateway out."
    }
  }
}

locals {
  platform = jsondecode(data.aws_ssm_parameter.manifest.insecure_value)
  gateway  = var.gateway == null ? local.platform.gateways[0] : one([for gateway in local.platform.gateways : gateway if gateway.id == var.gateway])
  zones    = [for zone in local.platform.zones : merge({ hostedZone = null, certificate = null, wildcard = false }, zone)]
  account  = split(":", local.platform.executionRole)[4]

  full      = "${var.app}-${var.environment}"
  service   = coalesce(var.names.service, local.full)
  family    = coalesce(var.names.family, local.full)
  container = coalesce(var.names.container, local.full)
  log_group = coalesce(var.names.log_group, "/apps/${local.full}")
  # A target group's name ends at 32 characters: a longer one is cut, and told from others by a hash of the whole.
  cut          = "${trimsuffix(trimsuffix(substr(local.full, 0, 25), "-"), "-")}-${substr(sha256(local.full), 0, 6)}"
  target_group = coalesce(var.names.target_group, length(local.full) <= 32 ? local.full : local.cut)

  web       = var.port != null
  sources   = var.reach == "platform" ? local.platform.egress : []
  host_sets = chunklist(var.hosts, max(1, 5 - length(local.sources)))

  maximum     = var.rollout.short_stop ? 100 : 200
  rebalancing = var.desired_count >= 2 && local.maximum > 100
}

resource "aws_cloudwatch_log_group" "this" {
  name              = local.log_group
  retention_in_days = coalesce(var.log_retention_days, try(local.platform.logRetentionDays, 30))
  tags              = var.tags
}

resource "aws_ecs_task_definition" "this" {
  family                   = local.family
  network_mode             = "bridge"
  requires_compatibilities = ["EC2"]
  execution_role_arn       = length(var.secrets) == 0 ? local.platform.executionRole : aws_iam_role.execution[0].arn
  task_role_arn            = var.task_role_arn
  tags                     = merge(var.tags, var.revision_tags)

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.architecture == "arm64" ? "ARM64" : "X86_64"
  }

  # Nothing on the task as a whole: a limit of CPU there is a hard one, and the application could never use idle time.
  container_definitions = jsonencode([merge(
    {
      name        = local.container
      image       = var.image
      essential   = true
      cpu         = var.size.cpu
      memory      = var.size.memory
      stopTimeout = var.rollout.stop_timeout
      environment = [for name in sort(keys(var.variables)) : { name = name, value = var.variables[name] }]
      secrets     = [for name in sort(var.secrets) : { name = name, valueFrom = "${local.secrets}${name}" }]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.this.name
          awslogs-region        = local.platform.region
          awslogs-stream-prefix = var.names.log_stream_prefix
          max-buffer-size       = "4m"
          mode                  = "non-blocking"
        }
      }
    },
    var.size.memory_reservation < var.size.memory ? { memoryReservation = var.size.memory_reservation } : {},
    local.web ? { portMappings = [{ containerPort = var.port, hostPort = 0, protocol = "tcp" }] } : {},
    var.container_check == "" ? {} : { healthCheck = { command = ["CMD-SHELL", var.container_check], interval = 30, retries = 3, timeout = 5 } },
  )])
}

resource "aws_ecs_service" "this" {
  name                               = local.service
  cluster                            = local.platform.cluster.arn
  task_definition                    = aws_ecs_task_definition.this.arn
  desired_count                      = var.desired_count
  scheduling_strategy                = "REPLICA"
  deployment_minimum_healthy_percent = var.rollout.short_stop ? 0 : 100
  deployment_maximum_percent         = local.maximum
  health_check_grace_period_seconds  = local.web ? var.rollout.grace : null
  availability_zone_rebalancing      = local.rebalancing ? "ENABLED" : "DISABLED"
  enable_ecs_managed_tags            = true
  propagate_tags                     = "SERVICE"
  tags                               = var.tags

  capacity_provider_strategy {
    capacity_provider = local.platform.capacityProviders[var.architecture]
    weight            = 1
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  # Zones first, or rebalancing is not allowed; then full nodes before empty ones.
  ordered_placement_strategy {
    type  = "spread"
    field = "attribute:ecs.availability-zone"
  }

  ordered_placement_strategy {
    type  = "binpack"
    field = "memory"
  }

  dynamic "load_balancer" {
    for_each = aws_lb_target_group.this

    content {
      target_group_arn = load_balancer.value.arn
      container_name   = local.container
      container_port   = var.port
    }
  }

  # ECS refuses a service whose target group no rule leads to.
  depends_on = [aws_lb_listener_rule.hosts, aws_iam_role_policy.execution]

  lifecycle {
    precondition {
      condition     = contains(keys(local.platform.capacityProviders), var.architecture)
      error_message = "The platform has no nodes for ${var.architecture}, only for ${join(" and ", keys(local.platform.capacityProviders))}. Build the image for those, or ask for nodes."
    }

    precondition {
      condition     = anytrue([for registry in local.platform.registries : startswith(var.image, "${registry}/")])
      error_message = "Nodes may not pull ${var.image}. Images come from ${join(" or ", local.platform.registries)}."
    }

    precondition {
      condition     = alltrue([for host in local.all_hosts : !contains(try(local.platform.reservedHosts, []), host)])
      error_message = "One of the hosts is reserved by the platform: ${join(", ", setintersection(local.all_hosts, try(local.platform.reservedHosts, [])))}. Choose another."
    }
  }
}
