variable "name" {
  description = "What every resource's name begins with, such as evergreen-prod."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,22}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 24 lower-case letters, digits or hyphens, because a load balancer's name ends at 32 characters. Choose one such as evergreen-prod."
  }
}

variable "cluster_arn" {
  description = "ECS cluster whose events are passed on."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:ecs:[a-z0-9-]+:[0-9]{12}:cluster/", var.cluster_arn))
    error_message = "cluster_arn must be the ARN of an ECS cluster, such as arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen-prod-cluster."
  }
}

variable "retention_seconds" {
  description = "How long an event waits for a reader. What is older than an hour is learned from ECS itself."
  type        = number
  nullable    = false
  default     = 3600

  validation {
    condition     = var.retention_seconds >= 60 && var.retention_seconds <= 1209600 && floor(var.retention_seconds) == var.retention_seconds
    error_message = "retention_seconds must be a whole number from 60 to 1209600 (14 days), which is what SQS keeps messages for."
  }
}

variable "alarm_topic_arns" {
  description = "SNS topics that are told when events are lost."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for arn in var.alarm_topic_arns : can(regex("^arn:aws[a-z-]*:sns:", arn))])
    error_message = "alarm_topic_arns must be ARNs of SNS topics. Create a topic and give its ARN, such as arn:aws:sns:eu-north-1:123456789012:alarms."
  }
}
