# fck-nat in a group of one: when the instance dies, its successor takes over the interface that the private route leads
# to and the address that others know the platform by. Egress is away for about five minutes meanwhile.

locals {
  nat       = "${var.name}-nat"
  nat_ami   = coalesce(var.nat_ami_id, one(data.aws_ami.nat[*].id))
  namespace = "${var.name}/network"
}

data "aws_ami" "nat" {
  count = var.nat_ami_id == null ? 1 : 0

  owners      = [var.nat_ami_owner]
  most_recent = true

  filter {
    name   = "name"
    values = [var.nat_ami_name]
  }
}

resource "aws_security_group" "nat" {
  name        = local.nat
  description = "NAT instance: from the VPC to the internet"
  vpc_id      = aws_vpc.this.id
  tags        = { Name = local.nat }
}

resource "aws_vpc_security_group_ingress_rule" "nat" {
  security_group_id = aws_security_group.nat.id
  description       = "What the VPC sends out"
  ip_protocol       = "-1"
  cidr_ipv4         = aws_vpc.this.cidr_block
}

resource "aws_vpc_security_group_egress_rule" "nat" {
  security_group_id = aws_security_group.nat.id
  description       = "To the internet"
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_eip" "nat" {
  domain = "vpc"
  tags   = { Name = local.nat }
}

resource "aws_network_interface" "nat" {
  description       = "Where the private route leads"
  subnet_id         = aws_subnet.public[0].id
  security_groups   = [aws_security_group.nat.id]
  source_dest_check = false
  tags              = { Name = local.nat }
}

resource "aws_iam_role" "nat" {
  name = local.nat
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "nat" {
  name = "nat"
  role = aws_iam_role.nat.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "TakeOverInterfaceAndAddress"
        Effect = "Allow"
        Action = ["ec2:AssociateAddress", "ec2:AttachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute"]
        Resource = [for kind in ["elastic-ip", "instance", "network-interface"] :
          "arn:${data.aws_partition.current.partition}:ec2:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:${kind}/*"
        ]
        Condition = { StringEquals = { "aws:ResourceTag/Name" = local.nat } }
      },
      {
        Sid       = "TellEgress"
        Effect    = "Allow"
        Action    = "cloudwatch:PutMetricData"
        Resource  = "*"
        Condition = { StringEquals = { "cloudwatch:namespace" = local.namespace } }
      },
    ]
  })
}

# A session on the instance instead of SSH; unlike AmazonSSMManagedInstanceCore it may read no parameter.
resource "aws_iam_role_policy_attachment" "nat_session" {
  role       = aws_iam_role.nat.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy"
}

resource "aws_iam_instance_profile" "nat" {
  name = local.nat
  role = aws_iam_role.nat.name
}

resource "aws_launch_template" "nat" {
  name                                 = local.nat
  image_id                             = local.nat_ami
  instance_type                        = var.nat_instance_type
  instance_initiated_shutdown_behavior = "terminate"
  update_default_version               = true
  user_data = base64encode(templatefile("${path.module}/templates/nat.sh.tftpl", {
    address   = aws_eip.nat.allocation_id
    interface = aws_network_interface.nat.id
    name      = local.nat
    namespace = local.namespace
    region    = data.aws_region.current.name
    check     = file("${path.module}/files/egress-check")
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.nat.arn
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  # Its own public address is needed until it has taken over the platform's.
  network_interfaces {
    associate_public_ip_address = true
    delete_on_termination       = true
    security_groups             = [aws_security_group.nat.id]
  }

  dynamic "tag_specifications" {
    for_each = toset(["instance", "network-interface", "volume"])

    content {
      resource_type = tag_specifications.value
      tags          = { Name = local.nat }
    }
  }
}

resource "aws_autoscaling_group" "nat" {
  name                = local.nat
  min_size            = 1
  max_size            = 1
  desired_capacity    = 1
  health_check_type   = "EC2"
  vpc_zone_identifier = [aws_subnet.public[0].id]

  launch_template {
    id      = aws_launch_template.nat.id
    version = aws_launch_template.nat.latest_version
  }

  tag {
    key                 = "Name"
    value               = local.nat
    propagate_at_launch = true
  }

  depends_on = [aws_route.public_internet, aws_iam_role_policy.nat]
}

# fck-nat can come up without its MASQUERADE rule and look well (AndrewGuenther/fck-nat#132): silence counts as dead.
resource "aws_cloudwatch_metric_alarm" "egress" {
  alarm_name          = "${local.nat}-egress"
  alarm_description   = "Nothing in the private subnets reaches the internet: no image is pulled, no node registers. The NAT instance replaces itself within ten minutes; if it does not, terminate it, and read journalctl -u egress-check on its successor."
  namespace           = local.namespace
  metric_name         = "EgressHealthy"
  dimensions          = { Nat = local.nat }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
}
