output "url" {
  description = "Address of the portal."
  value       = "https://${var.host}"
}

output "role_arn" {
  description = "Role that the portal acts as."
  value       = aws_iam_role.task.arn
}

output "policy" {
  description = "What the portal may do, as one JSON document."
  value       = jsonencode(local.policy)
}

output "cluster_name" {
  description = "The portal's own cluster, which it cannot change itself."
  value       = aws_ecs_cluster.this.name
}

output "service_name" {
  description = "ECS service of the portal, for starting it anew: aws ecs update-service --force-new-deployment."
  value       = aws_ecs_service.this.name
}

output "database_endpoint" {
  description = "Host and port of the portal's PostgreSQL; reached from its own nodes only."
  value       = aws_db_instance.this.endpoint
}

output "secret_parameters" {
  description = "Parameters that a person stores before the first start, as SecureString."
  value       = [for parameter in values(var.secrets) : "${var.secrets_path}${parameter}"]
}
