output "capacity_provider_name" {
  description = "Capacity provider that services name to run on these nodes."
  value       = aws_ecs_capacity_provider.this.name
}

output "auto_scaling_group_name" {
  description = "The group that holds the nodes."
  value       = aws_autoscaling_group.this.name
}

output "security_group_id" {
  description = "Security group of the nodes, to be let into databases."
  value       = aws_security_group.this.id
}

output "role_arn" {
  description = "Role of the nodes themselves; no task is to have it."
  value       = aws_iam_role.this.arn
}
