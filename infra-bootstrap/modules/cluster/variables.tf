variable "name" {
  description = "What every resource's name begins with, such as evergreen-prod."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,22}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 24 lower-case letters, digits or hyphens, because a load balancer's name ends at 32 characters. Choose one such as evergreen-prod."
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
    condition     = length(var.subnet_ids) == 3
    error_message = "subnet_ids must be the three private subnets, because services are spread over three zones. Give the network module's output private_subnet_ids."
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

variable "nodes" {
  description = "Nodes that applications run on, by their architecture. ami_id: an image that packer/ made; without it the newest ECS-optimized one."
  type = map(object({
    instance_type = string
    min_size      = optional(number, 1)
    max_size      = optional(number, 3)
    ami_id        = optional(string)
    disk_gib      = optional(number, 30)
  }))
  nullable = false
  default  = { amd64 = { instance_type = "t3.small" } }

  validation {
    condition     = length(var.nodes) > 0 && alltrue([for architecture in keys(var.nodes) : contains(["amd64", "arm64"], architecture)])
    error_message = "nodes must have an entry amd64, an entry arm64 or both, because that is what images are built for. Write such as { amd64 = { instance_type = \"t3.small\" } }."
  }
}

variable "default_architecture" {
  description = "Where a service runs that names no capacity provider; null takes amd64 where there is one."
  type        = string
  default     = null

  validation {
    condition     = var.default_architecture == null ? true : contains(keys(var.nodes), var.default_architecture)
    error_message = "default_architecture must be one of those in nodes, because services without a capacity provider would find no node."
  }
}

variable "create_service_linked_role" {
  description = "Whether to make AWSServiceRoleForECS, which the first service of an account needs. False where ECS was used before: it exists, and making it again fails."
  type        = bool
  nullable    = false
  default     = true
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
