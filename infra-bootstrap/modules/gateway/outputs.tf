output "load_balancer_arn" {
  description = "The load balancer."
  value       = aws_lb.this.arn
}

output "listener_arn" {
  description = "The listener on port 443, where the rules of applications go."
  value       = aws_lb_listener.https.arn
}

output "security_group_id" {
  description = "The load balancer's security group: what may reach nodes."
  value       = aws_security_group.this.id
}

output "dns_name" {
  description = "The load balancer's own name, where records lead."
  value       = aws_lb.this.dns_name
}

output "dns_zone_id" {
  description = "Zone of the load balancer's own name, which alias records need."
  value       = aws_lb.this.zone_id
}

output "gateway" {
  description = "The gateway as the platform's manifest has it."
  value = {
    id           = aws_lb.this.name
    loadBalancer = aws_lb.this.arn
    listener     = aws_lb_listener.https.arn
    dnsName      = aws_lb.this.dns_name
    hostedZone   = aws_lb.this.zone_id
    address      = "https://${local.own_host}"
  }
}

output "zones" {
  description = "The domains as the platform's manifest has them."
  value = [for name, domain in var.domains : merge(
    { name = name, hostedZone = domain.zone_id, wildcard = domain.wildcard },
    domain.certificate ? { certificate = "*.${name}" } : {},
  )]
}

output "log_bucket" {
  description = "Where the load balancer's access logs are."
  value       = aws_s3_bucket.logs.id
}

output "own_host" {
  description = "Host by which the portal itself asks through the load balancer; no application may take it."
  value       = local.own_host
}
