locals {
  all_hosts = concat(var.hosts, keys(var.redirects))

  # The innermost zone that holds each host.
  holding = { for host in local.all_hosts : host => [for zone in local.zones : zone if host == zone.name || endswith(host, ".${zone.name}")] }
  zone_of = { for host, zones in local.holding : host => [for zone in zones : zone if length(zone.name) == max([for each in zones : length(each.name)]...)][0] if length(zones) > 0 }

  # A wildcard record stands for one label.
  led     = [for host, zone in local.zone_of : host if zone.wildcard && !strcontains(trimsuffix(host, ".${zone.name}"), ".")]
  records = { for host, zone in local.zone_of : host => zone.hostedZone if zone.hostedZone != null && !contains(local.led, host) }

  # Outside all zones, or where none of the platform's certificates covers it.
  custom = toset([for host in local.all_hosts : host if !contains(keys(local.zone_of), host) || try(local.zone_of[host].certificate == null && local.zone_of[host].hostedZone != null, false)])
}

resource "aws_lb_target_group" "this" {
  count = local.web ? 1 : 0

  name                 = local.target_group
  vpc_id               = local.platform.vpc
  target_type          = "instance"
  protocol             = "HTTP"
  port                 = 80
  deregistration_delay = var.rollout.drain
  tags                 = var.tags

  health_check {
    protocol            = "HTTP"
    path                = var.health.path
    matcher             = var.health.codes
    interval            = var.health.interval
    timeout             = var.health.timeout
    healthy_threshold   = var.health.healthy_after
    unhealthy_threshold = var.health.unhealthy_after
  }
}

resource "aws_lb_listener_rule" "hosts" {
  count = length(local.host_sets)

  listener_arn = local.gateway.listener
  priority     = var.rule_priorities[count.index]
  tags         = var.tags

  condition {
    host_header {
      values = local.host_sets[count.index]
    }
  }

  dynamic "condition" {
    for_each = length(local.sources) == 0 ? [] : [local.sources]

    content {
      source_ip {
        values = condition.value
      }
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[0].arn
  }

  lifecycle {
    precondition {
      condition     = length(var.rule_priorities) == length(local.host_sets)
      error_message = "${length(var.hosts)} hosts need ${length(local.host_sets)} rules, because a rule holds five hosts and addresses, and rule_priorities has ${length(var.rule_priorities)}. Give one free number for each."
    }
  }
}

resource "aws_lb_listener_rule" "redirects" {
  for_each = var.redirects

  listener_arn = local.gateway.listener
  priority     = each.value.priority
  tags         = var.tags

  condition {
    host_header {
      values = [each.key]
    }
  }

  dynamic "condition" {
    for_each = length(local.sources) == 0 ? [] : [local.sources]

    content {
      source_ip {
        values = condition.value
      }
    }
  }

  action {
    type = "redirect"

    redirect {
      status_code = "HTTP_301"
      protocol    = "HTTPS"
      port        = "443"
      host        = each.value.to
      path        = coalesce(each.value.path, "/#{path}")
      query       = each.value.path == null ? "#{query}" : ""
    }
  }
}

resource "aws_route53_record" "hosts" {
  for_each = local.records

  zone_id = each.value
  name    = each.key
  type    = "A"

  alias {
    name                   = local.gateway.dnsName
    zone_id                = local.gateway.hostedZone
    evaluate_target_health = false
  }
}

resource "aws_acm_certificate" "custom" {
  for_each = local.custom

  domain_name       = each.key
  validation_method = "DNS"
  tags              = var.tags

  lifecycle {
    create_before_destroy = true
  }
}

# In a zone of somebody else's they make it: the output proofs says what.
resource "aws_route53_record" "proof" {
  for_each = { for host in local.custom : host => local.zone_of[host].hostedZone if contains(keys(local.zone_of), host) }

  zone_id = each.value
  name    = one(aws_acm_certificate.custom[each.key].domain_validation_options).resource_record_name
  type    = "CNAME"
  ttl     = 300
  records = [trimsuffix(one(aws_acm_certificate.custom[each.key].domain_validation_options).resource_record_value, ".")]
}

resource "aws_acm_certificate_validation" "custom" {
  for_each = local.custom

  certificate_arn = aws_acm_certificate.custom[each.key].arn

  depends_on = [aws_route53_record.proof]
}

resource "aws_lb_listener_certificate" "custom" {
  for_each = local.custom

  listener_arn    = local.gateway.listener
  certificate_arn = aws_acm_certificate_validation.custom[each.key].certificate_arn
}
