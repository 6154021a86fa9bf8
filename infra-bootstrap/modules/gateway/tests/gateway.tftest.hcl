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

  mock_data "aws_elb_service_account" {
    defaults = { arn = "arn:aws:iam::897822967062:root" }
  }

  mock_resource "aws_lb" {
    defaults = {
      arn      = "arn:aws:elasticloadbalancing:eu-north-1:123456789012:loadbalancer/app/evergreen-prod-gateway/50dc6c495c0c9188"
      dns_name = "evergreen-prod-gateway-1.eu-north-1.elb.amazonaws.com"
      zone_id  = "Z23TAZ6LKFMNIO"
    }
  }

  mock_resource "aws_lb_listener" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-north-1:123456789012:listener/app/evergreen-prod-gateway/50dc6c495c0c9188/f2f7dc8efc522ab2" }
  }

  mock_resource "aws_acm_certificate" {
    defaults = { arn = "arn:aws:acm:eu-north-1:123456789012:certificate/5e9f2c1a-0000-4000-8000-000000000000" }
  }
}

variables {
  name           = "evergreen-prod"
  vpc_id         = "vpc-0e7e46ee10abc0001"
  subnet_ids     = ["subnet-a", "subnet-b", "subnet-c"]
  primary_domain = "apps.example.no"
  domains = {
    "apps.example.no" = { zone_id = "Z0123456789ABCDEFGHIJ" }
    "example.no"      = { zone_id = "Z0123456789ABCDEFGHIK", wildcard = false, certificate = false }
  }
}

run "redirects_plain_http_and_says_when_a_host_is_unknown" {
  command = plan

  assert {
    condition     = aws_lb_listener.http.default_action[0].redirect[0].status_code == "HTTP_301" && aws_lb_listener.http.default_action[0].redirect[0].protocol == "HTTPS"
    error_message = "Port 80 leads to HTTPS."
  }

  assert {
    condition     = aws_lb_listener.https.default_action[0].fixed_response[0].status_code == "404"
    error_message = "An unknown host is answered, and no target is asked."
  }

  assert {
    condition     = aws_lb.this.drop_invalid_header_fields && aws_lb.this.enable_deletion_protection && aws_lb.this.access_logs[0].enabled
    error_message = "The load balancer drops broken headers, is protected and keeps a log."
  }
}

run "makes_a_certificate_and_a_wildcard_record_where_asked" {
  command = plan

  assert {
    condition     = keys(aws_acm_certificate.this) == ["apps.example.no"] && aws_acm_certificate.this["apps.example.no"].domain_name == "*.apps.example.no"
    error_message = "One certificate covers the direct children of the domain that has one."
  }

  assert {
    condition     = keys(aws_route53_record.wildcard) == ["apps.example.no"] && length(aws_route53_record.own) == 0
    error_message = "The wildcard record leads its children here, the gateway's own host among them."
  }

  assert {
    condition     = output.zones[0] == { name = "apps.example.no", hostedZone = "Z0123456789ABCDEFGHIJ", wildcard = true, certificate = "*.apps.example.no" }
    error_message = "The manifest's zones tell certificate and wildcard."
  }

  assert {
    condition     = output.own_host == "gateway.apps.example.no"
    error_message = "The portal asks by a host that the certificate covers."
  }
}

run "makes_its_own_record_without_a_wildcard" {
  command = plan

  variables {
    domains = { "apps.example.no" = { zone_id = "Z0123456789ABCDEFGHIJ", wildcard = false } }
  }

  assert {
    condition     = length(aws_route53_record.wildcard) == 0 && aws_route53_record.own[0].name == "gateway.apps.example.no"
    error_message = "The gateway's own host leads here."
  }
}

run "refuses_no_zone_id" {
  command = plan

  variables {
    domains = { "apps.example.no" = { zone_id = "" } }
  }

  expect_failures = [var.domains]
}

run "refuses_no_domain" {
  command = plan

  variables {
    domains = {}
  }

  expect_failures = [var.domains]
}

run "refuses_a_star" {
  command = plan

  variables {
    domains        = { "*.example.no" = { zone_id = "Z0123456789ABCDEFGHIJ" } }
    primary_domain = "*.example.no"
  }

  expect_failures = [var.domains]
}

run "refuses_a_primary_domain_that_is_not_there" {
  command = plan

  variables {
    primary_domain = "example.com"
  }

  expect_failures = [var.primary_domain]
}

run "refuses_a_primary_domain_without_a_certificate" {
  command = plan

  variables {
    primary_domain = "example.no"
  }

  expect_failures = [var.primary_domain]
}

run "refuses_one_subnet" {
  command = plan

  variables {
    subnet_ids = ["subnet-a"]
  }

  expect_failures = [var.subnet_ids]
}

run "refuses_old_tls" {
  command = plan

  variables {
    tls_policy = "ELBSecurityPolicy-2016-08"
  }

  expect_failures = [var.tls_policy]
}

run "refuses_a_name_too_long" {
  command = plan

  variables {
    name = "a-name-of-more-than-24-characters"
  }

  expect_failures = [var.name]
}
