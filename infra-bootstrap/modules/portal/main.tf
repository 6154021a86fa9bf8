locals {
  own    = "${var.name}-portal"
  master = aws_db_instance.this.master_user_secret[0].secret_arn

  log = { for prefix in ["setup", "portal"] : prefix => {
    logDriver = "awslogs"
    options = {
      awslogs-group         = aws_cloudwatch_log_group.this.name
      awslogs-region        = local.region
      awslogs-stream-prefix = prefix
      max-buffer-size       = "4m"
      mode                  = "non-blocking"
    }
  } }

  environment = merge({
    PORTAL_URL                 = "https://${var.host}"
    PORTAL_AWS_REGION          = local.region
    PORTAL_AWS_MANIFEST        = var.manifest.name
    PORTAL_IDENTITY_ISSUER     = var.identity.issuer
    PORTAL_IDENTITY_CLIENTID   = var.identity.client_id
    SPRING_DATASOURCE_URL      = "jdbc:postgresql://${aws_db_instance.this.endpoint}/portal?sslmode=require"
    SPRING_DATASOURCE_USERNAME = "portal"
  }, var.settings)

  containers = [
    {
      name              = "setup"
      image             = var.setup_image
      essential         = false
      cpu               = 64
      memoryReservation = 32
      memory            = 128
      command           = ["sh", "-ec", "printf '%s' \"$SETUP\" | psql --no-psqlrc --quiet --file=-"]
      environment = [
        { name = "PGDATABASE", value = "postgres" },
        { name = "PGHOST", value = aws_db_instance.this.address },
        { name = "PGPORT", value = tostring(aws_db_instance.this.port) },
        { name = "PGSSLMODE", value = "require" },
        { name = "PGUSER", value = "master" },
        { name = "SETUP", value = file("${path.module}/setup.sql") },
      ]
      secrets = [
        { name = "PGPASSWORD", valueFrom = "${local.master}:password::" },
        { name = "PORTAL_PASSWORD", valueFrom = local.secrets["SPRING_DATASOURCE_PASSWORD"] },
      ]
      logConfiguration = local.log.setup
    },
    {
      name                   = "portal"
      image                  = var.image
      essential              = true
      cpu                    = var.size.cpu
      memoryReservation      = var.size.memory_reservation
      memory                 = var.size.memory
      stopTimeout            = 30
      readonlyRootFilesystem = true
      dependsOn              = [{ containerName = "setup", condition = "SUCCESS" }]
      environment            = [for name in sort(keys(local.environment)) : { name = name, value = local.environment[name] }]
      linuxParameters = {
        initProcessEnabled = true
        tmpfs              = [{ containerPath = "/tmp", size = 64, mountOptions = ["noexec", "nosuid", "nodev"] }]
      }
      logConfiguration = local.log.portal
      # The management port is not among them: nothing from outside the node reaches it.
      portMappings = [{ containerPort = 8080, hostPort = 0, protocol = "tcp" }]
      secrets      = [for name in sort(keys(local.secrets)) : { name = name, valueFrom = local.secrets[name] }]
    },
  ]
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/portal/${var.name}"
  retention_in_days = var.log_days
}

resource "aws_ecs_task_definition" "this" {
  family                   = local.own
  network_mode             = "bridge"
  requires_compatibilities = ["EC2"]
  task_role_arn            = aws_iam_role.task.arn
  execution_role_arn       = aws_iam_role.execution.arn
  container_definitions    = jsonencode(local.containers)

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.nodes.architecture == "arm64" ? "ARM64" : "X86_64"
  }
}

resource "aws_lb_target_group" "this" {
  name                 = local.own
  vpc_id               = var.vpc_id
  target_type          = "instance"
  protocol             = "HTTP"
  port                 = 80
  deregistration_delay = 20

  health_check {
    path                = "/readyz"
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener_rule" "this" {
  listener_arn = var.gateway.listener_arn
  priority     = var.rule_priority

  condition {
    host_header {
      values = [var.host]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}

resource "aws_route53_record" "this" {
  count = var.host_zone_id == null ? 0 : 1

  zone_id = var.host_zone_id
  name    = var.host
  type    = "A"

  alias {
    name                   = var.gateway.dns_name
    zone_id                = var.gateway.dns_zone_id
    evaluate_target_health = false
  }
}

resource "aws_ecs_service" "this" {
  name                               = local.own
  cluster                            = aws_ecs_cluster.this.arn
  task_definition                    = aws_ecs_task_definition.this.arn
  desired_count                      = var.desired_count
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  health_check_grace_period_seconds  = 120
  propagate_tags                     = "SERVICE"

  # Always through the provider: a service by launch type never asks for a node.
  capacity_provider_strategy {
    capacity_provider = module.nodes.capacity_provider_name
    weight            = 1
  }

  ordered_placement_strategy {
    type  = "spread"
    field = "attribute:ecs.availability-zone"
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.this.arn
    container_name   = "portal"
    container_port   = 8080
  }

  # Until its target group has a rule, and its provider is attached, ECS refuses it; and it reads secrets at its start.
  depends_on = [
    aws_lb_listener_rule.this,
    aws_ecs_cluster_capacity_providers.this,
    aws_iam_role_policy.execution,
    aws_iam_role_policy_attachment.task,
  ]
}

resource "aws_cloudwatch_metric_alarm" "unhealthy" {
  count = var.desired_count > 0 ? 1 : 0

  alarm_name          = "${local.own}-unhealthy"
  alarm_description   = "No portal answers at https://${var.host}/readyz; applications go on. Read the service's events and the log group ${aws_cloudwatch_log_group.this.name}."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HealthyHostCount"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  dimensions = {
    LoadBalancer = join("/", slice(split("/", var.gateway.listener_arn), 1, 4))
    TargetGroup  = aws_lb_target_group.this.arn_suffix
  }
}
