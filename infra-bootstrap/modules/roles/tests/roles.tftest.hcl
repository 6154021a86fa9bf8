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
  name           = "evergreen-prod"
  secrets_prefix = "/evergreen/prod/apps/"
}

run "bounds_what_roles_of_environments_can_do" {
  command = plan

  assert {
    condition = toset(flatten([for statement in jsondecode(aws_iam_policy.boundary.policy).Statement : statement.Action])) == toset([
      "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer",
      "kms:Decrypt", "logs:CreateLogStream", "logs:PutLogEvents", "ssm:GetParameters",
    ])
    error_message = "Pull, log, read secrets: nothing else."
  }

  assert {
    condition     = one([for statement in jsondecode(aws_iam_policy.boundary.policy).Statement : statement.Resource if statement.Sid == "ReadSecrets"]) == "arn:aws:ssm:eu-north-1:123456789012:parameter/evergreen/prod/apps/*"
    error_message = "Secrets of applications, and not the portal's."
  }

  assert {
    condition     = output.role_path == "/evergreen-prod/apps/"
    error_message = "Roles of environments have a path of their own."
  }
}

run "gives_the_shared_role_no_secret" {
  command = plan

  assert {
    condition     = !strcontains(aws_iam_role_policy.execution.policy, "ssm:") && !strcontains(aws_iam_role_policy.execution.policy, "secretsmanager:")
    error_message = "What every task may have reads no secret."
  }
}

run "refuses_a_prefix_without_an_end" {
  command = plan

  variables {
    secrets_prefix = "/evergreen/prod/apps"
  }

  expect_failures = [var.secrets_prefix]
}

run "refuses_log_groups_without_the_portals" {
  command = plan

  variables {
    log_group_prefixes = ["/ecs/evergreen/"]
  }

  expect_failures = [var.log_group_prefixes]
}
