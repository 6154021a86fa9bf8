mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { name = "eu-north-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
}

variables {
  name                      = "evergreen-prod-ec2-nodes"
  cluster_name              = "evergreen-prod-cluster"
  cluster_arn               = "arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen-prod-cluster"
  vpc_id                    = "vpc-0e7e46ee10abc0001"
  subnet_ids                = ["subnet-a", "subnet-b", "subnet-c"]
  gateway_security_group_id = "sg-0a1b2c3d4e5f60001"
}

run "keeps_containers_from_the_nodes_role" {
  command = plan

  assert {
    condition     = aws_launch_template.this.metadata_options[0].http_tokens == "required" && aws_launch_template.this.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "The metadata address answers IMDSv2 alone, and not across the container bridge."
  }

  assert {
    condition     = strcontains(base64decode(aws_launch_template.this.user_data), "DOCKER-USER -d 169.254.169.254/32 -j DROP")
    error_message = "What containers send to the metadata address is dropped."
  }
}

run "opens_the_ports_of_containers_to_the_load_balancer_alone" {
  command = plan

  assert {
    condition     = aws_vpc_security_group_ingress_rule.gateway.from_port == 32768 && aws_vpc_security_group_ingress_rule.gateway.to_port == 60999 && aws_vpc_security_group_ingress_rule.gateway.referenced_security_group_id == "sg-0a1b2c3d4e5f60001"
    error_message = "Exactly the dynamic range, and from nobody else."
  }

  assert {
    condition     = strcontains(base64decode(aws_launch_template.this.user_data), "ECS_DYNAMIC_HOST_PORT_RANGE=${aws_vpc_security_group_ingress_rule.gateway.from_port}-${aws_vpc_security_group_ingress_rule.gateway.to_port}")
    error_message = "ECS hands out the ports that are open."
  }
}

run "scales_and_drains_by_its_capacity_provider" {
  command = plan

  assert {
    condition     = aws_ecs_capacity_provider.this.auto_scaling_group_provider[0].managed_draining == "ENABLED" && aws_ecs_capacity_provider.this.auto_scaling_group_provider[0].managed_termination_protection == "ENABLED"
    error_message = "A node leaves once its tasks have."
  }

  assert {
    condition     = aws_autoscaling_group.this.protect_from_scale_in && aws_autoscaling_group.this.force_delete
    error_message = "Nodes are protected from scale-in, and go when all is torn down."
  }

  assert {
    condition     = contains([for tag in aws_autoscaling_group.this.tag : tag.key], "AmazonECSManaged")
    error_message = "ECS's own tag is not taken away."
  }

  assert {
    condition     = aws_launch_template.this.credit_specification[0].cpu_credits == "unlimited" && length(aws_cloudwatch_metric_alarm.surplus) == 1
    error_message = "Burstable nodes are unlimited, and cost more only with an alarm."
  }
}

run "takes_the_newest_image_of_its_architecture" {
  command = plan

  variables {
    architecture  = "arm64"
    instance_type = "m7g.medium"
  }

  assert {
    condition     = aws_launch_template.this.image_id == "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"
    error_message = "Resolved whenever a node starts."
  }

  assert {
    condition     = length(aws_launch_template.this.credit_specification) == 0 && length(aws_cloudwatch_metric_alarm.surplus) == 0
    error_message = "What does not burst has no credits."
  }
}

run "refuses_a_type_of_another_architecture" {
  command = plan

  variables {
    architecture = "arm64"
  }

  expect_failures = [var.instance_type]
}

run "refuses_no_room_for_a_successor" {
  command = plan

  variables {
    min_size = 3
    max_size = 3
  }

  expect_failures = [var.max_size]
}

run "refuses_a_disk_too_small" {
  command = plan

  variables {
    disk_gib = 8
  }

  expect_failures = [var.disk_gib]
}

run "refuses_an_image_that_is_none" {
  command = plan

  variables {
    ami_id = "latest"
  }

  expect_failures = [var.ami_id]
}

run "refuses_a_name_that_ecs_keeps" {
  command = plan

  variables {
    name = "ecs-nodes"
  }

  expect_failures = [var.name]
}
