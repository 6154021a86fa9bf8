# A cluster of its own, and so nodes of its own: a container is no boundary between what shares a node, and the portal's
# role is worth most. In the cluster of applications a service without a capacity provider could be placed beside it.
resource "aws_ecs_cluster" "this" {
  name = local.own

  setting {
    name  = "containerInsights"
    value = "disabled"
  }
}

module "nodes" {
  source = "../nodes"

  name                      = "${local.own}-nodes"
  cluster_name              = aws_ecs_cluster.this.name
  cluster_arn               = aws_ecs_cluster.this.arn
  vpc_id                    = var.vpc_id
  subnet_ids                = var.subnet_ids
  gateway_security_group_id = var.gateway.security_group_id
  architecture              = var.nodes.architecture
  instance_type             = var.nodes.instance_type
  min_size                  = var.nodes.min_size
  max_size                  = var.nodes.max_size
  ami_id                    = var.nodes.ami_id
  alarm_topic_arns          = var.alarm_topic_arns
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = [module.nodes.capacity_provider_name]
}
