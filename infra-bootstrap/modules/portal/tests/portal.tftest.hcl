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

  mock_resource "aws_ecs_cluster" {
    defaults = { arn = "arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen-prod-portal" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/evergreen-prod-portal" }
  }

  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::123456789012:policy/evergreen-prod-portal" }
  }

  mock_resource "aws_iam_instance_profile" {
    defaults = { arn = "arn:aws:iam::123456789012:instance-profile/evergreen-prod-portal-nodes" }
  }

  mock_resource "aws_autoscaling_group" {
    defaults = { arn = "arn:aws:autoscaling:eu-north-1:123456789012:autoScalingGroup:1:autoScalingGroupName/nodes" }
  }

  mock_resource "aws_lb_target_group" {
    defaults = {
      arn        = "arn:aws:elasticloadbalancing:eu-north-1:123456789012:targetgroup/evergreen-prod-portal/943f017f100becff"
      arn_suffix = "targetgroup/evergreen-prod-portal/943f017f100becff"
    }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-north-1:123456789012:log-group:/portal/evergreen-prod" }
  }

  mock_resource "aws_db_instance" {
    defaults = {
      address            = "evergreen-prod-portal.abc.eu-north-1.rds.amazonaws.com"
      endpoint           = "evergreen-prod-portal.abc.eu-north-1.rds.amazonaws.com:5432"
      port               = 5432
      master_user_secret = [{ secret_arn = "arn:aws:secretsmanager:eu-north-1:123456789012:secret:rds-abc", kms_key_id = "", secret_status = "active" }]
    }
  }
}

variables {
  name       = "evergreen-prod"
  vpc_id     = "vpc-0e7e46ee10abc0001"
  subnet_ids = ["subnet-a", "subnet-b", "subnet-c"]
  host       = "portal.apps.example.no"
  image      = "ghcr.io/dotkom/container-portal:1.0.0"
  identity   = { issuer = "https://id.example.no", client_id = "portal" }
  gateway = {
    security_group_id = "sg-0a1b2c3d4e5f60001"
    listener_arn      = "arn:aws:elasticloadbalancing:eu-north-1:123456789012:listener/app/evergreen-prod-gateway/50dc6c495c0c9188/f2f7dc8efc522ab2"
    own_host          = "gateway.apps.example.no"
    dns_name          = "evergreen-prod-gateway-1.eu-north-1.elb.amazonaws.com"
    dns_zone_id       = "Z23TAZ6LKFMNIO"
  }
  cluster  = { arn = "arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen-prod-cluster", name = "evergreen-prod-cluster" }
  manifest = { arn = "arn:aws:ssm:eu-north-1:123456789012:parameter/evergreen/prod/manifest", name = "/evergreen/prod/manifest" }
  roles = {
    execution_role_arn = "arn:aws:iam::123456789012:role/evergreen-prod-ecs-execution"
    boundary_arn       = "arn:aws:iam::123456789012:policy/evergreen-prod-apps-boundary"
    role_path          = "/evergreen-prod/apps/"
    secrets_prefix     = "/evergreen/prod/apps/"
    log_group_prefixes = ["/apps/"]
  }
  secrets_path     = "/evergreen/prod/portal/"
  hosted_zone_ids  = ["Z0123456789ABCDEFGHIJ"]
  reserved_records = ["*.apps.example.no"]
}

run "has_a_cluster_and_a_database_of_its_own" {
  command = plan

  assert {
    condition     = aws_ecs_cluster.this.name == "evergreen-prod-portal" && aws_ecs_service.this.cluster == aws_ecs_cluster.this.arn
    error_message = "No application ever runs beside it."
  }

  assert {
    condition     = !aws_db_instance.this.publicly_accessible && aws_db_instance.this.storage_encrypted && aws_db_instance.this.manage_master_user_password && aws_db_instance.this.deletion_protection
    error_message = "The database is private, encrypted, protected, and its master's password is nobody's to know."
  }
}

run "tells_the_container_no_secret_in_the_clear" {
  command = plan

  assert {
    condition = alltrue([for variable in jsondecode(aws_ecs_task_definition.this.container_definitions)[1].environment :
      !can(regex("(SECRET|PASSWORD|TOKENKEY)$", variable.name))
    ])
    error_message = "Secrets come from parameters."
  }

  assert {
    condition     = { for secret in jsondecode(aws_ecs_task_definition.this.container_definitions)[1].secrets : secret.name => secret.valueFrom }["SPRING_DATASOURCE_PASSWORD"] == "arn:aws:ssm:eu-north-1:123456789012:parameter/evergreen/prod/portal/database-password"
    error_message = "The database's password is a parameter of the portal's own."
  }

  assert {
    condition     = [for mapping in jsondecode(aws_ecs_task_definition.this.container_definitions)[1].portMappings : mapping.containerPort] == [8080]
    error_message = "The management port is not reached from outside."
  }
}

run "may_change_one_cluster_and_one_listener" {
  command = plan

  assert {
    condition = alltrue([for statement in jsondecode(output.policy).Statement :
      alltrue([for resource in flatten([statement.Resource]) : endswith(resource, ":service/evergreen-prod-cluster/*")])
      if contains(["MakeServices", "ChangeServices"], statement.Sid)
    ])
    error_message = "Services of applications' cluster alone."
  }

  assert {
    condition = one([for statement in jsondecode(output.policy).Statement : statement.Resource if statement.Sid == "ChangeRules"]) == [
      "arn:aws:elasticloadbalancing:eu-north-1:123456789012:listener-rule/app/evergreen-prod-gateway/50dc6c495c0c9188/f2f7dc8efc522ab2/*",
    ]
    error_message = "Rules of the one listener alone."
  }

  assert {
    condition = one([for statement in jsondecode(output.policy).Statement : statement.Condition if statement.Sid == "NeverThePlatformsRecords"])["ForAnyValue:StringEquals"]["route53:ChangeResourceRecordSetsNormalizedRecordNames"] == [
      "\\052.apps.example.no", "gateway.apps.example.no", "portal.apps.example.no",
    ]
    error_message = "Its own records and those named are the platform's, a star as Route 53 writes it."
  }

  assert {
    condition     = alltrue([for policy in aws_iam_policy.task : length(policy.policy) <= 6144])
    error_message = "Each part fits into a policy."
  }
}

run "refuses_latest" {
  command = plan

  variables {
    image = "ghcr.io/dotkom/container-portal:latest"
  }

  expect_failures = [var.image]
}

run "refuses_a_secret_in_settings" {
  command = plan

  variables {
    settings = { PORTAL_IDENTITY_CLIENTSECRET = "hush" }
  }

  expect_failures = [var.settings]
}

run "refuses_its_secrets_among_those_of_applications" {
  command = plan

  variables {
    secrets_path = "/evergreen/prod/apps/portal/"
  }

  expect_failures = [var.secrets_path]
}

run "refuses_a_priority_of_the_portals_own" {
  command = plan

  variables {
    rule_priority = 2000
  }

  expect_failures = [var.rule_priority]
}

run "refuses_an_issuer_without_tls" {
  command = plan

  variables {
    identity = { issuer = "http://id.example.no", client_id = "portal" }
  }

  expect_failures = [var.identity]
}

run "refuses_no_zone" {
  command = plan

  variables {
    hosted_zone_ids = []
  }

  expect_failures = [var.hosted_zone_ids]
}

run "refuses_all_roles" {
  command = plan

  variables {
    passed_role_arns = ["arn:aws:iam::123456789012:role/*"]
  }

  expect_failures = [var.passed_role_arns]
}

run "refuses_a_database_without_backups" {
  command = plan

  variables {
    database = { backup_days = 0 }
  }

  expect_failures = [var.database]
}

run "refuses_an_old_database" {
  command = plan

  variables {
    database = { version = "15" }
  }

  expect_failures = [var.database]
}
