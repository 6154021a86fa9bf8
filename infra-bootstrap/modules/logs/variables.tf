variable "name" {
  description = "What every resource's name begins with, such as evergreen-prod."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,22}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 24 lower-case letters, digits or hyphens, because a load balancer's name ends at 32 characters. Choose one such as evergreen-prod."
  }
}

variable "destination_arn" {
  description = "Kinesis stream, Firehose or Lambda function that lines are forwarded to, for Loki, Elasticsearch or the like; null forwards nothing."
  type        = string
  default     = null

  validation {
    condition     = var.destination_arn == null ? true : can(regex("^arn:aws[a-z-]*:(kinesis:[a-z0-9-]+:[0-9]{12}:stream/|firehose:[a-z0-9-]+:[0-9]{12}:deliverystream/|lambda:[a-z0-9-]+:[0-9]{12}:function:).+$", var.destination_arn))
    error_message = "destination_arn must be the ARN of a Kinesis stream, a Firehose delivery stream or a Lambda function, because CloudWatch Logs forwards to nothing else. Make one that writes to your log store, or leave it out."
  }
}

variable "filter_pattern" {
  description = "Which lines are forwarded, as a CloudWatch Logs filter pattern; empty forwards all."
  type        = string
  nullable    = false
  default     = ""

  validation {
    condition     = length(var.filter_pattern) <= 1024
    error_message = "filter_pattern may have 1024 characters at most, which is what CloudWatch Logs takes."
  }
}

variable "log_group_prefixes" {
  description = "What the names of the log groups begin with that may forward."
  type        = list(string)
  nullable    = false
  default     = ["/apps/"]

  validation {
    condition     = alltrue([for prefix in var.log_group_prefixes : can(regex("^/[A-Za-z0-9_./#-]+/$", prefix))])
    error_message = "log_group_prefixes must each begin and end with a slash, such as /apps/."
  }
}
