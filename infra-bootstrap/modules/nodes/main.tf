data "aws_region" "current" {}

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  # What ECS hands out to containers, and so what the load balancer must reach; the same in files/ecs.config.
  first_port = 32768
  last_port  = 60999

  # Resolved whenever a node starts: new nodes are patched ones, and no plan changes when AWS publishes an image.
  newest    = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/${var.architecture == "arm64" ? "arm64/" : ""}recommended/image_id"
  burstable = startswith(var.instance_type, "t")
}

resource "aws_security_group" "this" {
  name        = var.name
  description = "Nodes: from the load balancer only"
  vpc_id      = var.vpc_id
  tags        = { Name = var.name }
}

resource "aws_vpc_security_group_ingress_rule" "gateway" {
  security_group_id            = aws_security_group.this.id
  description                  = "The load balancer, to the ports of containers"
  ip_protocol                  = "tcp"
  from_port                    = local.first_port
  to_port                      = local.last_port
  referenced_security_group_id = var.gateway_security_group_id
}

resource "aws_vpc_security_group_egress_rule" "everywhere" {
  security_group_id = aws_security_group.this.id
  description       = "Images, AWS, and whatever applications call"
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "gateway" {
  security_group_id            = var.gateway_security_group_id
  description                  = "To containers on ${var.name}"
  ip_protocol                  = "tcp"
  from_port                    = local.first_port
  to_port                      = local.last_port
  referenced_security_group_id = aws_security_group.this.id
}

resource "aws_launch_template" "this" {
  name                   = var.name
  image_id               = coalesce(var.ami_id, local.newest)
  instance_type          = var.instance_type
  update_default_version = true
  vpc_security_group_ids = [aws_security_group.this.id]
  user_data = base64encode(templatefile("${path.module}/templates/node.sh.tftpl", {
    cluster = var.cluster_name
    config  = trimspace(file("${path.module}/files/ecs.config"))
    script  = trimspace(file("${path.module}/files/metadata-drop"))
    unit    = trimspace(file("${path.module}/files/metadata-drop.service"))
    needs   = trimspace(file("${path.module}/files/ecs-needs-metadata-drop.conf"))
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.this.arn
  }

  # An Amazon Linux 2023 image starts with a hop limit of 2, which reaches into containers.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type           = "gp3"
      volume_size           = var.disk_gib
      encrypted             = true
      delete_on_termination = true
    }
  }

  # In standard mode a T3 node starts without credits: it boots and pulls images at a fifth of its speed.
  dynamic "credit_specification" {
    for_each = local.burstable ? ["unlimited"] : []

    content {
      cpu_credits = credit_specification.value
    }
  }

  dynamic "tag_specifications" {
    for_each = toset(["instance", "network-interface", "volume"])

    content {
      resource_type = tag_specifications.value
      tags          = { Name = var.name }
    }
  }
}

resource "aws_autoscaling_group" "this" {
  name                  = var.name
  min_size              = var.min_size
  max_size              = var.max_size
  vpc_zone_identifier   = var.subnet_ids
  health_check_type     = "EC2"
  protect_from_scale_in = true
  # Nodes are protected from scale-in, so nothing but force ends them when all is torn down.
  force_delete = true

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  # The next image or size comes without a gap: a new node first, then ECS moves the tasks, then the old one goes.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage       = 100
      max_healthy_percentage       = 200
      scale_in_protected_instances = "Refresh"
    }
  }

  tag {
    key                 = "Name"
    value               = var.name
    propagate_at_launch = true
  }

  # ECS puts it there; left out, Terraform would take it away and scaling would end.
  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [desired_capacity]
  }

  depends_on = [aws_iam_role_policy.this]
}

resource "aws_ecs_capacity_provider" "this" {
  name = var.name

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.this.arn
    managed_termination_protection = "ENABLED"
    managed_draining               = "ENABLED"

    managed_scaling {
      status                    = "ENABLED"
      target_capacity           = var.target_capacity
      minimum_scaling_step_size = 1
      maximum_scaling_step_size = 2
    }
  }
}

# A node above its share of CPU for a day costs up to 58 dollars a month more than its price.
resource "aws_cloudwatch_metric_alarm" "surplus" {
  count = local.burstable ? 1 : 0

  alarm_name          = "${var.name}-surplus-credits"
  alarm_description   = "Nodes of ${var.name} use more CPU than they have credits for, and each such hour is charged. Find the application under CPU on the portal's capacity page; make it smaller, or the nodes larger."
  namespace           = "AWS/EC2"
  metric_name         = "CPUSurplusCreditsCharged"
  dimensions          = { AutoScalingGroupName = aws_autoscaling_group.this.name }
  statistic           = "Maximum"
  period              = 3600
  evaluation_periods  = 3
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
}
