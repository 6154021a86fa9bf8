output "service_arn" {
  description = "The ECS service."
  value       = aws_ecs_service.this.id
}

output "task_definition_arn" {
  description = "The revision that it runs."
  value       = aws_ecs_task_definition.this.arn
}

output "log_group" {
  description = "Where its lines are."
  value       = aws_cloudwatch_log_group.this.name
}

output "secret_parameters" {
  description = "Parameters that a person stores as SecureString before it starts, by the variable that gets each."
  value       = { for name in var.secrets : name => "${local.secrets}${name}" }
}

output "proofs" {
  description = "Records that the owners of other zones make, so that certificates are issued, by host."
  value       = { for host in local.custom : host => aws_acm_certificate.custom[host].domain_validation_options if !contains(keys(local.zone_of), host) }
}
