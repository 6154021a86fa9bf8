output "execution_role_arn" {
  description = "Execution role of tasks whose environment has no secrets."
  value       = aws_iam_role.execution.arn
}

output "boundary_arn" {
  description = "Permissions boundary that the portal puts on every role it makes."
  value       = aws_iam_policy.boundary.arn
}

output "role_path" {
  description = "Path below which the portal makes roles, and the only one from which it may pass them on."
  value       = local.role_path
}

output "secrets_prefix" {
  description = "Where the secrets of applications lie in Parameter Store."
  value       = var.secrets_prefix
}

output "log_group_prefixes" {
  description = "What the names of applications' log groups begin with."
  value       = var.log_group_prefixes
}
