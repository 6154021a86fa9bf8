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

  override_during = plan

  mock_resource "aws_ecs_cluster" {
    defaults = { arn = "arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen-prod-cluster" }
  }

  mock_resource "aws_iam_instance_profile" {
    defaults = { arn = "arn:aws:iam::123456789012:instance-profile/nodes" }
  }

  mock_resource "aws_autoscaling_group" {
    defaults = { arn = "arn:aws:autoscaling:eu-north-1:123456789012:autoScalingGroup:1:autoScalingGroupName/nodes" }
  }
}

variables {
  name                      = "evergreen-prod"
  vpc_id                    = "vpc-0e7e46ee10abc0001"
  subnet_ids                = ["subnet-a", "subnet-b", "subnet-c"]
  gateway_security_group_id = "sg-0a1b2c3d4e5f60001"
}

run "has_small_nodes_for_amd64_unless_asked" {
  command = plan

  assert {
    condition     = output.capacity_providers == { amd64 = "evergreen-prod-ec2-nodes" }
    error_message = "The manifest's capacity providers, by architecture."
  }

  assert {
    condition     = one([for setting in aws_ecs_cluster.this.setting : setting.value if setting.name == "containerInsights"]) == "disabled"
    error_message = "Nothing is measured that costs."
  }
}

run "has_both_architectures_where_asked" {
  command = plan

  variables {
    nodes = {
      amd64 = { instance_type = "t3.small" }
      arm64 = { instance_type = "t4g.small", max_size = 10 }
    }
    default_architecture = "arm64"
  }

  assert {
    condition     = output.capacity_providers == { amd64 = "evergreen-prod-ec2-nodes", arm64 = "evergreen-prod-ec2-nodes-arm64" }
    error_message = "Each architecture has a provider of its own."
  }

  assert {
    condition     = one(aws_ecs_cluster_capacity_providers.this.default_capacity_provider_strategy).capacity_provider == "evergreen-prod-ec2-nodes-arm64"
    error_message = "A service that names none runs where it was said."
  }
}

run "refuses_an_unknown_architecture" {
  command = plan

  variables {
    nodes = { x86 = { instance_type = "t3.small" } }
  }

  expect_failures = [var.nodes]
}

run "refuses_a_default_without_nodes" {
  command = plan

  variables {
    default_architecture = "arm64"
  }

  expect_failures = [var.default_architecture]
}

run "refuses_two_subnets" {
  command = plan

  variables {
    subnet_ids = ["subnet-a", "subnet-b"]
  }

  expect_failures = [var.subnet_ids]
}
