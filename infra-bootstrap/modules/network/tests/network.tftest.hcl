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

  mock_data "aws_ami" {
    defaults = { id = "ami-0123456789abcdef0" }
  }
}

variables {
  name = "evergreen-prod"
}

run "spreads_six_subnets_over_three_zones" {
  command = plan

  assert {
    condition     = aws_subnet.public[*].cidr_block == ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]
    error_message = "The public subnets are the first three."
  }

  assert {
    condition     = aws_subnet.private[*].cidr_block == ["10.0.3.0/24", "10.0.4.0/24", "10.0.5.0/24"]
    error_message = "The private subnets are the next three."
  }

  assert {
    condition     = aws_subnet.private[*].availability_zone == ["eu-north-1a", "eu-north-1b", "eu-north-1c"]
    error_message = "Each is in a zone of its own."
  }
}

run "keeps_containers_and_others_off_the_nat_role" {
  command = plan

  assert {
    condition     = aws_launch_template.nat.metadata_options[0].http_tokens == "required" && aws_launch_template.nat.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "The NAT instance answers IMDSv2 alone, to itself alone."
  }

  assert {
    condition     = aws_autoscaling_group.nat.min_size == 1 && aws_autoscaling_group.nat.max_size == 1
    error_message = "The NAT instance is a group of one."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.egress.treat_missing_data == "breaching"
    error_message = "Silence counts as dead."
  }
}

run "takes_a_pinned_image" {
  command = plan

  variables {
    nat_ami_id = "ami-0fedcba9876543210"
  }

  assert {
    condition     = aws_launch_template.nat.image_id == "ami-0fedcba9876543210" && length(data.aws_ami.nat) == 0
    error_message = "A pinned image is not looked for."
  }
}

run "refuses_two_zones" {
  command = plan

  variables {
    zones = ["eu-north-1a", "eu-north-1b"]
  }

  expect_failures = [var.zones]
}

run "refuses_zones_of_two_regions" {
  command = plan

  variables {
    zones = ["eu-north-1a", "eu-north-1b", "eu-west-1a"]
  }

  expect_failures = [var.zones]
}

run "refuses_zones_that_are_not_the_providers" {
  command = plan

  variables {
    zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
  }

  expect_failures = [aws_vpc.this]
}

run "refuses_overlapping_subnets" {
  command = plan

  variables {
    public_subnets  = ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]
    private_subnets = ["10.0.3.0/24", "10.0.4.0/24", "10.0.2.128/25"]
  }

  expect_failures = [aws_vpc.this]
}

run "refuses_a_subnet_outside" {
  command = plan

  variables {
    private_subnets = ["10.0.3.0/24", "10.0.4.0/24", "10.1.0.0/24"]
  }

  expect_failures = [aws_vpc.this]
}

run "refuses_a_block_that_is_none" {
  command = plan

  variables {
    cidr = "10.0.0.0"
  }

  expect_failures = [var.cidr]
}

run "refuses_a_vpc_too_small" {
  command = plan

  variables {
    cidr = "10.0.0.0/24"
  }

  expect_failures = [var.cidr]
}

run "refuses_two_private_subnets" {
  command = plan

  variables {
    private_subnets = ["10.0.3.0/24", "10.0.4.0/24"]
  }

  expect_failures = [var.private_subnets]
}

run "refuses_a_nat_instance_for_another_processor" {
  command = plan

  variables {
    nat_instance_type = "t3.nano"
  }

  expect_failures = [var.nat_instance_type]
}

run "refuses_an_image_of_anybody" {
  command = plan

  variables {
    nat_ami_owner = "anybody"
  }

  expect_failures = [var.nat_ami_owner]
}
