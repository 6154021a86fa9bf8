variable "manifest_parameter" {
  description = "Parameter that describes the platform, as the manifest module's output parameter_name has it."
  type        = string
  nullable    = false
  default     = "/evergreen/prod/manifest"

  validation {
    condition     = can(regex("^(/[A-Za-z0-9_.-]+){2,}$", var.manifest_parameter))
    error_message = "manifest_parameter must be the path of a parameter, such as /evergreen/prod/manifest. Ask whoever keeps the platform."
  }
}

variable "app" {
  description = "Name of the application."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,61}[a-z0-9]$", var.app)) && !strcontains(var.app, "--")
    error_message = "app must be lower-case letters, digits and single hyphens, such as grades-web, because names of AWS resources and hosts are made of it."
  }
}

variable "environment" {
  description = "Which copy of the application: staging, production or the like."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*$", var.environment))
    error_message = "environment must be lower-case letters and digits without a hyphen, because <app>-<environment> can then mean one thing only."
  }
}

variable "names" {
  description = "Names of resources that are called otherwise than <app>-<environment>; null for each that is not. log_stream_prefix: what the names of log streams begin with."
  type = object({
    service           = optional(string)
    family            = optional(string)
    container         = optional(string)
    target_group      = optional(string)
    log_group         = optional(string)
    log_stream_prefix = optional(string, "task")
  })
  nullable = false
  default  = {}

  validation {
    condition     = var.names.target_group == null ? true : can(regex("^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$", var.names.target_group))
    error_message = "names.target_group must be 1 to 32 letters, digits or hyphens, which is what AWS takes."
  }
}

variable "gateway" {
  description = "Id of the load balancer it sits on, as the manifest has it; null takes the first."
  type        = string
  default     = null

  validation {
    condition     = var.gateway == null ? true : length(var.gateway) > 0
    error_message = "gateway must be the id of a load balancer of the manifest, or be left out for the first."
  }
}

variable "image" {
  description = "What runs, by its digest, so that it is the same wherever it starts: host/repository@sha256:…"
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[^@ ]+@sha256:[0-9a-f]{64}$", var.image))
    error_message = "image must end with a digest such as @sha256:<64 hexadecimal digits>, because a tag may mean another image at the next start. Look it up with: aws ecr describe-images --repository-name <name> --image-ids imageTag=<tag>"
  }
}

variable "architecture" {
  description = "Processor that the image is built for."
  type        = string
  nullable    = false
  default     = "amd64"

  validation {
    condition     = contains(["amd64", "arm64"], var.architecture)
    error_message = "architecture must be amd64 or arm64, whichever the image is built for."
  }
}

variable "size" {
  description = "What a task gets: CPU as shares of 1024 a processor, memory in MiB that is kept for it, and the limit above which it is ended. The portal's presets: nano 64/64/128, micro 128/128/256, small 256/256/512, medium 512/512/1024, large 1024/1024/1408."
  type = object({
    cpu                = number
    memory_reservation = number
    memory             = number
  })
  nullable = false
  default  = { cpu = 128, memory_reservation = 128, memory = 256 }

  validation {
    condition     = var.size.cpu >= 2 && var.size.cpu <= 10240
    error_message = "size.cpu must be 2 to 10240 shares; with less a task starves when others are busy."
  }

  validation {
    condition     = var.size.memory_reservation >= 6 && var.size.memory >= var.size.memory_reservation && var.size.memory <= 65536
    error_message = "size.memory_reservation must be 6 MiB or more, and size.memory not less than it and 65536 at most."
  }
}

variable "desired_count" {
  description = "How many tasks run; 0 pauses it."
  type        = number
  nullable    = false
  default     = 1

  validation {
    condition     = var.desired_count >= 0 && var.desired_count <= 10 && floor(var.desired_count) == var.desired_count
    error_message = "desired_count must be a whole number from 0 to 10; more on small nodes is a mistake."
  }
}

variable "port" {
  description = "Port that the container listens on; null for a worker, which nobody reaches."
  type        = number
  default     = null

  validation {
    condition     = var.port == null ? true : var.port >= 1 && var.port <= 65535 && floor(var.port) == var.port
    error_message = "port must be a whole number from 1 to 65535, the one the program listens on and not just what its image exposes. Leave it out for a worker."
  }
}

variable "hosts" {
  description = "Host names that lead to it."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for host in var.hosts : can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$", host))])
    error_message = "hosts must be host names in lower case, such as grades.apps.example.no, without https:// and without a path."
  }

  validation {
    condition     = (length(var.hosts) > 0) == (var.port != null)
    error_message = "hosts and port go together: a host leads to a port, and a worker has neither."
  }
}

variable "rule_priorities" {
  description = "Numbers of its rules on the listener, one for each five hosts (for each four and less with reach platform)."
  type        = list(number)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for priority in var.rule_priorities : priority >= 1 && priority <= 50000 && floor(priority) == priority])
    error_message = "rule_priorities must be whole numbers from 1 to 50000. Choose below 2000: from there on the portal gives them out, and two rules of one listener may not share one."
  }
}

variable "reach" {
  description = "Who reaches it: everybody (public), or only what runs on the platform (platform)."
  type        = string
  nullable    = false
  default     = "public"

  validation {
    condition     = contains(["public", "platform"], var.reach)
    error_message = "reach must be public, for everybody, or platform, for what runs on the platform alone."
  }
}

variable "redirects" {
  description = "Hosts that send visitors on with 301, by the host. path: null keeps path and query."
  type = map(object({
    to       = string
    path     = optional(string)
    priority = number
  }))
  nullable = false
  default  = {}

  validation {
    condition     = alltrue([for redirect in values(var.redirects) : redirect.path == null ? true : startswith(redirect.path, "/")])
    error_message = "The path of a redirect must begin with a slash, or be left out to keep the visitor's."
  }
}

variable "health" {
  description = "How the load balancer asks a task whether it is well."
  type = object({
    path            = optional(string, "/health")
    codes           = optional(string, "200-399")
    interval        = optional(number, 10)
    timeout         = optional(number, 5)
    healthy_after   = optional(number, 2)
    unhealthy_after = optional(number, 3)
  })
  nullable = false
  default  = {}

  validation {
    condition     = startswith(var.health.path, "/") && !strcontains(var.health.path, " ")
    error_message = "health.path must begin with a slash and have no spaces, such as /health."
  }

  validation {
    condition     = var.health.interval >= 5 && var.health.interval <= 300 && var.health.timeout >= 2 && var.health.timeout < var.health.interval
    error_message = "health.interval must be 5 to 300 seconds, and health.timeout 2 or more and less than the interval."
  }

  validation {
    condition     = alltrue([for checks in [var.health.healthy_after, var.health.unhealthy_after] : checks >= 2 && checks <= 10])
    error_message = "health.healthy_after and health.unhealthy_after must be 2 to 10 checks."
  }
}

variable "rollout" {
  description = "How tasks are replaced, in seconds. short_stop: old tasks end before new ones start, which needs no spare room."
  type = object({
    grace        = optional(number, 60)
    stop_timeout = optional(number, 30)
    drain        = optional(number, 20)
    short_stop   = optional(bool, false)
  })
  nullable = false
  default  = {}

  validation {
    condition     = var.rollout.grace >= 0 && var.rollout.grace <= 600 && var.rollout.stop_timeout >= 2 && var.rollout.stop_timeout <= 120 && var.rollout.drain >= 10 && var.rollout.drain <= 3600
    error_message = "rollout.grace must be 0 to 600 seconds, stop_timeout 2 to 120 and drain 10 to 3600: with less, requests under way are cut."
  }
}

variable "variables" {
  description = "Environment variables; nothing secret, for everybody who may look at the task definition reads them."
  type        = map(string)
  nullable    = false
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.variables) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))])
    error_message = "variables must be named with letters, digits and underscores, such as DATABASE_HOST."
  }
}

variable "secrets" {
  description = "Names of environment variables whose values are parameters below <secrets' prefix>/<app>/<environment>/; a person stores them."
  type        = set(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for name in var.secrets : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))]) && length(setintersection(var.secrets, keys(var.variables))) == 0
    error_message = "secrets must be named with letters, digits and underscores, such as DATABASE_URL, and none may be one of variables too."
  }
}

variable "container_check" {
  description = "Shell command that says inside the container whether it is well; empty for none. The image needs what it calls."
  type        = string
  nullable    = false
  default     = ""

  validation {
    condition     = length(var.container_check) <= 1024
    error_message = "container_check may have 1024 characters at most."
  }
}

variable "task_role_arn" {
  description = "Role that the program acts as in AWS; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.task_role_arn == null ? true : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/", var.task_role_arn))
    error_message = "task_role_arn must be the ARN of a role, or be left out."
  }
}

variable "log_retention_days" {
  description = "Days for which its lines are kept; null takes the platform's."
  type        = number
  default     = null

  validation {
    condition     = var.log_retention_days == null ? true : contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be a number that CloudWatch Logs knows, such as 7, 14, 30, 60, 90 or 365, or 0 for ever."
  }
}

variable "tags" {
  description = "Tags of everything. What the portal hands over keeps its own, so that nothing changes; take them away, and it is Terraform's alone."
  type        = map(string)
  nullable    = false
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "tags may not begin with aws:, which AWS keeps for itself."
  }
}

variable "revision_tags" {
  description = "Further tags of the task definition alone."
  type        = map(string)
  nullable    = false
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.revision_tags) : !startswith(lower(key), "aws:")])
    error_message = "revision_tags may not begin with aws:, which AWS keeps for itself."
  }
}
