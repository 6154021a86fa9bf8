mock_provider "aws" {
  override_during = plan

  mock_data "aws_region" {
    defaults = { name = "eu-north-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/evergreen-prod-log-forwarding" }
  }
}

variables {
  name = "evergreen-prod"
}

run "forwards_nothing_unless_asked" {
  command = plan

  assert {
    condition     = output.forwarding == null && length(aws_iam_role.forward) == 0
    error_message = "Without a destination there is nothing."
  }
}

run "forwards_to_a_stream_as_a_role" {
  command = plan

  variables {
    destination_arn = "arn:aws:kinesis:eu-north-1:123456789012:stream/logs"
  }

  assert {
    condition     = output.forwarding.role == "arn:aws:iam::123456789012:role/evergreen-prod-log-forwarding" && jsondecode(aws_iam_role_policy.forward[0].policy).Statement[0].Action == "kinesis:PutRecord"
    error_message = "The role may put records, and nothing else."
  }
}

run "forwards_to_a_function_by_its_permission" {
  command = plan

  variables {
    destination_arn = "arn:aws:lambda:eu-north-1:123456789012:function:logs"
  }

  assert {
    condition     = output.forwarding.role == null && length(aws_lambda_permission.forward) == 1
    error_message = "A function is called with its own permission."
  }
}

run "refuses_a_bucket" {
  command = plan

  variables {
    destination_arn = "arn:aws:s3:::logs"
  }

  expect_failures = [var.destination_arn]
}
