variable "name" {
  description = "Name of the auto scaling group, the capacity provider and all around them, such as evergreen-prod-ec2-nodes."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9_-]{0,59}$", var.name)) && !can(regex("^(aws|ecs|fargate)", lower(var.name)))
    error_message = "name must be at most 60 letters, digits, hyphens or underscores and may not begin with aws, ecs or fargate, which ECS keeps for itself. Choose one such as evergreen-prod-ec2-nodes."
  }
}

variable "cluster_name" {
  description = "ECS cluster that the nodes join. Give the cluster's own attribute, so that it outlives its nodes."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.cluster_name) > 0
    error_message = "cluster_name must name the cluster, because a node that is told none joins the one called default."
  }
}

variable "cluster_arn" {
  description = "ARN of the same cluster: the nodes' role may act in no other."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:ecs:[a-z0-9-]+:[0-9]{12}:cluster/", var.cluster_arn))
    error_message = "cluster_arn must be the ARN of an ECS cluster, such as arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen-prod-cluster."
  }
}

variable "vpc_id" {
  description = "VPC of the nodes."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-z]+$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC, such as vpc-0e7e46ee10abc0001. Give the network module's output vpc_id."
  }
}

variable "subnet_ids" {
  description = "Private subnets of the nodes, one a zone."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 1
    error_message = "subnet_ids must name a subnet at least. Give the network module's output private_subnet_ids."
  }
}

variable "gateway_security_group_id" {
  description = "Security group of the load balancer: the only one that reaches what runs on the nodes."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^sg-[0-9a-z]+$", var.gateway_security_group_id))
    error_message = "gateway_security_group_id must be the id of a security group, such as sg-0a1b2c3d4e5f60001. Give the gateway module's output security_group_id."
  }
}

variable "architecture" {
  description = "Processor of the nodes: amd64 or arm64."
  type        = string
  nullable    = false
  default     = "amd64"

  validation {
    condition     = contains(["amd64", "arm64"], var.architecture)
    error_message = "architecture must be amd64 or arm64, the two that images are built for."
  }
}

variable "instance_type" {
  description = "Size of a node, of the same architecture."
  type        = string
  nullable    = false
  default     = "t3.small"

  validation {
    condition     = can(regex("^[a-z0-9-]+\\.[a-z0-9-]+$", var.instance_type))
    error_message = "instance_type must be a type such as t3.small."
  }

  validation {
    condition     = can(regex("^[a-z]+[0-9]+g[a-z]*\\.", var.instance_type)) == (var.architecture == "arm64")
    error_message = "instance_type is not of the given architecture: types with a g after their number, such as t4g.small, are arm64, all others amd64. Change the one or the other."
  }
}

variable "min_size" {
  description = "Fewest nodes."
  type        = number
  nullable    = false
  default     = 1

  validation {
    condition     = var.min_size >= 0 && floor(var.min_size) == var.min_size
    error_message = "min_size must be a whole number, 0 or more."
  }
}

variable "max_size" {
  description = "Most nodes. While nodes are replaced there is one more than is needed: leave room for it."
  type        = number
  nullable    = false
  default     = 3

  validation {
    condition     = var.max_size >= 1 && var.max_size <= 100 && floor(var.max_size) == var.max_size
    error_message = "max_size must be a whole number from 1 to 100."
  }

  validation {
    condition     = var.max_size > var.min_size
    error_message = "max_size must be more than min_size, because a node is replaced by starting its successor first. Raise max_size by one."
  }
}

variable "target_capacity" {
  description = "Percent of the nodes that ECS keeps in use. Services are spread over zones before nodes are filled, which asks for 100: with less, ECS would start a node a task."
  type        = number
  nullable    = false
  default     = 100

  validation {
    condition     = var.target_capacity >= 1 && var.target_capacity <= 100 && floor(var.target_capacity) == var.target_capacity
    error_message = "target_capacity must be a whole number from 1 to 100, which is what capacity providers take."
  }
}

variable "ami_id" {
  description = "Image of the nodes, as packer/ makes it. Null takes the newest ECS-optimized Amazon Linux 2023 at every start of a node and hardens it then."
  type        = string
  default     = null

  validation {
    condition     = var.ami_id == null ? true : can(regex("^ami-[0-9a-f]{8,17}$", var.ami_id))
    error_message = "ami_id must be the id of an image, such as ami-0123456789abcdef0. Take it from packer build's last line, or leave it out."
  }
}

variable "disk_gib" {
  description = "Size of a node's disk; images of all applications lie there."
  type        = number
  nullable    = false
  default     = 30

  validation {
    condition     = var.disk_gib >= 30 && floor(var.disk_gib) == var.disk_gib
    error_message = "disk_gib must be a whole number, 30 or more, because the ECS image itself is made for 30 GiB."
  }
}

variable "alarm_topic_arns" {
  description = "SNS topics that are told when nodes cost more than their price."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for arn in var.alarm_topic_arns : can(regex("^arn:aws[a-z-]*:sns:", arn))])
    error_message = "alarm_topic_arns must be ARNs of SNS topics. Create a topic and give its ARN, such as arn:aws:sns:eu-north-1:123456789012:alarms."
  }
}
