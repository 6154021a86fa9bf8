variable "name" {
  description = "What every resource's name begins with, such as evergreen-prod."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,22}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 24 lower-case letters, digits or hyphens, because a load balancer's name ends at 32 characters. Choose one such as evergreen-prod."
  }
}

variable "secrets_prefix" {
  description = "Where the secrets of applications lie in Parameter Store: each environment has a level of its own below."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(/[A-Za-z0-9_.-]+)+/$", var.secrets_prefix))
    error_message = "secrets_prefix must be a path that begins and ends with a slash, such as /evergreen/prod/apps/."
  }
}

variable "log_group_prefixes" {
  description = "What the names of applications' log groups begin with. /apps/ is the portal's own; add those of applications that it is to adopt."
  type        = list(string)
  nullable    = false
  default     = ["/apps/"]

  validation {
    condition     = contains(var.log_group_prefixes, "/apps/") && alltrue([for prefix in var.log_group_prefixes : can(regex("^/[A-Za-z0-9_./#-]+/$", prefix))])
    error_message = "log_group_prefixes must hold /apps/, where the portal makes log groups, and each must begin and end with a slash, so that it takes in no other group by chance."
  }
}
