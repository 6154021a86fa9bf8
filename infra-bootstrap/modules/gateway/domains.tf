locals {
  certified = { for name, domain in var.domains : name => domain if domain.certificate }

  # The load balancer's own name is on no certificate.
  own_host = "gateway.${var.primary_domain}"
}

# A domain and its direct children: both names are proven by one record.
resource "aws_acm_certificate" "this" {
  for_each = local.certified

  domain_name               = "*.${each.key}"
  subject_alternative_names = [each.key]
  validation_method         = "DNS"
  tags                      = { Name = each.key }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "proof" {
  for_each = local.certified

  zone_id         = each.value.zone_id
  name            = one([for option in aws_acm_certificate.this[each.key].domain_validation_options : option.resource_record_name if option.domain_name == each.key])
  type            = one([for option in aws_acm_certificate.this[each.key].domain_validation_options : option.resource_record_type if option.domain_name == each.key])
  records         = [one([for option in aws_acm_certificate.this[each.key].domain_validation_options : option.resource_record_value if option.domain_name == each.key])]
  ttl             = 300
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  for_each = local.certified

  certificate_arn         = aws_acm_certificate.this[each.key].arn
  validation_record_fqdns = [aws_route53_record.proof[each.key].fqdn]
}

resource "aws_route53_record" "wildcard" {
  for_each = { for name, domain in var.domains : name => domain if domain.wildcard }

  zone_id = each.value.zone_id
  name    = "*.${each.key}"
  type    = "A"

  alias {
    name                   = aws_lb.this.dns_name
    zone_id                = aws_lb.this.zone_id
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "own" {
  count = var.domains[var.primary_domain].wildcard ? 0 : 1

  zone_id = var.domains[var.primary_domain].zone_id
  name    = local.own_host
  type    = "A"

  alias {
    name                   = aws_lb.this.dns_name
    zone_id                = aws_lb.this.zone_id
    evaluate_target_health = false
  }
}
