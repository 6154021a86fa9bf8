output "name" {
  description = "Name of the cluster that applications run in."
  value       = aws_ecs_cluster.this.name

  # A service that is made before its provider is attached is refused.
  depends_on = [aws_ecs_cluster_capacity_providers.this]
}

output "arn" {
  description = "The cluster that applications run in."
  value       = aws_ecs_cluster.this.arn
}

output "capacity_providers" {
  description = "Capacity providers by the architecture of their nodes, as the platform's manifest has them."
  value       = { for architecture, nodes in module.nodes : architecture => nodes.capacity_provider_name }
}

output "node_security_group_ids" {
  description = "Security groups of the nodes by architecture, to be let into databases of applications."
  value       = { for architecture, nodes in module.nodes : architecture => nodes.security_group_id }
}
