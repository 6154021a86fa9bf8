mock_provider "aws" {
  override_during = plan

  mock_data "aws_ssm_parameter" {
    defaults = {
      insecure_value = "{\"schemaVersion\":1,\"region\":\"eu-north-1\",\"cluster\":{\"arn\":\"arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen-prod-cluster\",\"name\":\"evergreen-prod-cluster\"},\"vpc\":\"vpc-0e7e46ee10abc0001\",\"gateways\":[{\"id\":\"evergreen-prod-gateway\",\"loadBalancer\":\"arn:aws:elasticloadbalancing:eu-north-1:123456789012:loadbalancer/app/evergreen-prod-gateway/50dc6c495c0c9188\",\"listener\":\"arn:aws:elasticloadbalancing:eu-north-1:123456789012:listener/app/evergreen-prod-gateway/50dc6c495c0c9188/f2f7dc8efc522ab2\",\"dnsName\":\"evergreen-prod-gateway-1.eu-north-1.elb.amazonaws.com\",\"hostedZone\":\"Z23TAZ6LKFMNIO\",\"address\":\"https://gateway.apps.example.no\"}],\"capacityProviders\":{\"amd64\":\"evergreen-prod-ec2-nodes\"},\"executionRole\":\"arn:aws:iam::123456789012:role/evergreen-prod-ecs-execution\",\"secrets\":{\"prefix\":\"/evergreen/prod/apps/\",\"rolePath\":\"/evergreen-prod/apps/\",\"boundary\":\"arn:aws:iam::123456789012:policy/evergreen-prod-apps-boundary\"},\"zones\":[{\"name\":\"apps.example.no\",\"hostedZone\":\"Z0123456789ABCDEFGHIJ\",\"wildcard\":true,\"certificate\":\"*.apps.example.no\"},{\"name\":\"example.no\",\"hostedZone\":\"Z0123456789ABCDEFGHIK\"}],\"registries\":[\"123456789012.dkr.ecr.eu-north-1.amazonaws.com\"],\"reservedHosts\":[\"portal.apps.example.no\"],\"egress\":[\"203.0.113.10/32\"],\"logRetentionDays\":30}"
    }
  }

  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-north-1:123456789012:targetgroup/grades-production/943f017f100becff" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/evergreen-prod/apps/portal-grades-production" }
  }

  mock_resource "aws_acm_certificate" {
    defaults = {
      arn                       = "arn:aws:acm:eu-north-1:123456789012:certificate/5e9f2c1a-0000-4000-8000-000000000000"
      domain_validation_options = [{ domain_name = "grades.example.no", resource_record_name = "_a.grades.example.no.", resource_record_type = "CNAME", resource_record_value = "_b.acm-validations.aws." }]
    }
  }

  mock_resource "aws_acm_certificate_validation" {
    defaults = { certificate_arn = "arn:aws:acm:eu-north-1:123456789012:certificate/5e9f2c1a-0000-4000-8000-000000000000" }
  }

  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:eu-north-1:123456789012:task-definition/grades-production:1" }
  }
}

variables {
  app             = "grades"
  environment     = "production"
  image           = "123456789012.dkr.ecr.eu-north-1.amazonaws.com/grades/prd/web@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  port            = 3000
  hosts           = ["grades.apps.example.no"]
  rule_priorities = [1100]
}

run "has_the_names_and_settings_of_the_portal" {
  command = plan

  assert {
    condition     = aws_ecs_service.this.name == "grades-production" && aws_lb_target_group.this[0].name == "grades-production" && aws_cloudwatch_log_group.this.name == "/apps/grades-production"
    error_message = "Everything is called <app>-<environment>."
  }

  assert {
    condition = jsondecode(aws_ecs_task_definition.this.container_definitions)[0] == {
      name              = "grades-production"
      image             = "123456789012.dkr.ecr.eu-north-1.amazonaws.com/grades/prd/web@sha256:0000000000000000000000000000000000000000000000000000000000000000"
      essential         = true
      cpu               = 128
      memory            = 256
      memoryReservation = 128
      stopTimeout       = 30
      environment       = []
      secrets           = []
      portMappings      = [{ containerPort = 3000, hostPort = 0, protocol = "tcp" }]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = "/apps/grades-production"
          awslogs-region        = "eu-north-1"
          awslogs-stream-prefix = "task"
          max-buffer-size       = "4m"
          mode                  = "non-blocking"
        }
      }
    }
    error_message = "The container is the portal's."
  }

  assert {
    condition     = aws_ecs_service.this.availability_zone_rebalancing == "DISABLED" && join(",", aws_ecs_service.this.ordered_placement_strategy[*].type) == "spread,binpack"
    error_message = "One task is not balanced; zones come before full nodes."
  }

  assert {
    condition     = length(aws_route53_record.hosts) == 0 && length(aws_acm_certificate.custom) == 0 && length(aws_iam_role.execution) == 0
    error_message = "The wildcard's record and certificate serve, and there is no role without a secret."
  }
}

run "cuts_the_name_of_a_target_group" {
  command = plan

  variables {
    app = "vengeful-vineyard-and-friends"
  }

  assert {
    condition     = aws_lb_target_group.this[0].name == "vengeful-vineyard-and-fri-${substr(sha256("vengeful-vineyard-and-friends-production"), 0, 6)}"
    error_message = "The beginning, and a hash of the whole."
  }
}

run "makes_record_and_certificate_of_a_host_that_none_covers" {
  command = plan

  variables {
    hosts = ["grades.example.no"]
  }

  assert {
    condition     = aws_route53_record.hosts["grades.example.no"].zone_id == "Z0123456789ABCDEFGHIK" && keys(aws_acm_certificate.custom) == ["grades.example.no"] && aws_route53_record.proof["grades.example.no"].records == toset(["_b.acm-validations.aws"])
    error_message = "It gets an alias, a certificate and the record that proves it."
  }
}

run "splits_hosts_over_rules" {
  command = plan

  variables {
    hosts           = [for number in range(6) : "grades${number}.apps.example.no"]
    rule_priorities = [1100, 1101]
  }

  assert {
    condition     = length(aws_lb_listener_rule.hosts) == 2
    error_message = "Five to a rule."
  }
}

run "is_reached_by_the_platform_alone_where_asked" {
  command = plan

  variables {
    reach = "platform"
  }

  assert {
    condition     = anytrue([for condition in aws_lb_listener_rule.hosts[0].condition : anytrue([for source in condition.source_ip : contains(source.values, "203.0.113.10/32")])])
    error_message = "The rule asks for the platform's own address."
  }
}

run "has_a_role_of_its_own_with_a_secret" {
  command = plan

  variables {
    secrets = ["DATABASE_URL"]
  }

  assert {
    condition     = aws_iam_role.execution[0].name == "portal-grades-production" && aws_iam_role.execution[0].path == "/evergreen-prod/apps/" && aws_iam_role.execution[0].permissions_boundary == "arn:aws:iam::123456789012:policy/evergreen-prod-apps-boundary"
    error_message = "Name, path and boundary are the portal's."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets == [{ name = "DATABASE_URL", valueFrom = "/evergreen/prod/apps/grades/production/DATABASE_URL" }]
    error_message = "The value is a parameter of this environment."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.execution[0].policy).Statement[2].Resource == "arn:aws:ssm:eu-north-1:123456789012:parameter/evergreen/prod/apps/grades/production/*"
    error_message = "It reads its own parameters."
  }
}

run "is_a_worker_without_a_port" {
  command = plan

  variables {
    port            = null
    hosts           = []
    rule_priorities = []
  }

  assert {
    condition     = length(aws_lb_target_group.this) == 0 && length(aws_ecs_service.this.load_balancer) == 0
    error_message = "Nobody reaches it."
  }
}

run "refuses_a_tag" {
  command = plan

  variables {
    image = "123456789012.dkr.ecr.eu-north-1.amazonaws.com/grades/prd/web:latest"
  }

  expect_failures = [var.image]
}

run "refuses_an_image_from_elsewhere" {
  command = plan

  variables {
    image = "elsewhere.example/grades@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  }

  expect_failures = [aws_ecs_service.this]
}

run "refuses_a_reserved_host" {
  command = plan

  variables {
    hosts = ["portal.apps.example.no"]
  }

  expect_failures = [aws_ecs_service.this]
}

run "refuses_nodes_that_are_not_there" {
  command = plan

  variables {
    architecture = "arm64"
  }

  expect_failures = [aws_ecs_service.this]
}

run "refuses_hosts_without_a_port" {
  command = plan

  variables {
    port = null
  }

  expect_failures = [var.hosts]
}

run "refuses_a_hyphen_in_the_environment" {
  command = plan

  variables {
    environment = "pre-production"
  }

  expect_failures = [var.environment]
}

run "refuses_a_gateway_that_is_not_there" {
  command = plan

  variables {
    gateway = "elsewhere"
  }

  expect_failures = [data.aws_ssm_parameter.manifest]
}

run "refuses_fewer_priorities_than_rules" {
  command = plan

  variables {
    hosts = [for number in range(6) : "grades${number}.apps.example.no"]
  }

  expect_failures = [aws_lb_listener_rule.hosts]
}
