resource "aws_security_group" "this" {
  name        = "${var.name}-gateway"
  description = "Load balancer: from everybody, to nodes"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.name}-gateway" }
}

# The way on to nodes is opened by the module that makes them.
resource "aws_vpc_security_group_ingress_rule" "visitors" {
  for_each = { http = 80, https = 443 }

  security_group_id = aws_security_group.this.id
  description       = "Visitors, ${each.key}"
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_lb" "this" {
  name                       = "${var.name}-gateway"
  load_balancer_type         = "application"
  subnets                    = var.subnet_ids
  security_groups            = [aws_security_group.this.id]
  idle_timeout               = var.idle_timeout
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection

  access_logs {
    bucket  = aws_s3_bucket.logs.id
    enabled = true
  }

  depends_on = [aws_s3_bucket_policy.logs]
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

# Applications are rules on this listener: below 2000 Terraform's, from 2000 the portal's. It does not list them, so it
# does not know of them, and no plan takes one away.
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.tls_policy
  certificate_arn   = aws_acm_certificate_validation.this[var.primary_domain].certificate_arn

  default_action {
    type = "fixed-response"

    fixed_response {
      status_code  = "404"
      content_type = "text/plain"
      message_body = "No application has this host name."
    }
  }
}

resource "aws_lb_listener_certificate" "more" {
  for_each = { for name, domain in local.certified : name => domain if name != var.primary_domain }

  listener_arn    = aws_lb_listener.https.arn
  certificate_arn = aws_acm_certificate_validation.this[each.key].certificate_arn
}
