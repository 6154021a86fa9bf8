mock_provider "aws" {
  override_during = plan

  mock_resource "aws_sqs_queue" {
    defaults = {
      arn = "arn:aws:sqs:eu-north-1:123456789012:events"
      url = "https://sqs.eu-north-1.amazonaws.com/123456789012/events"
    }
  }

  mock_resource "aws_cloudwatch_event_rule" {
    defaults = { arn = "arn:aws:events:eu-north-1:123456789012:rule/evergreen-prod-ecs" }
  }
}

variables {
  name        = "evergreen-prod"
  cluster_arn = "arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen-prod-cluster"
}

run "takes_events_of_one_cluster" {
  command = plan

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.ecs.event_pattern)["$or"][0].detail.clusterArn == ["arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen-prod-cluster"]
    error_message = "Events name their cluster,"
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.ecs.event_pattern)["$or"][1].resources[0].prefix == "arn:aws:ecs:eu-north-1:123456789012:service/evergreen-prod-cluster/"
    error_message = "or a service of it."
  }
}

run "lets_nobody_but_the_rule_send" {
  command = plan

  assert {
    condition     = alltrue([for policy in aws_sqs_queue_policy.this : jsondecode(policy.policy).Statement[0].Condition.ArnEquals["aws:SourceArn"] == aws_cloudwatch_event_rule.ecs.arn])
    error_message = "Each queue takes messages of this rule alone."
  }
}

run "refuses_to_keep_events_for_ever" {
  command = plan

  variables {
    retention_seconds = 9999999
  }

  expect_failures = [var.retention_seconds]
}

run "refuses_what_is_no_cluster" {
  command = plan

  variables {
    cluster_arn = "evergreen-prod-cluster"
  }

  expect_failures = [var.cluster_arn]
}
