locals {
  # The names of before there were two architectures.
  names                = { amd64 = "${var.name}-ec2-nodes", arm64 = "${var.name}-ec2-nodes-arm64" }
  default_architecture = coalesce(var.default_architecture, contains(keys(var.nodes), "amd64") ? "amd64" : "arm64")
}

resource "aws_iam_service_linked_role" "ecs" {
  count = var.create_service_linked_role ? 1 : 0

  aws_service_name = "ecs.amazonaws.com"
}

resource "aws_ecs_cluster" "this" {
  name = "${var.name}-cluster"

  # Its metrics are charged each; the portal reads the free ones.
  setting {
    name  = "containerInsights"
    value = "disabled"
  }

  depends_on = [aws_iam_service_linked_role.ecs]
}

module "nodes" {
  source   = "../nodes"
  for_each = var.nodes

  name                      = local.names[each.key]
  cluster_name              = aws_ecs_cluster.this.name
  cluster_arn               = aws_ecs_cluster.this.arn
  vpc_id                    = var.vpc_id
  subnet_ids                = var.subnet_ids
  gateway_security_group_id = var.gateway_security_group_id
  architecture              = each.key
  instance_type             = each.value.instance_type
  min_size                  = each.value.min_size
  max_size                  = each.value.max_size
  ami_id                    = each.value.ami_id
  disk_gib                  = each.value.disk_gib
  alarm_topic_arns          = var.alarm_topic_arns
}

# The whole list: a provider that is missing here is detached. Take one out here and apply before you take away its
# nodes, for a provider that is still attached cannot be deleted.
resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = [for nodes in values(module.nodes) : nodes.capacity_provider_name]

  default_capacity_provider_strategy {
    capacity_provider = module.nodes[local.default_architecture].capacity_provider_name
    weight            = 1
  }
}
