mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { name = "eu-north-1" }
  }
}

variables {
  parameter_name = "/evergreen/prod/manifest"
  cluster        = { arn = "arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen-prod-cluster", name = "evergreen-prod-cluster" }
  vpc_id         = "vpc-0e7e46ee10abc0001"
  gateways = [{
    id           = "evergreen-prod-gateway"
    loadBalancer = "arn:aws:elasticloadbalancing:eu-north-1:123456789012:loadbalancer/app/evergreen-prod-gateway/50dc6c495c0c9188"
    listener     = "arn:aws:elasticloadbalancing:eu-north-1:123456789012:listener/app/evergreen-prod-gateway/50dc6c495c0c9188/f2f7dc8efc522ab2"
    dnsName      = "evergreen-prod-gateway-1.eu-north-1.elb.amazonaws.com"
    hostedZone   = "Z23TAZ6LKFMNIO"
    address      = "https://gateway.apps.example.no"
  }]
  capacity_providers = { amd64 = "evergreen-prod-ec2-nodes", arm64 = "evergreen-prod-ec2-nodes-arm64" }
  execution_role_arn = "arn:aws:iam::123456789012:role/evergreen-prod-ecs-execution"
  secrets            = { prefix = "/evergreen/prod/apps/", rolePath = "/evergreen-prod/apps/", boundary = "arn:aws:iam::123456789012:policy/evergreen-prod-apps-boundary" }
  zones = [
    { name = "apps.example.no", hostedZone = "Z0123456789ABCDEFGHIJ", wildcard = true, certificate = "*.apps.example.no" },
    { name = "example.no", hostedZone = "Z0123456789ABCDEFGHIK" },
    { name = "example.com" },
  ]
  registries     = ["123456789012.dkr.ecr.eu-north-1.amazonaws.com", "ghcr.io/dotkom"]
  reserved_hosts = ["portal.apps.example.no", "gateway.apps.example.no"]
  egress_cidrs   = ["203.0.113.10/32"]
}

# The file is also read by the portal's own tests: what is written here is what it can read.
run "publishes_what_the_portal_reads" {
  command = plan

  assert {
    condition     = jsondecode(aws_ssm_parameter.manifest.value) == jsondecode(file("tests/manifest.json"))
    error_message = "The document is that of tests/manifest.json."
  }

  assert {
    condition     = aws_ssm_parameter.manifest.type == "String" && aws_ssm_parameter.manifest.tier == "Standard"
    error_message = "It costs nothing."
  }
}

run "names_queue_and_forwarding_where_there_are_any" {
  command = plan

  variables {
    queue_url      = "https://sqs.eu-north-1.amazonaws.com/123456789012/evergreen-prod-ecs-events"
    log_forwarding = { destination = "arn:aws:lambda:eu-north-1:123456789012:function:logs", role = null, filter = "" }
  }

  assert {
    condition     = jsondecode(aws_ssm_parameter.manifest.value).queue == "https://sqs.eu-north-1.amazonaws.com/123456789012/evergreen-prod-ecs-events"
    error_message = "The queue is named."
  }

  assert {
    condition     = jsondecode(aws_ssm_parameter.manifest.value).logForwarding == { destination = "arn:aws:lambda:eu-north-1:123456789012:function:logs", filter = "" }
    error_message = "What is not there is not named."
  }
}

run "offers_no_secrets_without_a_place_for_them" {
  command = plan

  variables {
    secrets = null
  }

  assert {
    condition     = !contains(keys(jsondecode(aws_ssm_parameter.manifest.value)), "secrets")
    error_message = "The portal is told by its absence."
  }
}

run "refuses_no_gateway" {
  command = plan

  variables {
    gateways = []
  }

  expect_failures = [var.gateways]
}

run "refuses_no_zone" {
  command = plan

  variables {
    zones = []
  }

  expect_failures = [var.zones]
}

run "refuses_a_zone_with_a_dot_at_the_end" {
  command = plan

  variables {
    zones = [{ name = "example.no." }]
  }

  expect_failures = [var.zones]
}

run "refuses_no_registry" {
  command = plan

  variables {
    registries = []
  }

  expect_failures = [var.registries]
}

run "refuses_everywhere_as_egress" {
  command = plan

  variables {
    egress_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.egress_cidrs]
}

run "refuses_days_that_logs_do_not_know" {
  command = plan

  variables {
    log_retention_days = 31
  }

  expect_failures = [var.log_retention_days]
}

run "refuses_an_architecture_that_nothing_is_built_for" {
  command = plan

  variables {
    capacity_providers = { x86_64 = "nodes" }
  }

  expect_failures = [var.capacity_providers]
}

run "refuses_secrets_without_a_boundary" {
  command = plan

  variables {
    secrets = { prefix = "/evergreen/prod/apps/", rolePath = "/evergreen-prod/apps/", boundary = "" }
  }

  expect_failures = [var.secrets]
}

run "refuses_a_reserved_host_that_is_none" {
  command = plan

  variables {
    reserved_hosts = ["*.example.no"]
  }

  expect_failures = [var.reserved_hosts]
}

run "refuses_a_name_of_awss_own" {
  command = plan

  variables {
    parameter_name = "/aws/manifest"
  }

  expect_failures = [var.parameter_name]
}
